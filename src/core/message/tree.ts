/** A stretch of words. `text` is plain and untrusted: the renderer escapes it. */
export interface Span {
  readonly text: string;
  readonly style?: "bold" | "italic" | "quiet";
  /** http(s) address. */
  readonly href?: string;
}

/** One block of a message, free of any platform. */
export type Block =
  | { readonly kind: "headline"; readonly spans: readonly Span[] }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly spans: readonly Span[] }
  | { readonly kind: "quote"; readonly spans: readonly Span[] }
  | { readonly kind: "bullets"; readonly items: readonly (readonly Span[])[] }
  /** Sources, counts, times: small print. */
  | { readonly kind: "context"; readonly items: readonly (readonly Span[])[] }
  /** Things to do about what stands above. A platform without buttons leaves them out. */
  | { readonly kind: "actions"; readonly buttons: readonly Button[] }
  | { readonly kind: "divider" };

/** `label` has at most 40 characters. */
export type Button =
  /** `action` comes from `actionText`. */
  | { readonly label: string; readonly action: string; readonly look?: "primary" | "danger" }
  /** http(s) address. */
  | { readonly label: string; readonly href: string };

/** What to say to a channel. */
export interface Message {
  /** One plain line that says it all: notifications and screen readers. */
  readonly summary: string;
  /** Name of the thread below it or of a forum's post; left out: the summary. */
  readonly title?: string;
  readonly blocks: readonly Block[];
  /** What it is about, for tags of a forum; left out: nothing in particular. */
  readonly topics?: readonly string[];
}

/** A message with what belongs into the thread below it. */
export interface Post {
  readonly message: Message;
  readonly replies: readonly Message[];
}
