import type { Message } from "../../core/message.ts";
import type { SlackBlock, SlackPayload } from "./blocks.ts";
import { plain, sizeOf } from "./blocks.ts";
import { sentencesOf, visible } from "../../core/text.ts";
import { escapeMrkdwn } from "./escape.ts";
import { layOut, pageOf } from "./layout.ts";
import { pack } from "./plan.ts";
import type { Room } from "./plan.ts";

// Limits of single blocks and elements stand where these are made: layout.ts, words.ts, buttons.ts, views.ts.

/** docs.slack.dev, Block Kit: 50 blocks in a message. */
export const MESSAGE_BLOCKS = 50;
/**
 * Characters over all blocks of a message. Slack publishes none and answers msg_blocks_too_long at about 13,200
 * (slackapi/bolt-js#2509, #2867: "12,000 with a buffer for block containers").
 */
export const MESSAGE_SIZE = 12_000;
/** docs.slack.dev, chat.postMessage: 4,000 characters of text. Slack itself splits longer ones, in the middle of words. */
export const FALLBACK_MAX = 4000;
/** docs.slack.dev, views: 100 blocks in a modal or a Home tab, 250 kB as JSON. */
const VIEW_ROOM: Room = { blocks: 100, size: 60_000 };

/** A message in Slack's form: one payload, or more where it is too long for one. Pure. */
export function renderSlack(message: Message): readonly SlackPayload[] {
  const page = pageOf(message);
  const parts = pack(layOut(message), { blocks: MESSAGE_BLOCKS, size: MESSAGE_SIZE });
  if (parts.length === 0) return [{ form: "text", text: fallbackOf(message.summary, ""), blocks: [], page }];
  return parts.map((blocks, at) => {
    const text = fallbackOf(message.summary, parts.length === 1 ? "" : ` (${at + 1} of ${parts.length})`);
    return { form: "blocks", text, blocks, page };
  });
}

/** Blocks of a modal or of the Home tab; where not all fit they say so. */
export function renderView(message: Message): readonly SlackBlock[] {
  const sections = layOut(message);
  const [whole = [], ...more] = pack(sections, VIEW_ROOM);
  if (more.length === 0) return whole;
  const [part = []] = pack(sections, { ...VIEW_ROOM, blocks: VIEW_ROOM.blocks - 1 });
  return [...part, { type: "context", elements: [plain("There is more than fits here.")] }];
}

/** The summary, escaped and within the limit: whole sentences, else whole parts between semicolons, else our own word. */
function fallbackOf(summary: string, ending: string): string {
  const max = FALLBACK_MAX - ending.length;
  const words = escapeMrkdwn(visible(summary).trim());
  if (words === "") return `News${ending}`;
  if (words.length <= max) return words + ending;
  const fitted = upTo(sentencesOf(words), max) || upTo(words.split(/(?<=; )/), max).replace(/[;\s]+$/, "");
  return (fitted === "" ? "News" : `${fitted.trimEnd()} …`) + ending;
}

/** As many of the pieces as fit, with room for the mark that more was there. */
function upTo(pieces: readonly string[], max: number): string {
  let fitted = "";
  for (const piece of pieces) {
    if (fitted.length + piece.length + 2 > max) break;
    fitted += piece;
  }
  return fitted;
}

/**
 * A plainer form of a payload that Slack refused to read: blocks → sections of plain text → summary and address alone.
 * @returns null when there is none
 */
export function simplerSlack(payload: unknown): SlackPayload | null {
  const { form, text, blocks, page } = readPayload(payload);
  switch (form) {
    case "blocks": {
      const sections = plainSections(blocks);
      if (sections.length > 0) return { form: "plain", text, blocks: sections, page };
      break;
    }
    case "plain":
      break;
    case "text":
      return null;
  }
  const address = page === null ? "" : `\n${escapeMrkdwn(page)}`;
  return { form: "text", text: text + address, blocks: [], page };
}

/** What is in the outbox was written by this or an earlier version: anything else is read as a text without blocks. */
export function readPayload(payload: unknown): SlackPayload {
  const given: Partial<SlackPayload> = typeof payload === "object" && payload !== null ? payload : {};
  const { form = "text", text = "News", blocks = [], page = null } = given;
  return { form, text, blocks, page };
}

/** The words of blocks without looks, links written out; buttons fall away. */
function plainSections(blocks: readonly SlackBlock[]): readonly SlackBlock[] {
  const sections: SlackBlock[] = [];
  for (const block of blocks) {
    const text = plainWords(block).trim();
    if (text === "" || text.length > SECTION_MAX) continue;
    const section: SlackBlock = { type: "section", text: plain(text) };
    if (sizeOf(sections) + text.length > MESSAGE_SIZE) break;
    sections.push(section);
  }
  return sections;
}

/** docs.slack.dev, section block: 3,000 characters. */
const SECTION_MAX = 3000;

function plainWords(block: SlackBlock): string {
  switch (block.type) {
    case "header":
    case "section":
      return block.text.text;
    case "context":
      return block.elements
        .map((element) => (element.type === "plain_text" ? element.text : unmarked(element.text)))
        .join("\n");
    case "rich_text":
      return block.elements
        .map((part) =>
          part.type === "rich_text_list"
            ? part.elements.map(({ elements }) => `• ${inlineWords(elements)}`).join("\n")
            : inlineWords(part.elements).trimEnd(),
        )
        .join("\n");
    case "actions":
    case "divider":
    case "input":
      break;
  }
  return "";
}

type Inlines = Extract<
  Extract<SlackBlock, { type: "rich_text" }>["elements"][number],
  { type: "rich_text_quote" }
>["elements"];

function inlineWords(elements: Inlines): string {
  return elements
    .map((one) => (one.type === "link" && one.url !== one.text ? `${one.text} (${one.url})` : one.text))
    .join("");
}

/** Our own mrkdwn as words: links written out, entities as what they stand for. */
function unmarked(text: string): string {
  return text
    .replaceAll(/<([^|>]+)\|([^>]*)>/g, (_, url: string, label: string) => (label === url ? url : `${label} (${url})`))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
