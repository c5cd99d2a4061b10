import type { Block, Message } from "../../core/message.ts";
import { TYPE, sizeOf } from "./components.ts";
import type { Button, Inner, Row } from "./components.ts";
import { linesOf } from "./lines.ts";
import type { Room } from "./lines.ts";

/** What one payload holds. */
export interface Limits {
  readonly components: number;
  /** UTF-16 units over all text displays. */
  readonly characters: number;
  /** Of UTF-8, over all text displays, each with `displayBytes` more. */
  readonly bytes: number;
  readonly displayBytes: number;
  readonly buttonsInRow: number;
}

/** Stands together where it can: lines of one text display, a row of buttons, a line across. */
type Piece =
  | { readonly kind: "lines"; readonly lines: readonly string[]; readonly headed: boolean }
  | { readonly kind: "row"; readonly row: Row }
  | { readonly kind: "divider" };

/**
 * Fits a message into payloads: broken at a divider if what follows fits into the next payload, else between blocks,
 * else between lines; never behind a heading.
 * @param buttonsOf rows of buttons for a block of actions
 * @param last more lines for the end, told how many sentences no payload can hold
 * @returns contents of containers, in order; none is empty
 */
export function planLayout(
  { blocks }: Message,
  limits: Limits,
  buttonsOf: (block: Extract<Block, { kind: "actions" }>) => readonly Button[],
  last: (left: number) => readonly string[],
): readonly (readonly Inner[])[] {
  const { pieces, left } = piecesOf(blocks, limits, buttonsOf);
  const end = last(left);
  if (end.length > 0) pieces.push(linesPiece(end));
  const pages = pagesWithin(limits);
  for (const part of gathered(parts(pieces), limits)) {
    if (!pages.fits(part) && pages.fits(part, true)) pages.turn();
    for (const piece of part) pages.add(piece);
  }
  return pages.done();
}

/** So many lines of small print are set off from the text above them. */
const LONG_SMALL_PRINT = 3;

/** Of a payload: a heading, and a line below it, so that both always fit together. */
const HEADING_SHARE = 0.2;
const BELOW_SHARE = 0.75;

function piecesOf(
  blocks: readonly Block[],
  limits: Limits,
  buttonsOf: (block: Extract<Block, { kind: "actions" }>) => readonly Button[],
): { readonly pieces: Piece[]; readonly left: number } {
  const pieces: Piece[] = [];
  const alone = blocks.filter(({ kind }) => kind === "headline").length <= 1;
  let [left, headlines] = [0, 0];
  let head: readonly string[] = [];
  const push = (...more: readonly Piece[]): void => {
    // A heading above nothing is still said.
    if (head.length > 0) pieces.push(linesPiece(head));
    head = [];
    pieces.push(...more);
  };
  for (const block of blocks) {
    if (block.kind === "divider") push({ kind: "divider" });
    else if (block.kind === "actions") push(...rowsOf(buttonsOf(block), limits));
    else {
      if (block.kind === "headline") headlines += 1;
      const heading = block.kind === "heading";
      const share = heading ? HEADING_SHARE : head.length > 0 ? BELOW_SHARE : 1;
      const words = linesOf(block, (heading ? alone : headlines === 1) ? "large" : "small", roomOf(limits, share));
      left += words.left;
      if (words.lines.length === 0) continue;
      if (heading) {
        push();
        head = words.lines;
      } else if (head.length === 1) {
        pieces.push({ kind: "lines", lines: [...head, ...words.lines], headed: true });
        head = [];
      } else if (block.kind === "context" && words.lines.length >= LONG_SMALL_PRINT) {
        push({ kind: "divider" }, linesPiece(words.lines));
      } else push(linesPiece(words.lines));
    }
  }
  push();
  return { pieces, left };
}

function roomOf({ characters, bytes, displayBytes }: Limits, share: number): Room {
  return { characters: Math.floor(characters * share), bytes: Math.floor((bytes - displayBytes) * share) };
}

function rowsOf(buttons: readonly Button[], { buttonsInRow }: Limits): readonly Piece[] {
  const rows: Piece[] = [];
  for (let at = 0; at < buttons.length; at += buttonsInRow) {
    rows.push({ kind: "row", row: { type: TYPE.row, components: buttons.slice(at, at + buttonsInRow) } });
  }
  return rows;
}

