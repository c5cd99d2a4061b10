import type { Mention } from "./mentions.ts";
import { REACH, cuesIn } from "./speech-scene.ts";
import type { Cue, Scene } from "./speech-scene.ts";
import type { Token } from "./tokens.ts";

/** Somebody who may have spoken a quotation; the first candidate of every quotation is nobody (`mention` −1). */
export interface Candidate {
  readonly mention: number;
  readonly features: readonly string[];
  /** Token of the verb or mark that joins the two, or −1. */
  readonly cue: number;
}

/** What was decided of the quotation before. */
export interface Before {
  readonly mention: number;
  readonly cue: number;
}

export const NOBODY: Before = { mention: -1, cue: -1 };

interface Setting {
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
}

/** The candidates of one quotation with the features that the ranking weighs. */
export function candidatesOf(scene: Scene, quotation: number, before: Before): Candidate[] {
  const setting = settingOf(scene, quotation, before);
  const { tokens, mentions } = scene;
  const { place, token } = setting;
  const out: Candidate[] = [{ mention: -1, features: nobodyFeatures(setting), cue: -1 }];
  const from = Math.max(0, place - 2 * REACH);
  const to = Math.min(tokens.length, place + REACH);
  let seen = false;
  const nth: Record<string, number> = {};
  const near: number[] = [];
  for (let index = scene.mentionFrom[from]!; index < mentions.length && mentions[index]!.first < to; index++) {
    const away = tokens[mentions[index]!.first]!.sentence - token.sentence;
    if (away >= -3 && away <= 1) near.push(index);
  }
  // From the quotation outwards, so that the first of each kind is the nearest.
  near.sort((a, b) => Math.abs(mentions[a]!.first - place) - Math.abs(mentions[b]!.first - place));
  for (const index of near) {
    const side = sideOf(setting, mentions[index]!);
    nth[side] = (nth[side] ?? 0) + 1;
    seen ||= index === before.mention;
    out.push(candidate(setting, index, side, nth[side]));
  }
  if (!seen && before.mention >= 0) out.push(candidate(setting, before.mention, "far", 1));
  return out;
}

function settingOf(scene: Scene, quotation: number, before: Before): Setting {
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
  };
}

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

