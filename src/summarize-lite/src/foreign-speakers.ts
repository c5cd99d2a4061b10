import { asideIn } from "./asides.ts";
import type { Grammar } from "./grammar.ts";
import { quotationsIn } from "./quotes.ts";
import type { Quotation } from "./quotes.ts";

/**
 * Who speaks in a sentence that holds a quotation, by verbs of speech and the form of names, in the languages other than
 * English. Scripts with capitals know a name by them; Chinese and Japanese by the title next to it; Arabic names its
 * speaker between the verb and the quotation.
 */
export interface Speaking {
  readonly quotations: readonly Quotation[];
  /** As it stands in the sentence or, for a family name alone, in the article; null when nobody is named. */
  readonly speaker: string | null;
  /** Somebody is said to speak, be it "a spokesman": the sentence can stand alone. */
  readonly attributed: boolean;
}

/** Family name → full name of everyone who is said to speak. */
export type Speakers = ReadonlyMap<string, string>;

/** The passage with the words of its quotations blanked out, offsets kept. */
export function outsideOf(passage: string, quotations: readonly Quotation[]): string {
  const out: string[] = [];
  let at = 0;
  for (const { start, end } of quotations) {
    out.push(passage.slice(at, start), "_".repeat(end - start));
    at = end;
  }
  return out.join("") + passage.slice(at);
}

/** Quotations of a sentence and their speaker. */
export function speakingIn(flat: string, grammar: Grammar, known: Speakers): Speaking {
  const quotations = quotationsIn(flat).flatMap((quotation) => withoutAside(quotation, grammar));
  if (quotations.length === 0) return { quotations, speaker: null, attributed: false };
  const outside = outsideOf(flat, quotations);
  const speaker = speakerOutside(outside, grammar, known);
  return { quotations, speaker, attributed: speaker !== null || hasSubject(outside, grammar) };
}

/** A quotation, or its parts before and behind the words that tell who speaks. */
function withoutAside(quotation: Quotation, grammar: Grammar): Quotation[] {
  const { start, end, words } = quotation;
  const aside = asideIn(words);
  if (!aside || !grammar.has("speech", aside.text)) return [quotation];
  const head = { start, end: start + aside.before.length, words: aside.before };
  if (aside.behind === "") return [head];
  return [head, { start: end - aside.behind.length, end, words: aside.behind }];
}

/** Everyone who is said to speak anywhere in the texts, by full name. */
export function speakersIn(texts: readonly string[], grammar: Grammar): Speakers {
  const found = new Map<string, string>();
  for (const text of texts) {
    for (const line of text.split(/\n+|(?<=[。！？])/u)) {
      for (const name of namesAtVerbs(outsideOf(line, quotationsIn(line)), grammar)) {
        const family = name.split(" ").at(-1)!;
        if (!found.has(family) && (!grammar.spaced || name.includes(" "))) found.set(family, name);
      }
    }
  }
  return found;
}

function speakerOutside(outside: string, grammar: Grammar, known: Speakers): string | null {
  for (const name of namesAtVerbs(outside, grammar)) {
    if (!grammar.spaced || name.includes(" ")) return name;
    const full = known.get(name);
    if (full !== undefined) return full;
  }
  if (grammar.spaced) return grammar.code === "ar" || grammar.neutral ? null : nameBehindQuotation(outside, grammar);
  return grammar.has("speech", outside) ? ([...known.values()].find((name) => outside.includes(name)) ?? null) : null;
}