/** What stands between dividers, each part with the divider in front of it. */
function parts(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const all: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === "divider") all.push([]);
    all.at(-1)?.push(piece);
  }
  return all;
}

/** A message that has only too many components stays whole: texts that follow one another share a text display. */
function gathered(all: readonly (readonly Piece[])[], limits: Limits): readonly (readonly Piece[])[] {
  const total = (some: readonly (readonly Piece[])[]): Fill =>
    some.flat().reduce((sum, piece) => filled(sum, piece, limits), EMPTY);
  if (total(all).components <= limits.components) return all;
  const joined = all.map(joinLines);
  const { components, characters, bytes } = total(joined);
  const isWhole = components <= limits.components && characters <= limits.characters && bytes <= limits.bytes;
  return isWhole ? joined : all;
}

function joinLines(part: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of part) {
    const before = joined.at(-1);
    if (piece.kind !== "lines" || before?.kind !== "lines") joined.push(piece);
    else joined.splice(-1, 1, { ...before, lines: [...before.lines, ...piece.lines] });
  }
  return joined;
}

/** Payloads while they are filled. */
interface Pages {
  /** Whether all of it fits on this page; `fresh`: on an empty one. */
  readonly fits: (pieces: readonly Piece[], fresh?: boolean) => boolean;
  readonly turn: () => void;
  readonly add: (piece: Piece) => void;
  /** Every page with something on it, none ending in a line across. */
  readonly done: () => readonly (readonly Inner[])[];
}

interface Fill {
  readonly components: number;
  readonly characters: number;
  readonly bytes: number;
}

/** The container itself is a component. */
const EMPTY: Fill = { components: 1, characters: 0, bytes: 0 };

function pagesWithin(limits: Limits): Pages {
  const pages: Inner[][] = [];
  let page: Inner[] = [];
  let fill = EMPTY;

  const fits: Pages["fits"] = (pieces, fresh = false) => {
    const { components, characters, bytes } = pieces.reduce(
      (sum, piece) => filled(sum, piece, limits),
      fresh ? EMPTY : fill,
    );
    return components <= limits.components && characters <= limits.characters && bytes <= limits.bytes;
  };
  const turn = (): void => {
    pages.push(page);
    [page, fill] = [[], EMPTY];
  };
  const put = (piece: Piece): void => {
    fill = filled(fill, piece, limits);
    page.push(innerOf(piece));
  };
  /** Lines that no page holds together; a heading keeps the line below it. */
  const breakUp = ({ lines, headed }: Extract<Piece, { kind: "lines" }>): void => {
    const lead = headed ? 2 : 1;
    let together = lines.slice(0, lead);
    if (!fits([linesPiece(together)])) turn();
    for (const line of lines.slice(lead)) {
      const longer = [...together, line];
      if (fits([linesPiece(longer)])) together = longer;
      else {
        put(linesPiece(together));
        turn();
        together = [line];
      }
    }
    put(linesPiece(together));
  };
  return {
    fits,
    turn,
    add: (piece) => {
      if (piece.kind === "lines" && !fits([piece], true)) {
        breakUp(piece);
        return;
      }
      if (!fits([piece])) turn();
      if (piece.kind === "divider" && page.at(-1)?.type !== TYPE.text && page.at(-1)?.type !== TYPE.row) return;
      put(piece);
    },
    done: () =>
      [...pages, page]
        .map((inners) => inners.slice(0, inners.findLastIndex(({ type }) => type !== TYPE.separator) + 1))
        .filter((inners) => inners.length > 0),
  };
}

function filled(fill: Fill, piece: Piece, limits: Limits): Fill {
  if (piece.kind === "row") return { ...fill, components: fill.components + sizeOf(piece.row) };
  if (piece.kind === "divider") return { ...fill, components: fill.components + 1 };
  const content = piece.lines.join("\n");
  return {
    components: fill.components + 1,
    characters: fill.characters + content.length,
    bytes: fill.bytes + Buffer.byteLength(content) + limits.displayBytes,
  };
}

function innerOf(piece: Piece): Inner {
  switch (piece.kind) {
    case "row":
      return piece.row;
    case "divider":
      return { type: TYPE.separator, divider: true, spacing: 1 };
    case "lines":
      break;
  }
  return { type: TYPE.text, content: piece.lines.join("\n") };
}

function linesPiece(lines: readonly string[]): Piece {
  return { kind: "lines", lines, headed: false };
}