/** Where the quotation stands towards the one before it. */
function followsOf(scene: Scene, quotation: number): string {
  if (quotation === 0) return "none";
  const { tokens, places } = scene;
  const here = tokens[places[quotation]!]!;
  const last = tokens[places[quotation - 1]!]!;
  // The one before was left open at its paragraph's end.
  if (/^\s/.test(scene.text[scene.quotations[quotation - 1]!.end] ?? "")) return "goes-on";
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

function nobodyFeatures({ shape, cues, bare, follows, before, scene, place }: Setting): string[] {
  const out = ["0"];
  for (const part of shape) out.push(`0|${part}`);
  const near = cues.filter(([, { owner }]) => owner !== null);
  out.push(`0|cues${near.map(([side, { saying }]) => `${side}${saying ? "!" : ""}`).join("")}`);
  for (const [side, { at, lemma, owner }] of near) {
    out.push(
      `0|${side}|${distance(at - place)}`,
      `0|${side}|${shape[0]}`,
      `0|${side}|${lemma}`,
      `0|${side}|${owner!.how}|${shape[1]}`,
    );
  }
  out.push(`0|bare${bare}|${follows}|${before.mention >= 0}`, `0|${follows}|${shape[0]}`);
  const titled = scene.tokens[place]!;
  const words = scene.quotations[titled.quotation]!.words.split(/\s+/, 12);
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (words.length > 1 && capitals / words.length > 0.6) out.push(`0|title|${shape[0]}`);
  return out;
}

function sideOf({ token, place, scene }: Setting, mention: Mention): string {
  const first = scene.tokens[mention.first]!;
  const away = first.sentence - token.sentence;
  if (away === 0) return mention.first < place ? "B" : "A";
  const paragraph = first.paragraph === token.paragraph ? "" : "¶";
  return away < 0 ? `P${Math.min(2, -away)}${paragraph}` : `X${paragraph}`;
}

function candidate(setting: Setting, index: number, side: string, nth: number): Candidate {
  const { scene, place, shape, cues, bare, before, follows } = setting;
  const mention = scene.mentions[index]!;
  const who = mention.kind === "pronoun" ? mention.head : mention.kind;
  const out = [side, `${side}|${who}`, `${side}|${Math.min(4, nth)}`, `${side}|${distance(mention.first - place)}`];
  const add = (feature: string): void => void out.push(feature);
  if (mention.inside) add(`${side}|inside`);
  if (mention.kind === "name")
    add(`${side}|name${Math.min(3, mention.last - mention.first)}|${scene.tokens[mention.first]!.tag}`);
  add(`${side}|${who}|${mention.verb?.over ?? "-"}|${mention.verb?.reporting?.saying ?? "-"}`);
  add(`head|${mention.head.length > 3 && mention.kind === "noun" ? mention.head : who}`);
  let cue = -1;
  let owned = "";
  for (const [where, found] of cues) {
    if (found.owner?.mention !== index) continue;
    const { how } = found.owner;
    owned += `${where}${how}`;
    if (cue < 0 || where !== "b") cue = found.at;
    add(`own|${where}|${how}`);
    add(`own|${where}|${how}|${found.saying}`);
    add(`own|${where}|${found.lemma}`);
    add(`own|${where}|${how}|${distance(found.at - place)}`);
    const between = scene.tokens.slice(Math.min(found.at, place) + 1, Math.max(found.at, place));
    if (between.some(({ tag }) => tag === "Q")) add(`own|${where}|quoted`);
    add(`own|${where}|${how}|${found.saying}|stops${between.some(({ word }) => word === ";" || word === ":")}`);
    add(`own|${where}|subjects${subjectsBetween(scene, found.at, place)}|${found.saying}`);
    add(`own|${where}|${shape[1]}`);
    add(`own|${where}|${shape[3]}`);
    add(`own|${where}|${how}|${who}`);
    const near = Math.abs(found.at - place) <= 3;
    add(`own|${where}|${how}|${found.saying}|${near}|${shape[0]}`);
    add(`own|${where}|${found.lemma}|${near}`);
    add(
      `own|${where}|${how}|${found.saying}|${between.some(({ word }) => word === "that" || word === "as")}|${shape[0]}`,
    );
  }
  if (side === "B") {
    const ruled = cues.some(
      ([, { at, saying, owner }]) => saying && at < mention.first && owner && owner.mention !== index,
    );
    add(`B|ruled${ruled}|${owned !== ""}`);
    if (owned !== "") add(`B|ruled${ruled}|${owned}`);
  }
  if (owned !== "") add(`owned|${owned}|${cues.map(([where]) => where).join("")}`);
  if (owned === "")
    add(`${side}|unowned|${cues.map(([where, { saying }]) => `${where}${saying ? "!" : ""}`).join("")}`);
  if (mention.verb) {
    add(`${side}|verb|${mention.verb.over}|${mention.verb.reporting?.saying ?? "none"}`);
    if (mention.verb.reporting) add(`${side}|verb|${mention.verb.reporting.lemma}`);
    if (cue < 0 && mention.verb.reporting) cue = mention.verb.at;
  } else add(`${side}|noverb`);
  neighbours(setting, mention, side, add);
  if (index === before.mention) {
    if (cue < 0) cue = before.cue;
    add(`prev|${follows}`);
    add(`prev|${follows}|${bare}`);
    add(`prev|${follows}|${cues.length > 0}|${owned !== ""}`);
    add(`prev|${side}`);
    add(`prev|${follows}|${shape[0]}`);
  } else if (before.mention >= 0) add(`other|${follows}|${bare}`);
  return { mention: index, features: out, cue };
}

/** How many mentions between two tokens have verbs of their own, up to 3. */
function subjectsBetween({ mentions, mentionFrom }: Scene, a: number, b: number): number {
  let count = 0;
  for (
    let i = mentionFrom[Math.min(a, b)]!;
    i < mentions.length && mentions[i]!.first < Math.max(a, b) && count < 3;
    i++
  ) {
    if (mentions[i]!.verb !== null) count++;
  }
  return count;
}

/** What stands right before and behind a mention, and at the end of its sentence. */
function neighbours(setting: Setting, mention: Mention, side: string, add: (feature: string) => void): void {
  const { scene, token, place, bare, shape } = setting;
  const { tokens } = scene;
  const first = tokens[mention.first]!;
  const ahead = tokens[mention.first - 1];
  const behind = tokens[mention.reach + 1];
  const word = (at: Token | undefined): string =>
    !at || at.sentence !== first.sentence
      ? "^"
      : at.tag === "n" || at.tag === "C" || at.tag === "N"
        ? at.tag
        : at.tag === "M" || at.tag === "P" || at.tag === "W"
          ? at.word
          : at.tag;
  add(`${side}|ahead|${word(ahead)}`);
  add(`${side}|behind|${word(behind)}`);
  if (side === "B" && mention.reach + 1 === place) add("touches");
  if (side === "B" && mention.reach + 2 === place) add(`touches|${word(behind)}`);
  if (side.startsWith("P")) {
    const last = tokens[scene.sentenceStart[first.sentence + 1]! - 1]!;
    const colon = last.word === ":" || tokens[scene.sentenceStart[token.sentence]! - 1]!.word === ":";
    add(`${side}|end${last.tag === "M" ? last.word : last.tag}|${mention.verb !== null}`);
    if (colon) add(`${side}|colon|${mention.inside}|${mention.verb !== null}`);
    const opens = scene.sentenceStart[token.sentence] === place;
    add(`${side}|opens${opens}|bare${bare}|${mention.verb?.reporting?.saying ?? "-"}|${shape[0]}`);
  }
  if (side.startsWith("X"))
    add(`${side}|bare${bare}|${ahead?.word === "—" || ahead?.word === "-" || ahead?.word === "–"}`);
}

function distance(tokens: number): string {
  const far = Math.abs(tokens);
  const bucket = far <= 3 ? far : far <= 5 ? 5 : far <= 8 ? 8 : far <= 13 ? 13 : far <= 21 ? 21 : far <= 34 ? 34 : 99;
  return `${tokens < 0 ? "-" : "+"}${bucket}`;
}
