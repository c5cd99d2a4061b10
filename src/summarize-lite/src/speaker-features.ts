import type { Mention } from "./mentions.ts";
import { settingOf } from "./speaker-setting.ts";
import type { Before, Setting } from "./speaker-setting.ts";
import {
  clausesIn,
  complementOf,
  isPassive,
  nearness,
  openerOf,
  sayersBefore,
  subjectsBetween,
  tailOf,
} from "./speech-clauses.ts";
import { speechNounsOf } from "./speech-nouns.ts";
import { REACH } from "./speech-scene.ts";
import type { Cue, Scene } from "./speech-scene.ts";
import { reportingVerb } from "./speech-words.ts";
import type { Token } from "./tokens.ts";

/** Somebody who may have spoken a quotation; the first candidate of every quotation is nobody (`mention` −1). */
export interface Candidate {
  readonly mention: number;
  readonly features: readonly string[];
  /** Token of the verb or mark that joins the two, or −1. */
  readonly cue: number;
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

function nobodyFeatures(setting: Setting): string[] {
  const { shape, cues, bare, follows, before, scene, place } = setting;
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
  out.push(`0|${setting.first}|${shape[0]}`);
  const { tokens } = scene;
  const here = tokens[place]!.sentence;
  if (tokens[place - 1]?.sentence === here) out.push(`0|<${tokens[place - 1]!.word}`);
  if (tokens[place + 1]?.sentence === here)
    out.push(`0|>${tokens[place + 1]!.word}`, `0|>${tokens[place + 1]!.tag}|${shape[1]}`);
  out.push(`0|w|${scene.quotations[tokens[place]!.quotation]!.words.slice(0, 12).split(/\s/, 1)[0]!.toLowerCase()}`);
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
    owned += `${where}${found.owner.how}`;
    if (cue < 0 || where !== "b") cue = found.at;
    ownFeatures(setting, mention, where, found, found.owner.how, add);
  }
  verbFeatures(setting, index, side, owned, add);
  if (cue < 0 && mention.verb?.reporting) cue = mention.verb.at;
  neighbours(setting, index, side, add);
  for (const { part, at, word } of speechNounsOf(scene, mention)) {
    add(`${side}|${part}`);
    add(`${side}|${part}|${word}`);
    if (part !== "of") add(`${side}|${part}|${distance(at - place)}`);
  }
  add(`${setting.first}|${who}|${side}|${owned !== ""}`);
  add(`last${setting.sayer === index}|${side}`);
  if (setting.sayer === index) add(`last|${follows}|${bare}|${mention.kind}`);
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

/** Of the verb that a mention is the subject of, and of the verbs around that are not its own. */
function verbFeatures(
  { scene, cues }: Setting,
  index: number,
  side: string,
  owned: string,
  add: (feature: string) => void,
): void {
  const mention = scene.mentions[index]!;
  const { verb } = mention;
  const isOwner = owned !== "";
  const under = complementOf(scene, mention);
  if (under !== "") {
    add(`${side}|under|${under}`);
    add(`${side}|under|${under}|${mention.kind}|${isOwner}|${verb?.reporting?.saying ?? "-"}`);
  }
  if (verb && isPassive(scene, verb.at)) {
    add(`${side}|passive|${verb.reporting?.lemma ?? "-"}`);
    add(`${side}|passive|${isOwner}`);
  }
  if (side === "B") {
    const ruled = cues.some(
      ([, { at, saying, owner }]) => saying && at < mention.first && owner && owner.mention !== index,
    );
    add(`B|ruled${ruled}|${isOwner}`);
    if (isOwner) add(`B|ruled${ruled}|${owned}`);
  }
  if (isOwner) add(`owned|${owned}|${cues.map(([where]) => where).join("")}`);
  else add(`${side}|unowned|${cues.map(([where, { saying }]) => `${where}${saying ? "!" : ""}`).join("")}`);
  if (verb) {
    add(`${side}|verb|${verb.over}|${verb.reporting?.saying ?? "none"}`);
    if (verb.reporting) add(`${side}|verb|${verb.reporting.lemma}`);
  } else add(`${side}|noverb`);
}

/** Of a verb of speech, or the like, that is the mention's own. */
function ownFeatures(
  { scene, place, shape }: Setting,
  mention: Mention,
  where: string,
  { at, lemma, saying }: Cue,
  how: string,
  add: (feature: string) => void,
): void {
  const { tokens } = scene;
  const between = tokens.slice(Math.min(at, place) + 1, Math.max(at, place));
  const own = `own|${where}`;
  const ruling = `${own}|${how}|${saying}`;
  const near = Math.abs(at - place) <= 3;
  const comma = tokens[mention.first - 1]?.word === ",";
  add(`${own}|${how}`);
  add(ruling);
  add(`${own}|${lemma}`);
  add(`${own}|${how}|${distance(at - place)}`);
  if (between.some(({ tag }) => tag === "Q")) add(`${own}|quoted`);
  add(`${ruling}|stops${between.some(({ word }) => word === ";" || word === ":")}`);
  add(`${own}|subjects${subjectsBetween(scene, at, place)}|${saying}`);
  add(`${own}|${shape[1]}`);
  add(`${own}|${saying}|opens${openerOf(scene, at)}|${shape[0]}`);
  if (at < place) add(`${own}|${saying}|clauses${clausesIn(between)}|${shape[0]}`);
  if (isPassive(scene, at)) {
    add(`${own}|passive|${saying}`);
    add(`${own}|passive|${lemma}`);
  }
  add(`${ruling}|,${comma}|${nearness(at, place)}`);
  add(`${own}|${saying}|form${reportingVerb(tokens[at]!.word)?.form}|${how}`);
  if (at > place) {
    const parted = tokens[Math.min(mention.first, at) - 1]?.word === ",";
    add(`${own}|${saying}|tail${tailOf(scene, Math.max(at, mention.reach))}|,${parted}`);
  }
  add(`${own}|${shape[3]}`);
  add(`${own}|${how}|${mention.kind === "pronoun" ? mention.head : mention.kind}`);
  add(`${ruling}|${near}|${shape[0]}`);
  add(`${own}|${lemma}|${near}`);
  add(`${ruling}|${between.some(({ word }) => word === "that" || word === "as")}|${shape[0]}`);
}

/** What stands right before and behind a mention, and at the end of its sentence. */
function neighbours(setting: Setting, index: number, side: string, add: (feature: string) => void): void {
  const { scene, token, place, bare, shape } = setting;
  const { tokens } = scene;
  const mention = scene.mentions[index]!;
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
    if (mention.verb?.reporting?.saying) add(`${side}|sayer${sayersBefore(scene, index)}|${bare}`);
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
