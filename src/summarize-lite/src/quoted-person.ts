import type { Mention } from "./mentions.ts";
import { familyName, namesIn, sexOfName, withoutTitles } from "./names.ts";
import type { Speaker } from "./quotes.ts";
import { speechNounsOf } from "./speech-nouns.ts";
import type { Scene } from "./speech-scene.ts";

/** A speaker with the person's name, null when it is none or not sure. */
export interface Person {
  readonly speaker: Speaker;
  readonly named: Named | null;
  readonly mention: number;
}

/** What is known of persons: from the story, and from this text. */
export interface Known {
  readonly people: ReadonlyMap<string, string>;
  readonly sexes: ReadonlyMap<string, number>;
  readonly firstNames: FirstNames;
}

/**
 * Names the speaker that a mention stands for.
 * @param last the speaker of the quotation before
 */
export function personOf(scene: Scene, index: number, known: Known, last: Person | null): Person {
  const mention = claimantOf(scene, scene.mentions[index]!);
  const { start, end, text } = spanOf(scene, mention);
  const make = (named: Named | null, name: string | null, pronoun: boolean): Person => ({
    speaker: { start, end, text, name, pronoun },
    named: named?.key === null ? null : named,
    mention: index,
  });
  if (mention.kind === "noun") return make(null, wholeOf(scene, mention), false);
  if (mention.kind === "name") {
    const named = nameOf(scene, mention, known);
    return make(named, named?.full ?? wholeOf(scene, mention), false);
  }
  const named =
    mention.kind === "relative"
      ? antecedentOf(scene, index, known)
      : pronounOf(scene, index, mention.head, known, last);
  return make(named, named?.full ?? null, true);
}

const OWNERS: Readonly<Record<string, string>> = {
  his: "he",
  her: "she",
  their: "they",
  its: "it",
  my: "i",
  our: "we",
};

/** "Holt" of "Holt's claim", "she" of "her claim": words are not spoken by a claim. */
function claimantOf(scene: Scene, mention: Mention): Mention {
  const { tokens } = scene;
  const { first } = mention;
  if (!speechNounsOf(scene, mention).some(({ part }) => part === "claim")) return mention;
  const owner = OWNERS[tokens[first]!.word];
  if (owner !== undefined) return { ...mention, kind: "pronoun", last: first, reach: first, head: owner };
  let sign = first + 1;
  while (sign <= mention.last && tokens[sign]!.tag !== "G") sign++;
  const last = sign - 1;
  const kind = tokens[last]?.tag === "C" ? "name" : "noun";
  return sign > mention.last ? mention : { ...mention, kind, last, reach: last, head: tokens[last]!.word };
}

function spanOf(scene: Scene, { first, last }: Mention): { start: number; end: number; text: string } {
  const { start } = scene.tokens[first]!;
  const { end } = scene.tokens[last]!;
  return { start, end, text: scene.text.slice(start, end) };
}

/** "a spokesman for the union in Bergen" in one line. */
function wholeOf(scene: Scene, { first, reach }: Mention): string {
  return scene.text.slice(scene.tokens[first]!.start, scene.tokens[reach]!.end).replace(/\s+/g, " ");
}

interface Named {
  readonly full: string;
  /** Who it is, to tell persons apart; null for a name that is known as no person's. */
  readonly key: string | null;
  /** Above 0 he, below 0 she, 0 not known. */
  readonly sex: number;
}

/** Family name → first names that stand before it in the text. */
export type FirstNames = ReadonlyMap<string, ReadonlySet<string>>;

export function firstNamesIn(scene: Scene): FirstNames {
  const out = new Map<string, Set<string>>();
  for (const mention of scene.mentions) {
    const words = bareNameOf(scene, mention).split(" ");
    if (words.length < 2) continue;
    const family = words.at(-1)!;
    (out.get(family) ?? out.set(family, new Set()).get(family)!).add(words[0]!);
  }
  return out;
}

/** The name in a mention without its titles, or "": "Former Gov. Ilse Varga" → "Ilse Varga", "Varga supporters" → "". */
function bareNameOf(scene: Scene, mention: Mention): string {
  if (mention.kind !== "name" || scene.tokens[mention.last]!.tag !== "C") return "";
  const last = namesIn(spanOf(scene, mention).text.replace(/\s+/g, " ")).at(-1);
  const bare = last ? withoutTitles(last.text) : "";
  return familyName(bare) === "" ? "" : bare;
}

