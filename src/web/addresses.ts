import type { DigestPart, DigestSize } from "summarize-lite";

const STORY_ID = /^s[0-9a-f]{12}$/;
const ARTICLE_ID = /^a[0-9a-f]{16}$/;
const EDITION_ID = /^e[0-9a-f]{16}$/;

export const isStoryId = (id: string): boolean => STORY_ID.test(id);
export const isArticleId = (id: string): boolean => ARTICLE_ID.test(id);
export const isEditionId = (id: string): boolean => EDITION_ID.test(id);

/** How a story page is asked for; what is left out is at its default. */
export interface StoryRequest {
  /** Default: full. */
  readonly size?: DigestSize;
  /** Default: the newest. */
  readonly version?: number | null;
  /** Every passage is open. */
  readonly passages?: boolean;
}

export function storyAddress(id: string, { size, version, passages }: StoryRequest = {}): string {
  const query = new URLSearchParams();
  if (size !== undefined && size !== "full") query.set("size", size);
  if (version !== undefined && version !== null) query.set("version", String(version));
  if (passages === true) query.set("passages", "open");
  return `/stories/${id}${query.size > 0 ? `?${query.toString()}` : ""}`;
}

/** The page that shows one item's passages in their whole sources. */
export function evidenceAddress(id: string, part: DigestPart, index: number, version: number | null): string {
  return `/stories/${id}/evidence/${part}/${index}${version === null ? "" : `?version=${version}`}`;
}

/** A source's text; with a range, scrolled to that passage. */
export function articleAddress(id: string, range?: { readonly start: number; readonly end: number }): string {
  return range === undefined ? `/articles/${id}` : `/articles/${id}?from=${range.start}&to=${range.end}#passage`;
}

export const channelAddress = (name: string): string => `/channels/${encodeURIComponent(name)}`;
export const editionAddress = (id: string): string => `/editions/${id}`;

/** An address from a source that a reader may follow: http or https without a password in it; null for every other. */
export function outsideAddress(text: string | null): { readonly href: string; readonly host: string } | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  const safe = (url.protocol === "http:" || url.protocol === "https:") && url.username === "" && url.password === "";
  return safe ? { href: url.href, host: url.host.replace(/^www\./, "") } : null;
}
