/** A direct quotation: `start`/`end` hold the words between the marks, in the offsets of the text that was read. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** Marks of one family close one another: "…", “…”, „…“, ”…” and their mixtures in careless files. */
type Family = "double" | "angle" | "single" | "corner" | "small-angle";

const FAMILY: Readonly<Record<string, Family>> = {
  '"': "double",
  "''": "double",
  "``": "double",
  "“": "double",
  "”": "double",
  "„": "double",
  "«": "angle",
  "»": "angle",
  "‹": "small-angle",
  "›": "small-angle",
  "「": "corner",
  "」": "corner",
  "『": "corner",
  "』": "corner",
  "'": "single",
  "‘": "single",
  "’": "single",
  "‚": "single",
};

interface Open {
  readonly mark: string;
  readonly family: Family;
  readonly at: number;
  /** Where its words begin. */
  readonly from: number;
  /** Where a single quotation may have ended, if nothing better follows: an apostrophe after a plural. */
  weak: number;
  /** A quotation with the same mark was closed within: this one was hardly meant to stay open. */
  nested: boolean;
}

interface Reading {
  readonly text: string;
  readonly open: Open[];
  readonly out: { start: number; end: number }[];
  unpaired: number;
}

/** Deeper nesting is damage; the bound keeps every step constant. */
const DEEPEST = 6;

/**
 * Direct quotations of a stretch of text in order, outermost marks only. A mark that is never closed is no quotation,
 * unless its paragraph ends and the next one opens with a mark again (a quotation over several paragraphs): each part counts.
 * Single marks count as outer ones where they cannot be apostrophes. Linear in the length of the text.
 */
export function quotationsIn(text: string): Quotation[] {
  return pairMarks(text).out.map(({ start, end }) => ({ start, end, words: text.slice(start, end) }));
}

/** Whether every quotation mark and bracket of a passage has its partner within it. Single marks are not asked: they may be apostrophes. */
export function isBalanced(passage: string): boolean {
  let round = 0;
  for (let i = 0; i < passage.length; i++) {
    const code = passage.charCodeAt(i);
    if (code === ROUND_OPEN || code === SQUARE_OPEN) round++;
    else if (code === ROUND_CLOSE || code === SQUARE_CLOSE) round--;
    if (round < 0) return false;
  }
  return round === 0 && (!SURE_MARK.test(passage) || pairMarks(passage).unpaired === 0);
}

const [ROUND_OPEN, ROUND_CLOSE, SQUARE_OPEN, SQUARE_CLOSE] = [40, 41, 91, 93] as const;

/** A mark that is no apostrophe; without one, nothing can lack its partner. */
const SURE_MARK = /["“”„«»‹›「」『』]|''|``/;

const MARK = /''|``|["“”„«»‹›「」『』'‘’‚]|\n[ \t\r]*\n\s*/gu;

function pairMarks(text: string): Reading {
  const reading: Reading = { text, open: [], out: [], unpaired: 0 };
  for (const { 0: found, index } of text.matchAll(MARK)) {
    if (found.startsWith("\n")) endParagraph(reading, index, markAt(text, index + found.length));
    else readMark(reading, found, index);
  }
  endParagraph(reading, text.length, "");
  return reading;
}

/** The character there, or both of a mark that is written as two. */
function markAt(text: string, at: number): string {
  const two = text.slice(at, at + 2);
  return two === "''" || two === "``" ? two : two.slice(0, 1);
}

function readMark(reading: Reading, mark: string, at: number): void {
  const family = FAMILY[mark]!;
  if (family === "single") readSingle(reading, mark, at);
  else if (family === "corner" || family === "small-angle") {
    if (mark === "「" || mark === "『" || mark === "‹") push(reading, mark, family, at);
    else close(reading, family, at);
  } else if (family === "angle") readAngle(reading, mark, at);
  else readDouble(reading, mark, at);
}

/** «French» and »German« point either way: the first one opens. */
function readAngle(reading: Reading, mark: string, at: number): void {
  const inner = reading.open.findLast(({ family }) => family === "angle");
  if (inner && inner.mark !== mark) close(reading, "angle", at);
  else if (mark === "«" || canOpen(reading.text, at)) push(reading, mark, "angle", at);
  else reading.unpaired++;
}

function readDouble(reading: Reading, mark: string, at: number): void {
  const { text } = reading;
  const inner = reading.open.findLast(({ family }) => family === "double");
  const opens = canOpen(text, at, mark.length);
  if (mark === "„") return push(reading, mark, "double", at);
  if (mark === "“") {
    const closesGerman = inner?.mark === "„" && !opens;
    const wrongWay = inner !== undefined && !opens && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "");
    if (closesGerman || wrongWay) return close(reading, "double", at);
  } else if (mark === "”" ? inner !== undefined : inner !== undefined && !opens) {
    return close(reading, "double", at);
  } else if (!opens) {
    reading.unpaired++;
    return;
  }
  if (inner && /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 8), at))) goOn(reading, inner, at);
  push(reading, mark, "double", at);
}

