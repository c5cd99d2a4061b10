import type { RawDocument } from "../formats/raw-document.ts";
import { toBlocks } from "./blocks.ts";
import type { Block } from "./blocks.ts";
import { readHead } from "./head.ts";
import type { Head } from "./head.ts";
import { opensComments, opensPointers } from "./junk.ts";
import { endsSentence, lettersOf, opensList } from "./prose.ts";
import { dropSiteNotices } from "./site-notices.ts";
import { trimGlued } from "./trim.ts";
import { judge } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

export interface CleanText {
  readonly head: Head;
  /** The title first, then the report; blank lines between paragraphs. */
  readonly text: string;
  /** The report without its title. */
  readonly body: string;
}

/** A caption that stands under a credit has no more words. */
const MAX_CAPTION_WORDS = 40;
/** As above, when it ends like a sentence. */
const MAX_STOPPED_CAPTION_WORDS = 25;
/** Paragraphs looked at for a pull quote's words; a bound on the work. */
const MAX_PULL_QUOTES = 20;

/**
 * Keeps the report and drops what a page puts around it. Every line kept is a line of the document, apart from blanks, unseen characters,
 * a bullet joined to its mark, and notices cut off its ends.
 * @param given the title in the document's metadata
 */
export function cleanDocument(document: RawDocument, given: string | null): CleanText {
  const blocks = toBlocks(document).map(trimGlued);
  const verdicts = rescueUnstopped(blocks, blocks.map(judge));
  dropCaptionsByPlace(blocks, verdicts);
  dropPullQuotes(blocks, verdicts);
  dropSiteNotices(blocks, verdicts);
  const head = readHead(blocks, verdicts, given);
  const kept = select(blocks, verdicts, head);
  const body = kept.map((block) => block.lines.join("\n")).join("\n\n");
  const text = head.title === null ? body : body === "" ? head.title : `${head.title}\n\n${body}`;
  return { head, text, body };
}

/** In a text whose paragraphs do not end in stops (some scripts have none), a missing stop says nothing. */
function rescueUnstopped(blocks: readonly Block[], verdicts: Verdict[]): Verdict[] {
  let stopped = 0;
  let unstopped = 0;
  for (const [at, block] of blocks.entries()) {
    if (verdicts[at] === "prose") stopped += block.words;
    else if (verdicts[at] === "loose" && block.words >= 9 && block.kind === "text") unstopped += block.words;
  }
  if (unstopped < 2 * stopped || unstopped < 60) return verdicts;
  return verdicts.map((verdict, at) =>
    verdict === "loose" && at > 0 && (blocks[at]?.words ?? 0) >= 9 ? "prose" : verdict,
  );
}

/** A line under a credit is the caption that goes with it. */
function dropCaptionsByPlace(blocks: readonly Block[], verdicts: Verdict[]): void {
  const spaced =
    blocks.filter((block, at) => verdicts[at] === "prose" && block.gap).length >=
    0.6 * verdicts.filter((verdict) => verdict === "prose").length;
  for (const [at, verdict] of verdicts.entries()) {
    if (verdict !== "caption" || blocks[at]?.kind === "caption") continue;
    const under = blocks[at + 1];
    if (under !== undefined && verdicts[at + 1] === "prose") {
      const bare = !endsSentence(under.text) && !opensList(under.text) && under.words <= MAX_CAPTION_WORDS;
      const glued = spaced && !under.gap && (blocks[at + 2]?.gap ?? true) && under.words <= MAX_STOPPED_CAPTION_WORDS;
      if (bare || glued) verdicts[at + 1] = "caption";
    }
    const over = blocks[at - 1];
    const attached = over !== undefined && verdicts[at - 1] === "prose" && blocks[at]?.gap === false;
    if (attached && !endsSentence(over.text) && !opensList(over.text) && over.words <= MAX_CAPTION_WORDS)
      verdicts[at - 1] = "caption";
  }
}

/** A long line without a stop whose words stand in another paragraph too is set apart as a pull quote. */
function dropPullQuotes(blocks: readonly Block[], verdicts: Verdict[]): void {
  const open = blocks.flatMap((block, at) =>
    verdicts[at] === "prose" && block.text.length < 500 && !endsSentence(block.text) && !opensList(block.text)
      ? [at]
      : [],
  );
  for (const at of open.slice(0, MAX_PULL_QUOTES)) {
    const opening = blocks[at]?.text.replace(/^["“”‘’']+/, "").slice(0, 40) ?? "";
    if (blocks.some((block, other) => other !== at && verdicts[other] === "prose" && block.text.includes(opening)))
      verdicts[at] = "loose";
  }
}

function select(blocks: readonly Block[], verdicts: readonly Verdict[], head: Head): readonly Block[] {
  const title = head.title === null ? null : lettersOf(head.title);
  const end = commentsStart(blocks, verdicts);
  const kept: Block[] = [];
  let amongPointers = false;
  let list: "led" | "free" | "after junk" = "free";
  for (const [at, block] of blocks.entries()) {
    if (at >= end) break;
    const verdict = verdicts[at] ?? "junk";
    if (at === head.titleAt || (title !== null && block.words <= 40 && lettersOf(block.text) === title)) continue;
    if (verdict === "prose") {
      kept.push(block);
      amongPointers = false;
      list = opensList(block.text) ? "led" : "free";
    } else if (verdict === "bullet") {
      if (keepsBullet(block, list, amongPointers)) kept.push(block);
    } else {
      if (opensPointers(block.text)) amongPointers = true;
      else if (block.kind === "heading") amongPointers = false;
      if (verdict === "junk" || verdict === "stamp") list = "after junk";
      else if (verdict === "loose") list = "free";
    }
  }
  return withoutEmptyOpenings(kept);
}

function keepsBullet(block: Block, list: "led" | "free" | "after junk", amongPointers: boolean): boolean {
  const stopped = endsSentence(block.text);
  if (amongPointers) return stopped && block.words > 14;
  if (list === "led") return true;
  return stopped ? block.words >= 4 : list === "free" && block.words >= 6;
}

/** A line that opens a list ("The main points:") goes when nothing of the list is left, at the end of the text. */
function withoutEmptyOpenings(kept: readonly Block[]): readonly Block[] {
  const last = kept.at(-1);
  return last !== undefined && last.kind === "text" && opensList(last.text) && last.words <= 12
    ? kept.slice(0, -1)
    : kept;
}

/** Where the readers' comments begin: a heading that says so, with most of the prose above it. */
function commentsStart(blocks: readonly Block[], verdicts: readonly Verdict[]): number {
  const total = blocks.reduce((sum, block, at) => sum + (verdicts[at] === "prose" ? block.words : 0), 0);
  let above = 0;
  for (const [at, block] of blocks.entries()) {
    if (verdicts[at] === "prose") above += block.words;
    else if (above >= total * 0.6 && above > 60 && opensComments(block.text)) return at;
  }
  return blocks.length;
}
