import type { Sayable } from "./readable.ts";
import { namesStranger } from "./story.ts";
import type { Story } from "./story.ts";
import { containment } from "./units.ts";
import type { Unit } from "./units.ts";

/** What has been said already: no item repeats one. */
export class Said {
  readonly #items: { readonly words: ReadonlySet<string>; readonly terms: ReadonlySet<string> }[] = [];
  readonly #units = new Set<Unit>();

  add(...said: readonly Sayable[]): void {
    for (const { unit } of said) {
      this.#items.push(unit);
      this.#units.add(unit);
    }
  }

  /** The same for a trial, whose choices do not count here. */
  copy(): Said {
    const other = new Said();
    other.#items.push(...this.#items);
    for (const unit of this.#units) other.#units.add(unit);
    return other;
  }

  has(unit: Unit): boolean {
    return this.#units.has(unit);
  }

  /** Largest share that a unit has in common with one already said, 0 to 1. */
  overlap(unit: Unit): number {
    let most = 0;
    for (const item of this.#items) {
      const sameFigure = sharesFigure(item.terms, unit.terms) ? SAME_FIGURE : 0;
      most = Math.max(
        most,
        containment(item.terms, unit.terms) + sameFigure,
        containment(item.words, unit.words) - 0.05,
      );
    }
    return most;
  }
}

/** Sharing more than this with an item already chosen is repeating it. */
export const REPEAT = 0.5;
/** Two sentences with the same figure and a few words in common mostly tell the same fact in other words. */
const SAME_FIGURE = 0.12;

function sharesFigure(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let figures = 0;
  let rest = 0;
  for (const term of a) {
    if (!b.has(term)) continue;
    if (term.charCodeAt(0) < 58 && /^\d+$/.test(term) && !/^(?:19|20)\d\d$/.test(term)) figures++;
    else rest++;
  }
  return figures > 0 && rest >= 3;
}

/** Most words of one item; beyond that a reader loses the thread. */
const LONGEST = 48;

interface Candidate {
  readonly part: Sayable;
  /** Among the candidates, in the order of the text. */
  readonly place: number;
  readonly value: number;
}

/**
 * The best sayable units by a measure, none repeating what was said; they count as said from then on.
 * @param worth units of 0 or less are out
 * @param longest most words of a unit
 */
export function choose(
  story: Story,
  said: Said,
  limit: number,
  worth: (unit: Unit) => number,
  longest = LONGEST,
): Sayable[] {
  const pool: Candidate[] = [];
  for (const part of story.sayable.values()) {
    const value = part.unit.length <= longest ? worth(part.unit) : 0;
    if (value <= 0) continue;
    const left = value - (part.pointsBack ? 0.3 : 0) - (namesStranger(story, part) ? 0.3 : 0);
    if (left > 0) pool.push({ part, place: pool.length, value: left });
  }
  pool.sort((a, b) => b.value - a.value);
  const out: Sayable[] = [];
  while (out.length < limit) {
    let best: Candidate | null = null;
    for (const { part, place, value } of pool) {
      // A look at all that was said costs more than the measure: only as long as it can still win.
      if (best !== null && value < best.value) break;
      if (said.has(part.unit)) continue;
      const overlap = said.overlap(part.unit);
      if (overlap > REPEAT) continue;
      const fromSame = out.filter((chosen) => chosen.unit.doc === part.unit.doc).length;
      const score = value - 0.3 * overlap - 0.04 * fromSame;
      if (score <= 0) continue;
      // Of two that are worth the same, the earlier.
      if (best === null || score > best.value || (score === best.value && place < best.place)) {
        best = { part, place, value: score };
      }
    }
    if (best === null) break;
    out.push(best.part);
    said.add(best.part);
  }
  return out;
}

export function chooseOne(story: Story, said: Said, worth: (unit: Unit) => number): Sayable | null {
  return choose(story, said, 1, worth)[0] ?? null;
}

/** What a report tells early matters most: places within the reports decide, not the order of choice. */
export function inReadingOrder(parts: readonly Sayable[]): Sayable[] {
  const depth = ({ unit }: Sayable): number => unit.place / unit.of;
  return parts.toSorted((a, b) => depth(a) - depth(b) || a.unit.doc - b.unit.doc);
}
