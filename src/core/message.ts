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
  | { readonly kind: "divider" };

/** What to say to a channel. */
export interface Message {
  /** One plain line that says it all: notifications and screen readers. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}