const FEMALE = /\b(?:Mrs|Ms|Miss|Madam|Lady|Dame|Queen|Princess)\b/;
const MALE = /\b(?:Mr|Sir|Lord|King|Prince)\b/;

function nameOf(scene: Scene, mention: Mention, known: Known): Named | null {
  const bare = bareNameOf(scene, mention);
  if (bare === "") return null;
  const family = familyName(bare);
  const full = known.people.get(family);
  const sexOfFull = known.sexes.get(family) ?? 0;
  const { text } = spanOf(scene, mention);
  const titled = FEMALE.test(text) ? -1 : MALE.test(text) ? 1 : 0;
  if (full === undefined) return { full: bare, key: null, sex: titled };
  if (bare !== family) {
    if (full.endsWith(bare) || bare.split(" ")[0] === full.split(" ")[0]) return { full, key: family, sex: sexOfFull };
    return { full: bare, key: bare, sex: titled === 0 ? sexOfName(bare) : titled };
  }
  // Two persons of one family name: the text's own form says no more than it says.
  const shared = (known.firstNames.get(family)?.size ?? 0) > 1;
  if (shared || titled * sexOfFull < 0)
    return { full: bare, key: family, sex: titled === 0 && !shared ? sexOfFull : titled };
  return { full, key: family, sex: sexOfFull };
}

/** "Varga, who said": the mention right before. */
function antecedentOf(scene: Scene, index: number, known: Known): Named | null {
  const before = scene.mentions[index - 1];
  if (!before || scene.mentions[index]!.first - before.reach > 2) return null;
  return nameOf(scene, before, known);
}

const PERSON_NOUN =
  /^(?:(?:spokes|chair|congress|business|gun|police|country)?(?:man|woman|person)|boy|girl|president|minister|leader|governor|mayor|official|officer|judge|lawyer|attorney|doctor|coach|manager|player|chief|director|secretary|senator|lawmaker|nominee|candidate|billionaire|businessman|mogul|teacher|owner|founder|mother|father|son|daughter|wife|husband|brother|sister|witness|victim|suspect|driver|pilot|resident|voter|supporter|critic|researcher|scientist|author|king|queen|prince|princess|actor|actress|singer|student|worker|farmer|soldier|general|analyst|councillor|engineer|professor|patient|lady|democrat|republican|one|another)$/;

/** How far back a pronoun may look: sentences, and mentions. */
const BACK = 4;
const MOST = 40;

/**
 * Whom "he" or "she" means, when that is sure: the speaker of the quotation before with nobody else named since; else the
 * only person of fitting sex in the nearest sentence that names one, or the one who speaks there.
 */
function pronounOf(scene: Scene, index: number, head: string, known: Known, last: Person | null): Named | null {
  const { tokens, mentions } = scene;
  const { first } = mentions[index]!;
  if (head !== "he" && head !== "she") return null;
  const sex = head === "he" ? 1 : -1;
  const here = tokens[first]!;
  let sentence = -1;
  const found = new Map<string, { readonly name: Named; readonly mention: Mention }>();
  for (let i = index - 1; i >= Math.max(0, index - MOST); i--) {
    const mention = mentions[i]!;
    const token = tokens[mention.first]!;
    if (here.sentence - token.sentence > BACK || here.paragraph - token.paragraph > 2) break;
    if (found.size > 0 && token.sentence !== sentence) break;
    if (last?.mention === i && last.named && found.size === 0 && last.named.sex * sex >= 0) return last.named;
    const acts = mention.verb !== null && !mention.inside;
    // "The former president said": somebody whom no name tells.
    if (mention.kind === "noun" && acts && PERSON_NOUN.test(mention.head)) return null;
    const name = nameOf(scene, mention, known);
    if (name === null || name.sex * sex < 0) continue;
    // Somebody who is known as no person may be one.
    if (name.key === null && !(acts && (mention.verb?.reporting?.saying || name.full.includes(" ")))) continue;
    sentence = token.sentence;
    found.set(name.key ?? name.full, { name, mention });
  }
  return onlyOne([...found.values()]);
}

/** The one person among those named, or the one who speaks; one whose sex is not known must be the one who speaks. */
function onlyOne(found: readonly { readonly name: Named; readonly mention: Mention }[]): Named | null {
  const speaking = found.filter(({ mention }) => mention.verb?.reporting?.saying && !mention.inside);
  const only = found.length === 1 ? found[0]! : speaking.length === 1 ? speaking[0]! : null;
  if (only === null || only.name.key === null) return null;
  return only.name.sex !== 0 || speaking.includes(only) ? only.name : null;
}
