/** One cleaned article, as it is handed in. Offsets everywhere are UTF-16 offsets into `text`. */
export interface SourceArticle {
  readonly id: string;
  /** Cleaned text. Blank lines separate paragraphs. When the article has a title, its first line is the title. */
  readonly text: string;
  readonly title?: string | null;
  readonly publisher?: string | null;
  /** ISO 8601 date or date-time; without a zone it counts as UTC. */
  readonly publishedAt?: string | null;
  readonly url?: string | null;
  /** Where the text came from, for people: a file's path. */
  readonly file?: string | null;
  /** Id of the article whose text this one repeats (wire copy, reprint); such a one is listed and not counted as a report of its own. */
  readonly copyOf?: string | null;
}

/** A passage of one article: `articles[id].text.slice(start, end)`. */
export interface Evidence {
  readonly article: string;
  readonly start: number;
  readonly end: number;
}

/** Why a stretch of a sentence was dropped. */
export type DropReason = "dateline" | "connective" | "parenthesis" | "aside" | "label" | "site";

/** Why a stretch was replaced. `line-break`: white space that the file's line length put into a sentence. `capital`: the first letter after a drop. */
export type ReplaceReason = "pronoun" | "time" | "line-break" | "capital";

/**
 * One permitted edit of a sentence. `evidence` says which of the item's passages it belongs to, `start`/`end` are UTF-16
 * offsets within that passage, `was` is what stood there. The edits of one passage do not overlap and stand in order.
 */
export type Edit =
  | {
      readonly kind: "drop";
      readonly reason: DropReason;
      readonly evidence: number;
      readonly start: number;
      readonly end: number;
      readonly was: string;
    }
  | {
      readonly kind: "replace";
      readonly reason: ReplaceReason;
      readonly evidence: number;
      readonly start: number;
      readonly end: number;
      readonly was: string;
      readonly with: string;
    };

/** One piece of a digest. `text` is its passages, each with its edits applied, joined by one blank. */
export interface Item {
  readonly text: string;
  readonly label?: string;
  readonly evidence: readonly Evidence[];
  readonly edits: readonly Edit[];
}

/** The key quote: a whole sentence with its attribution; `words` is what stands inside the quotation marks. */
export interface QuoteItem extends Item {
  readonly speaker: string;
  readonly words: string;
}

export type DifferenceKind = "number" | "date" | "title";

/** Two claims about one thing that do not agree. Its own `text` is both claims, one after the other. */
export interface Difference extends Item {
  readonly kind: DifferenceKind;
  /** What the claims are about, in words that both sources use: "million crowns", "call", a person's name. */
  readonly subject: string;
  /** Each claim as an item of its own, with the value in it that differs ("84 million crowns"). */
  readonly claims: readonly (Item & { readonly value: string })[];
}

/** One report behind a digest. */
export interface Source {
  readonly article: string;
  readonly publisher: string | null;
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly url: string | null;
  readonly file: string | null;
  /** The report that this one repeats, or null: an independent report. */
  readonly copyOf: string | null;
}

export interface Headings {
  readonly highlights: string;
  readonly background: string;
  readonly outlook: string;
  readonly differences: string;
  readonly unknowns: string;
  readonly sources: string;
}

/** What a story is about, for headings and topics: an event noun ("Call") and a field ("Diplomatic"), null when not sure. */
export interface Subject {
  readonly event: string | null;
  readonly field: string | null;
}

/** The highlights digest of one story. A part with nothing true to say is null or empty. */
export interface Digest {
  readonly headline: Item | null;
  readonly lede: Item | null;
  readonly quote: QuoteItem | null;
  readonly highlights: readonly Item[];
  readonly background: readonly Item[];
  /** The sentence that opens the outlook part. */
  readonly framing: Item | null;
  /** Every one has a label. */
  readonly outlook: readonly Item[];
  readonly closing: Item | null;
  readonly differences: readonly Difference[];
  readonly unknowns: readonly Item[];
  readonly sources: readonly Source[];
  /** Reports that are not copies of another. */
  readonly independentReports: number;
  readonly headings: Headings;
  readonly subject: Subject;
  /** BCP 47 language of the digest's sentences, e.g. "en". */
  readonly language: string;
  readonly articles: readonly {
    readonly id: string;
    readonly file: string | null;
    readonly text: string;
  }[];
}

/** What a sentence does in a report (van Dijk's news schema; labels of NewsDiscourse, Choubey et al. 2020). `na` = not part of the report. */
export type Role =
  | "main"
  | "consequence"
  | "previous_event"
  | "current_context"
  | "historical"
  | "anecdotal"
  | "evaluation"
  | "expectation"
  | "na";
