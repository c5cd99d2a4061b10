import type { Block } from "./blocks.ts";
import { isTimeStamp, readDate } from "./dates.ts";
import {
  datelineOutlet,
  isNameWithRole,
  isOutlet,
  isPerson,
  isRole,
  namesOf,
  opensByline,
  withoutShouting,
} from "./people.ts";
import { lettersOf, looksLikeName } from "./prose.ts";
import { pieces } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** What the lines above a report say of it. */
export interface Head {
  readonly title: string | null;
  /** Index of the block that is the title; null when the text has none. */
  readonly titleAt: number | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly date: string | null;
  /** A line that has the look of a time stamp in a form that is not read here. */
  readonly unreadStamp: string | null;
}

/** Blocks of a head at most, a standfirst among them. */
const REACH = 14;
/** Words of a headline. */
const MIN_TITLE = 3;
const MAX_TITLE = 30;
const MAX_TITLE_LENGTH = 240;

/**
 * Reads title, byline, publisher and date off the blocks above the report.
 * @param given the title in the document's metadata, if it has one
 */
export function readHead(blocks: readonly Block[], verdicts: readonly Verdict[], given: string | null): Head {
  const body = bodyStart(blocks, verdicts);
  const titleAt = given === null ? findTitle(blocks, verdicts, body) : findGiven(blocks, given);
  const found = { ...NOTHING };
  // A standfirst that is a sentence stands above the byline on some pages, so a few blocks more are looked at.
  const end = Math.min(blocks.length, 2 * REACH, body + 5);
  for (let at = 0; at < end; at++) {
    const block = blocks[at];
    const marked = verdicts[at] === "byline" || verdicts[at] === "stamp";
    if (
      block === undefined ||
      at === titleAt ||
      block.words > 40 ||
      (at >= body && !marked) ||
      verdicts[at] === "bullet"
    )
      continue;
    // A picture's owner is no publisher, but the line over a time stamp is.
    if (verdicts[at] === "caption" && verdicts[at + 1] !== "stamp") continue;
    const mayName = at < body && (titleAt === null ? given !== null : at > titleAt);
    for (const piece of pieces(block)) takePiece(found, piece, at < body, mayName);
  }
  const lede = blocks[body];
  return {
    title: given ?? (titleAt === null ? null : (blocks[titleAt]?.text ?? null)),
    titleAt,
    byline: found.byline ?? found.name,
    publisher: found.publisher ?? (lede === undefined ? null : datelineOutlet(lede.text)) ?? rightsHolder(blocks),
    date: found.published ?? found.updated,
    unreadStamp: found.unread,
  };
}

/** What the pieces of a head say, the first of each sort. */
interface Found {
  byline: string | null;
  name: string | null;
  publisher: string | null;
  published: string | null;
  updated: string | null;
  unread: string | null;
}

const NOTHING: Found = { byline: null, name: null, publisher: null, published: null, updated: null, unread: null };
/** Words that open a button or a credit and no name. */
const NO_NAME =
  /^(?:Courtesy|Photo|Play|Share|Image|Video|Watch|Read|Live|Breaking|Updated|Exclusive|Opinion|Analysis|Listen|Home|World|Menu|Search)\b/;

function takePiece(found: Found, piece: string, inHead: boolean, mayName: boolean): void {
  if (opensByline(piece) || isNameWithRole(piece)) found.byline ??= namesOf(piece);
  else if (isTimeStamp(piece) || (/\b(?:19|20)\d{2}\b/.test(piece) && piece.length <= 80)) takeStamp(found, piece);
  else if (!inHead || isRole(piece)) return;
  else if (isOutlet(piece)) found.publisher ??= withoutShouting(piece);
  else if (mayName && isPerson(piece) && piece.split(" ").length <= 4 && !NO_NAME.test(piece)) {
    // The second name, below the writer's, is the outlet's.
    if (found.byline === null && found.name === null) found.name = piece;
    else found.publisher ??= piece;
  }
}

