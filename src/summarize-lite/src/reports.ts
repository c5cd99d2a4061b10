import type { BareClaim } from "./claims.ts";
import { agree } from "./contradiction.ts";
import { numeralsIn } from "./numerals.ts";
import type { Unit } from "./units.ts";

/** What each report of a story says as a whole; read when it is first asked for. */
export class Reports {
  readonly #units: ReadonlyMap<number, readonly Unit[]>;
  readonly #claims: ReadonlyMap<string, readonly BareClaim[]>;
  readonly #figures = new Map<number, ReadonlySet<number>>();
  readonly #openings = new Map<number, ReadonlySet<string>>();

  constructor(units: readonly Unit[], claims: readonly BareClaim[]) {
    this.#units = Map.groupBy(units, ({ doc }) => doc);
    this.#claims = Map.groupBy(claims, ({ kind, key, unit }) => `${unit.doc} ${kind} ${key}`);
  }

  /** A report that gives both values knows of both: an update or another quantity, no contradiction. */
  knowBoth(a: BareClaim, b: BareClaim): boolean {
    return this.#gives(a.unit.doc, b) || this.#gives(b.unit.doc, a);
  }

  /** Small numbers count only with their key: every report has a "five" somewhere. */
  #gives(doc: number, claim: BareClaim): boolean {
    const own = this.#claims.get(`${doc} ${claim.kind} ${claim.key}`) ?? [];
    if (own.some((other) => isLike(other, claim) && agree(other, claim))) return true;
    return claim.kind === "number" && claim.quantity.number > 20 && this.#figuresOf(doc).has(claim.quantity.number);
  }

  #figuresOf(doc: number): ReadonlySet<number> {
    const known = this.#figures.get(doc);
    if (known) return known;
    const own = this.#units.get(doc) ?? [];
    const figures = new Set(own.flatMap(({ flat }) => numeralsIn(flat).map(({ value }) => value)));
    this.#figures.set(doc, figures);
    return figures;
  }

  /** Whether a report's first two sentences hold a term: the event itself. */
  opensWith(doc: number, term: string): boolean {
    let opening: ReadonlySet<string> | undefined = this.#openings.get(doc);
    if (!opening) {
      const [first, second] = this.#units.get(doc) ?? [];
      opening = new Set([...(first?.terms ?? []), ...(second?.terms ?? [])]);
      this.#openings.set(doc, opening);
    }
    return opening.has(term);
  }
}

/** "Up to 30 days" allows 40 minutes and does not give them. */
function isLike(a: BareClaim, b: BareClaim): boolean {
  if (a.kind !== "number" || b.kind !== "number") return true;
  return Math.max(a.quantity.value, b.quantity.value) <= 2 * Math.min(a.quantity.value, b.quantity.value);
}
