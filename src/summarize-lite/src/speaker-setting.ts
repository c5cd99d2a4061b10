import { cuesIn, REACH } from "./speech-scene.ts";
import { lastSayer } from "./speech-clauses.ts";
import type { Cue, Scene } from "./speech-scene.ts";
import type { Token } from "./tokens.ts";

/** What was decided of the quotation before. */
export interface Before {
  readonly mention: number;
  readonly cue: number;
}

export const NOBODY: Before = { mention: -1, cue: -1 };

export interface Setting {
  readonly scene: Scene;
  readonly place: number;
  readonly token: Token;
  /** Length of the words, end mark, what stands before: the quotation by itself. */
  readonly shape: readonly string[];
  readonly cues: readonly (readonly [string, Cue])[];
  /** The sentence holds nothing but the quotation. */
  readonly bare: boolean;
  readonly before: Before;
  /** How the quotation follows the one before. */
  readonly follows: string;
  /** Whether the words speak of "I" or "we". */
  readonly first: string;
  /** The last mention ahead that is the subject of a verb of speech, or −1. */
  readonly sayer: number;
}

/** Reads what surrounds a quotation. */
export function settingOf(scene: Scene, quotation: number, before: Before): Setting {
  const { tokens, places, quotations, sentenceStart } = scene;
  const place = places[quotation]!;
  const token = tokens[place]!;
  const start = Math.max(sentenceStart[token.sentence]!, place - REACH);
  const end = Math.min(sentenceStart[token.sentence + 1]!, place + REACH);
  const ahead = cuesIn(scene, start, place);
  const behind = cuesIn(scene, place + 1, end);
  const cues: [string, Cue][] = [];
  const nearest = ahead.at(-1);
  const said = ahead.findLast(({ saying }) => saying);
  if (nearest) cues.push(["b", nearest]);
  if (said && said !== nearest) cues.push(["s", said]);
  const leads = ahead.find(({ saying, owner }) => saying && owner && owner.how !== "chained" && owner.how !== "first");
  if (leads && leads !== nearest && leads !== said) cues.push(["f", leads]);
  if (behind[0]) cues.push(["a", behind[0]]);
  const tells = behind.find(({ saying }) => saying);
  if (tells && tells !== behind[0]) cues.push(["z", tells]);
  const words = quotations[quotation]!.words;
  return {
    scene,
    place,
    token,
    cues,
    before,
    shape: shapeOf(scene, place, words),
    bare: end - start === 1 || (end - start === 2 && tokens[end - 1]!.tag === "M"),
    follows: followsOf(scene, quotation),
    first: FIRST_PERSON.test(words) ? "I" : "-",
    sayer: lastSayer(scene, place),
  };
}

const FIRST_PERSON = /\b(?:I|my|me|[Ww]e|[Oo]ur|us)\b/;

function shapeOf(scene: Scene, place: number, words: string): string[] {
  const { tokens } = scene;
  const count = words.split(/\s+/, 30).length;
  const length = count < 2 ? "1" : count < 3 ? "2" : count < 5 ? "4" : count < 9 ? "8" : "9";
  const before = tokens[place - 1];
  const same = before?.sentence === tokens[place]!.sentence;
  const lead =
    !before || !same
      ? "^"
      : before.tag === "M" || /^(?:that|the|a|as|of|to)$/.test(before.word)
        ? before.word
        : before.tag;
  const start = /^\p{Ll}/u.test(words) ? "low" : "cap";
  const end = tokens[place]!.word === "" || /[\p{L}\p{N}]/u.test(tokens[place]!.word) ? "w" : tokens[place]!.word;
  return [`len${length}`, `lead${lead}`, `${start}${end}`, `len${length}${start}${end}`];
}

/** Whether the quotation before was left open at its paragraph's end, so that the same person still speaks. */
export function goesOn({ text, quotations }: Scene, quotation: number): boolean {
  const before = quotations[quotation - 1];
  return before !== undefined && /^\s/.test(text[before.end] ?? "");
}

/** Where the quotation stands towards the one before it. */
function followsOf(scene: Scene, quotation: number): string {
  if (quotation === 0) return "none";
  const { tokens, places } = scene;
  const here = tokens[places[quotation]!]!;
  const last = tokens[places[quotation - 1]!]!;
  if (goesOn(scene, quotation)) return "goes-on";
  const sentences = here.sentence - last.sentence;
  const paragraphs = here.paragraph - last.paragraph;
  if (sentences === 0) return "same";
  if (paragraphs === 0) return sentences === 1 ? "next" : sentences === 2 ? "second" : "par";
  if (paragraphs > 1) return "away";
  const place = places[quotation]!;
  const opens = scene.sentenceStart[here.sentence] === place;
  const touches = places[quotation - 1] === place - 1;
  return `par1${opens ? "^" : ""}${touches ? "!" : ""}`;
}
