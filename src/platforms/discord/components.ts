/** Types of components. Source: Discord's reference of components. */
export const TYPE = { row: 1, button: 2, text: 10, separator: 14, container: 17 } as const;

export const STYLE = { primary: 1, secondary: 2, danger: 4, link: 5 } as const;

export type Button =
  | {
      readonly type: typeof TYPE.button;
      readonly style: 1 | 2 | 4;
      readonly label: string;
      readonly custom_id: string;
      readonly id?: number;
    }
  | {
      readonly type: typeof TYPE.button;
      readonly style: typeof STYLE.link;
      readonly label: string;
      readonly url: string;
      readonly id?: number;
    };

/** 1 to 5 buttons side by side. */
export interface Row {
  readonly type: typeof TYPE.row;
  readonly components: readonly Button[];
  readonly id?: number;
}

interface TextDisplay {
  readonly type: typeof TYPE.text;
  readonly content: string;
  readonly id?: number;
}

export interface Separator {
  readonly type: typeof TYPE.separator;
  readonly divider: boolean;
  /** 1 small, 2 large. */
  readonly spacing: 1 | 2;
  readonly id?: number;
}

export type Inner = Row | TextDisplay | Separator;

export interface Container {
  readonly type: typeof TYPE.container;
  readonly accent_color: number;
  readonly components: readonly Inner[];
  readonly id?: number;
}

/** What Discord gets of a message, before the marker and the mentions are settled. */
export type Payload = FullPayload | PlainPayload;

interface Titled {
  /** Plain words for the title of a thread or forum post: 1 to 100 characters. */
  readonly title: string;
  /** The archive's page, when the message names one. */
  readonly link: string | null;
}

export interface FullPayload extends Titled {
  readonly form: "full";
  readonly container: Container;
  /** For a forum's tags. */
  readonly topics: readonly string[];
}

/** What is left when Discord refuses components: `words` in markdown; `line` is the title and the link alone. */
export interface PlainPayload extends Titled {
  readonly form: "words" | "line";
  readonly content: string;
  readonly topics: readonly string[];
}

/** A container's components with those inside them, and itself. */
export function countOf({ components }: Container): number {
  return components.reduce((sum, inner) => sum + sizeOf(inner), 1);
}

/** Components that one is, with those inside it. */
export function sizeOf(inner: Inner): number {
  return inner.type === TYPE.row ? 1 + inner.components.length : 1;
}