/** "“…”, word or two, Full Name": a verb of speech that the list does not have. */
function nameBehindQuotation(outside: string, grammar: Grammar): string | null {
  const behind = /^["“„«»]\s?_{20,}\s?["“”«»],?(?: [—–-])?((?: \p{Ll}[\p{L}\p{M}’'-]*){1,3} .{3,80})/u.exec(
    outside,
  )?.[1];
  const name = behind === undefined ? null : firstName(behind.replace(/[.;:].*$/su, ""), grammar);
  return name?.includes(" ") ? name : null;
}

/** A verb of speech, and words besides it that may say who speaks: "the ministry said", and no pronoun. */
function hasSubject(outside: string, grammar: Grammar): boolean {
  if (grammar.neutral) return /[\p{L}\p{M}]{2,}[^\p{L}]+[\p{L}\p{M}]{2,}/u.test(outside.replaceAll("_", ""));
  const verb = grammar.find("speech", outside)[0];
  if (!verb) return false;
  const rest = (outside.slice(0, verb.start) + outside.slice(verb.end)).replace(/[_\s\p{P}]+/gu, " ").trim();
  const least = grammar.spaced ? 2 : 3;
  const size = grammar.spaced ? rest.split(" ").filter((word) => word.length > 1).length : rest.length;
  return size >= least && !grammar.has("pronouns", rest);
}

/** Names next to verbs of speech, the likeliest first. */
function namesAtVerbs(outside: string, grammar: Grammar): string[] {
  switch (grammar.code) {
    case "zh":
    case "zh-Hant":
      return chineseNames(outside, grammar);
    case "ja":
      return japaneseNames(outside, grammar);
    case "ar":
      return arabicNames(outside, grammar);
    default:
      return capitalNames(outside, grammar);
  }
}

/** Characters between a verb and its speaker, and with the quotation between them. */
const REACH = 110;
const FAR_REACH = 600;
const PARTICLES = "(?:von(?: der| den)?|van(?: der| den| de)?|zu|de|da|do|dos|di|del|della|la|le|du|bin|al|el|ter|ten)";
const WORD = "\\p{Lu}(?:[\\p{L}\\p{M}]|[’'ʼ-](?=\\p{L}))+";
const NAME = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${WORD}|\\p{Lu}\\.)(?: (?:${PARTICLES} ){0,2}(?:${WORD}|\\p{Lu}\\.(?= ))){0,5}`,
  "gu",
);
const MOST_WORDS = 4;

function capitalNames(outside: string, grammar: Grammar): string[] {
  const out: string[] = [];
  for (const verb of grammar.find("speech", outside)) {
    const after = /^[^_!?;:“”«»„"]*/u
      .exec(outside.slice(verb.end, verb.end + REACH))![0]
      .replace(/\. (?=\p{Lu}).*$/u, "");
    const before = /[^_!?;“”«»„"]*$/u.exec(outside.slice(Math.max(0, verb.start - REACH), verb.start))![0];
    const behind = firstName(after, grammar);
    const ahead = subjectName(before, grammar);
    const atOnce = before.replace(/[\s,–—-]+/gu, "") === "";
    // "Aral, “…” dedi": what is said stands between the name and the verb.
    const around = atOnce
      ? subjectName(leadIn(outside.slice(Math.max(0, verb.start - FAR_REACH), verb.start)), grammar)
      : null;
    for (const name of atOnce ? [behind, around] : [ahead, behind]) if (name !== null) out.push(name);
  }
  return out;
}

/** What stands before the first mark of a stretch. */
function leadIn(stretch: string): string {
  return stretch.replace(/[^\p{L}\p{M}\s,.’'-].*$/su, "");
}

interface Found {
  readonly text: string;
  readonly start: number;
}

/** Names in a stretch that may be a subject, without the titles before them. */
function subjects(stretch: string, grammar: Grammar): Found[] {
  return Array.from(stretch.matchAll(NAME), ({ 0: text, index }) => ({ text, start: index }))
    .filter(({ start }) => {
      const last = /([\p{L}’']+)[ ’']$/u.exec(stretch.slice(0, start))?.[1];
      return last === undefined || !isWhole("oblique", last, grammar);
    })
    .map(({ text, start }) => ({ text: personIn(text, grammar, /\p{Ll} $/u.test(stretch.slice(0, start))), start }))
    .filter(({ text }) => text !== "" && text.split(" ").length <= MOST_WORDS);
}

function isWhole(cue: "titles" | "oblique", word: string, grammar: Grammar): boolean {
  return grammar.find(cue, word).some(({ start, end }) => start === 0 && end === word.length);
}

/** "L’allenatore": an article with its noun. */
const ELIDED = /^\p{L}{1,5}[’']\p{Ll}/u;

/** Languages that put a town in the genitive between the office and the name: "мэр Старого Берега Игнат Полозов". */
const GENITIVE_PLACES = new Set(["uk", "ru", "pl"]);
const PATRONYMIC = /(?:вич|вна|ич|івна|ічна)$/u;

/** The person's own name in a run of capitals. @param behindOffice a plain word stands before the run: an office */
function personIn(name: string, grammar: Grammar, behindOffice: boolean): string {
  const words = name.split(" ");
  const isTitle = (word: string): boolean => ELIDED.test(word) || isWhole("titles", word.replace(/\.$/, ""), grammar);
  const bare = words.slice(words.findLastIndex(isTitle) + 1);
  const places = behindOffice && GENITIVE_PLACES.has(grammar.code) && !bare.some((word) => PATRONYMIC.test(word));
  // "Sprecherin von Nordkamm": what the title belongs to is nobody's name.
  if (/^\p{Ll}/u.test(bare[0] ?? "")) return "";
  return (places ? bare.slice(-2) : bare).join(" ");
}

const isFull = ({ text }: Found): boolean => text.includes(" ");

function firstName(stretch: string, grammar: Grammar): string | null {
  const found = subjects(stretch, grammar);
  return (found.find(isFull) ?? found[0])?.text ?? null;
}

/** Before the verb: the name that opens the clause and is set off by a comma, else the nearest. */
function subjectName(stretch: string, grammar: Grammar): string | null {
  const found = subjects(stretch, grammar);
  const opens = found.find(
    ({ text, start }) => start < 40 && stretch.slice(start).startsWith(`${text},`) && isFull({ text, start }),
  );
  return (opens ?? found.findLast(isFull) ?? found.at(-1))?.text ?? null;
}

const HAN_NAME = "(?:\\p{sc=Han}{1,6}(?:·\\p{sc=Han}{1,6})+|\\p{sc=Han}{2,3}?)";
/** A name, and what may follow a subject. */
const CHINESE_SUBJECT = new RegExp(
  `^(${HAN_NAME})(?=[在于於周週星昨今当當也对對向还還则則日接同表说說称稱指强強补補告解警承宣坦透认認写寫回介，：:（(]|法官|先生|女士|教授|博士)`,
  "u",
);

/** A title and the name behind it. */
function chineseNames(outside: string, grammar: Grammar): string[] {
  if (!grammar.has("speech", outside)) return [];
  const out: string[] = [];
  for (const { end } of grammar.find("titles", outside)) {
    const name = CHINESE_SUBJECT.exec(outside.slice(end, end + 24))?.[1];
    if (name !== undefined && !grammar.has("speech", name)) out.push(name);
  }
  return out;
}

/** "森川葵市長", "市長の森川葵さん", "ルイス・ケラー監督": the name before a title or an honorific. */
function japaneseNames(outside: string, grammar: Grammar): string[] {
  if (!grammar.has("speech", outside)) return [];
  const out: string[] = [];
  for (const { start } of grammar.find("titles", outside)) {
    const name =
      /(?:^|[^\p{sc=Han}\p{sc=Katakana}ー・])(\p{sc=Han}{2,5}|[\p{sc=Katakana}ー]{2,12}・[\p{sc=Katakana}ー・]{2,20})$/u.exec(
        outside.slice(Math.max(0, start - 30), start),
      )?.[1];
    if (name !== undefined && !isWhole("titles", name, grammar)) out.push(name);
  }
  return out;
}

/** Nobody in particular: a spokesman, an official, a source, a statement. */
const UNNAMED = /^(?:متحدث|متحدثة|مسؤول|مسؤولة|مصدر|مصادر|بيان|شهود|شاهد|خبراء|خبير|سكان|بعض|أحد)(?!\p{L})/u;

/** What stands between the verb and the quotation: "رئيس البلدية سامر الحداد". */
function arabicNames(outside: string, grammar: Grammar): string[] {
  const out: string[] = [];
  for (const verb of grammar.find("speech", outside)) {
    const phrase =
      /^ ([^"«»“”:_]{3,70}?)(?:،? ?(?:إن|أن|إنه|إنها)(?!\p{L})|، في |، خلال | في (?:مؤتمر|تصريح|بيان)| خلال |:|،? ?[«"“])/u.exec(
        outside.slice(verb.end, verb.end + REACH),
      )?.[1];
    const name = phrase?.trim().replace(/،$/u, "");
    const size = name?.split(" ").length ?? 0;
    if (name !== undefined && size >= 2 && size <= 8 && !UNNAMED.test(name)) out.push(name);
  }
  return out;
}
