import { plainText } from "./render.ts";
import type { ConsolePayload, Line, Run } from "./render.ts";

const MARKS: Readonly<Record<NonNullable<Run["style"]>, readonly [on: string, off: string]>> = {
  bold: ["\u001b[1m", "\u001b[22m"],
  quiet: ["\u001b[2m", "\u001b[22m"],
  italic: ["\u001b[3m", "\u001b[23m"],
};

/** Longer lines are tiring to read, however wide the window. */
const WIDEST = 100;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Where text is shown. */
export interface Paper {
  /** Columns of the terminal; null in a pipe or file, where lines stay whole. */
  readonly columns: () => number | null;
  readonly colours: boolean;
}

/** The payload as it is shown there, without a line end. */
export function layOut(payload: ConsolePayload, { columns, colours }: Paper): string {
  const width = columns();
  return width === null ? plainText(payload) : onTerminal(payload, width, colours);
}

/** The payload as a terminal shows it: wrapped between words, with colours when asked for. */
export function onTerminal(payload: ConsolePayload, columns: number, colours: boolean): string {
  const width = Math.max(20, Math.min(WIDEST, columns));
  return payload.lines.flatMap((line) => wrap(line, width, colours)).join("\n");
}

interface Piece {
  readonly text: string;
  readonly width: number;
  readonly style: Run["style"];
}

function wrap(line: Line, width: number, colours: boolean): readonly string[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const word of wordsOf(line.runs, width - line.indent)) {
    const length = word.reduce((sum, piece) => sum + piece.width, 0);
    const isBlank = word.every((piece) => piece.text.trim() === "");
    if (used + length > width && used > line.indent) {
      lines.push([]);
      used = line.indent;
      if (isBlank) continue;
    } else if (isBlank && lines.length > 1 && lines.at(-1)?.length === 0) continue;
    lines.at(-1)?.push(...word);
    used += length;
  }
  return lines.map((pieces, index) => " ".repeat(index === 0 ? 0 : line.indent) + marked(trimEnd(pieces), colours));
}

function trimEnd(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex((piece) => piece.text.trim() !== "");
  return pieces.slice(0, last + 1);
}

function marked(pieces: readonly Piece[], colours: boolean): string {
  let text = "";
  let style: Run["style"];
  for (const piece of [...pieces, { text: "", style: undefined }]) {
    if (colours && piece.style !== style) {
      text += (style === undefined ? "" : MARKS[style][1]) + (piece.style === undefined ? "" : MARKS[piece.style][0]);
      style = piece.style;
    }
    text += piece.text;
  }
  return text;
}

/** Words and the blanks between them. A word may change its look inside; between wide letters a line may break. */
function* wordsOf(runs: readonly Run[], width: number): Generator<readonly Piece[]> {
  let word: Piece[] = [];
  let length = 0;
  for (const { text, style } of runs) {
    for (const { segment } of graphemes.segment(text)) {
      const piece = { text: segment, width: widthOf(segment), style };
      const isBlank = segment.trim() === "" && segment !== "\u00a0";
      if ((isBlank || piece.width === 2 || length + piece.width > width) && word.length > 0) {
        yield word;
        [word, length] = [[], 0];
      }
      if (isBlank || piece.width === 2) yield [piece];
      else {
        word.push(piece);
        length += piece.width;
      }
    }
  }
  if (word.length > 0) yield word;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns of one grapheme, as terminals agree on them (Unicode UAX #11). */
function widthOf(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return /^[\p{M}\p{Cf}]+$/u.test(grapheme) ? 0 : 1;
}
