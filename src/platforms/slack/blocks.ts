// The parts of Block Kit that Copydesk writes. Types of our own, because those of the SDK allow far more.

/** A stretch of a rich text: typed, so that nothing in it is read as markup. */
export type Inline =
  | { readonly type: "text"; readonly text: string; readonly style?: InlineStyle }
  | { readonly type: "link"; readonly url: string; readonly text: string; readonly style?: InlineStyle };

export interface InlineStyle {
  readonly bold?: true;
  readonly italic?: true;
}

interface RichSection {
  readonly type: "rich_text_section";
  readonly elements: readonly Inline[];
}

export type RichPart =
  | RichSection
  | { readonly type: "rich_text_quote"; readonly elements: readonly Inline[] }
  | { readonly type: "rich_text_list"; readonly style: "bullet"; readonly elements: readonly RichSection[] };

export interface PlainText {
  readonly type: "plain_text";
  readonly text: string;
  /** False: ":word:" stays what it is. */
  readonly emoji: false;
}

interface Mrkdwn {
  readonly type: "mrkdwn";
  readonly text: string;
  /** Names and addresses are not linked by themselves. */
  readonly verbatim: true;
}

export interface ButtonElement {
  readonly type: "button";
  readonly text: PlainText;
  readonly action_id: string;
  readonly value?: string;
  readonly url?: string;
  readonly style?: "primary" | "danger";
}

interface OverflowElement {
  readonly type: "overflow";
  readonly action_id: string;
  readonly options: readonly ChoiceObject[];
}

export interface ChoiceObject {
  readonly text: PlainText;
  readonly value: string;
}

export type InputElement =
  | {
      readonly type: "plain_text_input";
      readonly action_id: string;
      readonly initial_value?: string;
      readonly max_length: number;
    }
  | {
      readonly type: "static_select";
      readonly action_id: string;
      readonly options: readonly ChoiceObject[];
      readonly initial_option?: ChoiceObject;
    };

interface Named {
  readonly block_id?: string;
}

export type SlackBlock = Named &
  (
    | { readonly type: "header"; readonly text: PlainText }
    | { readonly type: "section"; readonly text: PlainText }
    | { readonly type: "rich_text"; readonly elements: readonly RichPart[] }
    | { readonly type: "context"; readonly elements: readonly (PlainText | Mrkdwn)[] }
    | { readonly type: "actions"; readonly elements: readonly (ButtonElement | OverflowElement)[] }
    | { readonly type: "divider" }
    | {
        readonly type: "input";
        readonly label: PlainText;
        readonly element: InputElement;
        readonly hint?: PlainText;
        readonly optional: boolean;
      }
  );

export function plain(text: string): PlainText {
  return { type: "plain_text", text, emoji: false };
}

export function mrkdwn(text: string): Mrkdwn {
  return { type: "mrkdwn", text, verbatim: true };
}

/** What Slack's form of a message is: JSON, kept in the outbox as it is. */
export interface SlackPayload {
  /** How plain it is: each next form has less that Slack could refuse. */
  readonly form: "blocks" | "plain" | "text";
  /** For notifications and screen readers, and all there is when `blocks` is empty. Escaped. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** The message's page in the archive, when there is one. */
  readonly page: string | null;
}

/**
 * Characters of blocks as Slack's limit on their sum may count them: everything that is text, an address or a value in
 * the end. How Slack counts is not published, so this counts more rather than less.
 */
export function sizeOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, one: unknown) => sum + sizeOf(one), 0);
  if (typeof part !== "object" || part === null) return 0;
  let sum = 0;
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === "string") sum += COUNTED.has(name) ? value.length : 0;
    else sum += sizeOf(value);
  }
  return sum;
}

const COUNTED: ReadonlySet<string> = new Set(["text", "url", "value", "initial_value"]);