function takeStamp(found: Found, piece: string): void {
  const date = readDate(piece);
  if (date !== null && /^(?:last )?(?:updated|modified)/i.test(piece)) found.updated ??= date;
  else if (date !== null) found.published ??= date;
  else if (/\b\d{1,2}\b/.test(piece) && piece.split(" ").length <= 8) found.unread ??= piece;
}

/** The first block that is a paragraph of the report. */
function bodyStart(blocks: readonly Block[], verdicts: readonly Verdict[]): number {
  const at = blocks.findIndex(
    (block, i) => verdicts[i] === "prose" && block.words >= 8 && !isHeadlineWithStop(blocks, verdicts, i),
  );
  return at === -1 ? blocks.length : at;
}

/** A short sentence at the very top, over a byline or time stamp, is a headline that has a stop. */
function isHeadlineWithStop(blocks: readonly Block[], verdicts: readonly Verdict[], at: number): boolean {
  const block = blocks[at];
  if (at !== 0 || block === undefined || block.words > 12 || /["“”]|\bsaid\b/.test(block.text)) return false;
  const below = new Set(verdicts.slice(1, 4));
  const next = blocks[at + 1];
  return below.has("byline") || below.has("stamp") || (next !== undefined && isOutlet(next.text));
}

function findTitle(blocks: readonly Block[], verdicts: readonly Verdict[], body: number): number | null {
  const headings = blocks.findIndex(
    (block, at) => at < Math.min(REACH, body) && block.kind === "heading" && (block.words >= 2 || at === 0),
  );
  if (headings !== -1) return headings;
  for (let at = 0; at < Math.min(body, REACH); at++) {
    const block = blocks[at];
    if (block !== undefined && isTitle(block, verdicts[at] ?? "junk", at === 0)) return at;
  }
  return null;
}

function isTitle(block: Block, verdict: Verdict, isFirst: boolean): boolean {
  const { text, words } = block;
  if (block.kind !== "text" || text.length > MAX_TITLE_LENGTH || words > MAX_TITLE || words < MIN_TITLE) return false;
  const asked = verdict === "prose" && (/[?!]["”’]?$/.test(text) || isFirst) && words <= 20;
  if (verdict !== "loose" && !asked) return false;
  if (/[:,;]$|^\(.*\)$|^Story highlights\b/.test(text) || (words <= 12 && readDate(text.slice(0, 40)) !== null))
    return false;
  if (isOutlet(text) || isRole(text) || isNameWithRole(text)) return false;
  // Three capitalised words may be anybody's name; a headline of the kind has a small word or a fourth one.
  return words >= 5 || !looksLikeName(text);
}

/** The block that repeats the title of the metadata, whole or nearly. */
function findGiven(blocks: readonly Block[], given: string): number | null {
  const wanted = lettersOf(given);
  const near = blocks.slice(0, REACH * 2);
  const exact = near.findIndex((block) => block.words <= MAX_TITLE * 2 && lettersOf(block.text) === wanted);
  if (exact !== -1) return exact;
  const alike = near.findIndex((block) => {
    if (block.words > MAX_TITLE || wanted.length < 12) return false;
    const letters = lettersOf(block.text);
    return (
      letters.length >= wanted.length * 0.6 &&
      (wanted.includes(letters) || (letters.includes(wanted) && wanted.length >= letters.length * 0.7))
    );
  });
  return alike === -1 ? null : alike;
}

/** "© 2026 The Quillmouth Gazette. All rights reserved." */
function rightsHolder(blocks: readonly Block[]): string | null {
  for (const block of blocks.slice(-6)) {
    const match = /(?:©|\(c\)|copyright)(?: ?©)?(?: \d{4}(?:[-–]\d{2,4})?)? ([\p{Lu}][^.,|©\d]{2,50})/iu.exec(
      block.text.slice(0, 300),
    );
    const name = match?.[1]?.trim();
    if (name !== undefined && isOutlet(name)) return name;
  }
  return null;
}
