import type { Block, Message, Span } from "../../core/message.ts";
import { buttonsIn } from "./buttons.ts";
import { TYPE } from "./components.ts";
import type { FullPayload, Payload, PlainPayload } from "./components.ts";
import { escape, safeAddress } from "./escape.ts";
import { planLayout } from "./plan.ts";
import type { Limits } from "./plan.ts";
import { shortened, visible } from "../../core/text.ts";

// Discord's reference of messages and of components; the 4,000 characters stand in an error of its servers
// (discord/discord-api-docs, pull request 8562), the bytes were found by trial (discord/discord-api-docs#8554): above
// them it answers 500. Characters are counted in UTF-16 units here: no count of Discord's is stricter.
/** Components of a message, with those inside others. */
export const MAX_COMPONENTS = 40;
/** Characters over all text displays of a message. */
export const MAX_TEXT = 4_000;
/** Bytes over all text displays of a message, each with `DISPLAY_BYTES` more. */
export const MAX_BYTES = 10_170;
export const DISPLAY_BYTES = 12;
/** Buttons of one row. */
export const MAX_ROW = 5;
/** Characters of a message without components of version 2. */
export const MAX_CONTENT = 2_000;
/** Characters of the name of a thread or forum post. */
export const MAX_TITLE = 100;

const LIMITS: Limits = {
  components: MAX_COMPONENTS,
  characters: MAX_TEXT,
  bytes: MAX_BYTES,
  displayBytes: DISPLAY_BYTES,
  buttonsInRow: MAX_ROW,
};

/** The bar at the left: a calm blue that stands off from light and dark. */
const ACCENT = 0x4a7fb5;

export function renderDiscord(message: Message): readonly FullPayload[] {
  const link = linkIn(message);
  const title = titleOf(message);
  const buttons = buttonsIn();
  const payloads = planLayout(message, LIMITS, buttons, (left) => leftOut(left, link));
  const pages = payloads.length > 0 ? payloads : [[{ type: TYPE.text, content: escape(title) }]];
  return pages.map((components) => ({
    form: "full",
    title,
    link,
    topics: message.topics ?? [],
    container: { type: TYPE.container, accent_color: ACCENT, components },
  }));
}

function titleOf({ summary, title = summary }: Message): string {
  return shortened(visible(title).trim(), MAX_TITLE) || "News";
}

function leftOut(sentences: number, link: string | null): readonly string[] {
  if (sentences === 0) return [];
  const what = sentences === 1 ? "One sentence is" : `${sentences} sentences are`;
  return [`-# ${what} longer than a message may be; left out here.${whole(link)}`];
}

function whole(link: string | null): string {
  return link === null ? "" : ` All of it: <${link}>`;
}

/** The archive's page: the last address that stands as itself in the small print. */
function linkIn({ blocks }: Message): string | null {
  const spans = blocks.flatMap((block: Block): readonly Span[] => (block.kind === "context" ? block.items.flat() : []));
  const span = spans.findLast(({ text, href }) => href !== undefined && text === href);
  return span?.href === undefined ? null : (safeAddress(span.href)?.href ?? null);
}

/** Bytes that the marker of a plain message needs at its end. */
const MARKER_ROOM = 150;
const CONTENT_ROOM = MAX_CONTENT - MARKER_ROOM;

/** Components → words → title and link → null. */
export function simplerDiscord(payload: Payload): Payload | null {
  switch (payload.form) {
    case "full":
      return words(payload);
    case "words":
      return line(payload);
    case "line":
      break;
  }
  return null;
}

function words(payload: FullPayload): PlainPayload {
  const { container, title, link, topics } = payload;
  const all = container.components.flatMap((inner) => (inner.type === TYPE.text ? inner.content.split("\n") : []));
  const note = `-# The rest does not fit into this form of the message.${whole(link)}`;
  const kept: string[] = [];
  let room = CONTENT_ROOM - note.length;
  for (const one of all) {
    if (one.length + 1 > room) break;
    room -= one.length + 1;
    kept.push(one);
  }
  if (kept.length === 0) return line(payload);
  if (kept.length < all.length) kept.push(note);
  return { form: "words", title, link, topics, content: kept.join("\n") };
}

function line({ title, link, topics }: Payload): PlainPayload {
  const content = link === null ? escape(title) : `${escape(title)}\n<${link}>`;
  return { form: "line", title, link, topics, content };
}

/** A plain message as components, for an edit: the components of a message cannot be taken away again. */
export function asComponents({ content }: PlainPayload): FullPayload["container"] {
  return { type: TYPE.container, accent_color: ACCENT, components: [{ type: TYPE.text, content }] };
}
