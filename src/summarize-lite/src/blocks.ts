/** A stretch of text that no sentence crosses: a paragraph, a headline, a bullet. */
export interface Block {
  /** Past white space and a bullet mark. */
  readonly start: number;
  readonly end: number;
  /** Number of the paragraph, from 0. */
  readonly paragraph: number;
}

/** Mail and wire copy is broken at up to about 80 columns; longer lines are paragraphs of their own. */
const WIDEST_WRAP = 100;
/** A line broken by its width is at least this long. */
const NARROWEST_WRAP = 40;

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Paragraphs of a text. A blank line ends one; a single line end does too, unless the line was broken by its width:
 * the next word would not have fitted, and the document has lines that go on in lower case.
 */
export function blocksOf(text: string, from = 0): Block[] {
  const lines = linesOf(text, from);
  const wraps = isWrapped(text, lines);
  const out: Block[] = [];
  let paragraph = 0;
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i]!;
    if (first.end === first.start) continue;
    const widest = wraps ? widestOfRun(lines, i) : Infinity;
    let last = i;
    while (last + 1 < lines.length && goesOn(text, lines[last]!, lines[last + 1]!, widest)) last++;
    const start = pastBullet(text, first.start, lines[last]!.end);
    if (start < lines[last]!.end) out.push({ start, end: lines[last]!.end, paragraph: paragraph++ });
    i = last;
  }
  return out;
}

/** Lines without the white space around them; a blank line has start = end. */
function linesOf(text: string, from: number): Line[] {
  const out: Line[] = [];
  let at = from;
  while (at < text.length) {
    const stop = text.indexOf("\n", at);
    const next = stop < 0 ? text.length : stop;
    let start = at;
    let end = next;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    out.push({ start, end });
    at = next + 1;
  }
  return out;
}

/** True when at least a third of the ends of unfinished lines are followed by lower case. */
function isWrapped(text: string, lines: readonly Line[]): boolean {
  let ends = 0;
  let lower = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const a = lines[i]!;
    const b = lines[i + 1]!;
    const length = a.end - a.start;
    if (length < NARROWEST_WRAP || length > WIDEST_WRAP || b.start === b.end || isFinished(text, a)) continue;
    ends++;
    if (/^\p{Ll}/u.test(text.slice(b.start, b.start + 1))) lower++;
  }
  return ends > 0 && lower * 3 >= ends;
}

/** Length of the longest line from `i` to the next blank one. */
function widestOfRun(lines: readonly Line[], i: number): number {
  let widest = 0;
  for (let j = i; j < lines.length && lines[j]!.end > lines[j]!.start; j++) {
    widest = Math.max(widest, lines[j]!.end - lines[j]!.start);
    if (widest > WIDEST_WRAP || j - i > 200) break;
  }
  return widest;
}

function goesOn(text: string, line: Line, next: Line, widest: number): boolean {
  const length = line.end - line.start;
  if (next.end === next.start || widest > WIDEST_WRAP || length < NARROWEST_WRAP) return false;
  if (isBulletAt(text, next.start, next.end)) return false;
  const blank = text.slice(next.start, Math.min(next.end, next.start + WIDEST_WRAP)).search(/\s/);
  const word = blank < 0 ? Math.min(WIDEST_WRAP, next.end - next.start) : blank;
  return length + 1 + word > widest;
}

/** Ends with an end mark or a colon, perhaps inside closing quotation marks. */
function isFinished(text: string, line: Line): boolean {
  return /[.!?…:。！？؟।]["'”’»)\]]*$/u.test(text.slice(Math.max(line.start, line.end - 4), line.end));
}

const BULLET = /^(?:[-*•·▪●‣◦–—][ \t\u00a0]+)+/u;

function isBulletAt(text: string, start: number, end: number): boolean {
  return BULLET.test(text.slice(start, Math.min(end, start + 3)));
}

function pastBullet(text: string, start: number, end: number): number {
  const mark = BULLET.exec(text.slice(start, Math.min(end, start + 8)));
  if (mark !== null) return start + mark[0].length;
  return end - start === 1 && /[-*•·▪●‣◦–—]/u.test(text[start]!) ? end : start;
}

function isBlank(code: number): boolean {
  return (
    code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0x3000 || code === 0xfeff || code === 0x200b
  );
}