/** A line begins with a mark while a quotation is open: a paragraph of it ended with the line before. */
function goOn(reading: Reading, inner: Open, at: number): void {
  reading.open.length = reading.open.indexOf(inner);
  reading.unpaired++;
  if (!inner.nested) keep(reading, inner.from, trimmedEnd(reading.text, inner.from, at));
}

const ELISION = /^(?:\d0s|(?:em|til|tis|twas|n|cause|bout|round|neath|tude)\b)/i;

function readSingle(reading: Reading, mark: string, at: number): void {
  const { text, open } = reading;
  const inner = open.at(-1);
  if (inner?.family === "single" && mark !== "‘" && mark !== "‚" && readSingleEnd(reading, inner, at)) return;
  if (mark === "’" || open.some(({ family }) => family !== "single")) return;
  if (!canOpen(text, at) || ELISION.test(text.slice(at + 1, at + 8))) return;
  settleSingle(reading);
  push(reading, mark, "single", at);
}

/** Whether an apostrophe ends the open single quotation, surely or perhaps. */
function readSingleEnd(reading: Reading, inner: Open, at: number): boolean {
  const { text } = reading;
  const next = text[at + 1] ?? "";
  if (/[\p{L}\p{N}]/u.test(next) || /\s/.test(text[at - 1] ?? " ")) return false;
  const plural = /(?:s|in)$/.test(text.slice(Math.max(0, at - 2), at)) && /^ \p{L}/u.test(text.slice(at + 1, at + 3));
  if (!plural) close(reading, "single", at);
  else if (inner.weak < 0) inner.weak = at;
  return true;
}

/** An open single quotation ends where it may have ended, or never began. */
function settleSingle(reading: Reading): void {
  const inner = reading.open.at(-1);
  if (inner?.family !== "single") return;
  if (inner.weak > 0) close(reading, "single", inner.weak);
  else reading.open.pop();
}

/** A mark opens where nothing but a blank, a bracket, a dash or another mark stands before it and a word follows. */
function canOpen(text: string, at: number, width = 1): boolean {
  const next = text[at + width] ?? " ";
  return /^[\s([{—–\-/“‘„«"'‚:>]?$/u.test(text[at - 1] ?? "") && !/[\s,;)\]]/.test(next);
}

function push(reading: Reading, mark: string, family: Family, at: number): void {
  if (reading.open.length === DEEPEST && reading.open.shift()!.family !== "single") reading.unpaired++;
  reading.open.push({ mark, family, at, from: at + mark.length, weak: -1, nested: false });
}

function close(reading: Reading, family: Family, at: number): void {
  const { open } = reading;
  const place = open.findLastIndex((entry) => entry.family === family);
  if (place < 0) {
    reading.unpaired++;
    return;
  }
  for (const lost of open.slice(place + 1)) if (lost.family !== "single") reading.unpaired++;
  const { from, mark } = open[place]!;
  open.length = place;
  const outer = open.findLast((entry) => entry.mark === mark);
  if (outer) outer.nested = true;
  keep(reading, from, at);
}

/** Takes a quotation in, and those out again that stand within it. */
function keep(reading: Reading, start: number, end: number): void {
  const { out } = reading;
  while (out.length > 0 && out.at(-1)!.start >= start) out.pop();
  if (end > start) out.push({ start, end });
}

function endParagraph(reading: Reading, end: number, next: string): void {
  settleSingle(reading);
  const { open } = reading;
  const last = open.find(({ family }) => family === "double" || family === "angle");
  for (const { family } of open) if (family !== "single") reading.unpaired++;
  const goesOn = last && FAMILY[next] === last.family && next !== "”" && next !== "»";
  if (goesOn && !last.nested) keep(reading, last.from, trimmedEnd(reading.text, last.from, end));
  open.length = 0;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1]!)) at--;
  return at;
}

/** The passage with the words of its quotations taken out, offsets kept. */
export function withoutQuotations(text: string): string {
  if (!/["“]/.test(text)) return text;
  return text
    .replace(/“[^”]*”/g, (quotation) => `“${"_".repeat(quotation.length - 2)}”`)
    .replace(/"[^"”]*["”]/g, (quotation) => `"${"_".repeat(quotation.length - 2)}"`);
}
