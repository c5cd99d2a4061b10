import { nearest } from "../../core/nearest.ts";
import type { Verb } from "../../core/action.ts";
import type { Options } from "./desk.ts";
import { readWanted } from "./subscription-words.ts";

/** What the words after `/news` ask for. */
export interface Asked {
  readonly verb: Verb;
  readonly options: Options;
  /** The first word is nearly one of ours, and may have been meant as it. */
  readonly meant: { readonly verb: Verb; readonly rest: string } | null;
}

/** Words that people type for ours. */
const VERBS_AS_TYPED: Readonly<Record<string, Verb>> = {
  latest: "latest",
  news: "latest",
  new: "latest",
  newest: "latest",
  top: "latest",
  headlines: "latest",
  stories: "latest",
  story: "story",
  read: "story",
  show: "story",
  open: "story",
  search: "search",
  find: "search",
  brief: "brief",
  briefing: "brief",
  sources: "sources",
  source: "sources",
  evidence: "evidence",
  proof: "evidence",
  why: "why",
  follow: "follow",
  unfollow: "follow",
  split: "split",
  merge: "merge",
  subscribe: "subscribe",
  sub: "subscribe",
  unsubscribe: "unsubscribe",
  unsub: "unsubscribe",
  subscriptions: "subscriptions",
  subs: "subscriptions",
  list: "subscriptions",
  next: "next",
  when: "next",
  schedule: "next",
  help: "help",
  "?": "help",
  "-h": "help",
  "--help": "help",
  hello: "help",
  hi: "help",
};

/** Of verbs that take one line of words, the option that the words are. */
const LINE_OF: Partial<Readonly<Record<Verb, string>>> = {
  latest: "topic",
  story: "story",
  search: "words",
  sources: "story",
  evidence: "story",
  why: "about",
  follow: "story",
  split: "story",
  merge: "story",
  unsubscribe: "name",
};

/** Words below this length are not guessed at: everything is near them. */
const GUESSED_LENGTH = 4;
const FAR_OFF = 2;

/** Reads what a person typed after `/news`. Never fails: words that are no command are searched for. */
export function readWords(typed: string): Asked {
  const text = typed.trim();
  if (text === "") return { verb: "help", options: {}, meant: null };
  const [first = ""] = /^\S+/.exec(text) ?? [];
  const rest = text.slice(first.length).trim();
  const verb = Object.hasOwn(VERBS_AS_TYPED, first.toLowerCase()) ? VERBS_AS_TYPED[first.toLowerCase()] : undefined;
  if (verb !== undefined) return { verb, options: optionsOf(verb, rest), meant: null };
  if (/^s[0-9a-f]{5,12}$/i.test(text)) return { verb: "story", options: { story: text }, meant: null };
  const meant = guess(first.toLowerCase());
  return { verb: "search", options: { words: text }, meant: meant === null ? null : { verb: meant, rest } };
}

function guess(word: string): Verb | null {
  if (word.length < GUESSED_LENGTH) return null;
  const typed = nearest(
    word,
    Object.keys(VERBS_AS_TYPED).filter((known) => known.length >= GUESSED_LENGTH),
  );
  if (typed === null || Math.abs(typed.length - word.length) > FAR_OFF) return null;
  return VERBS_AS_TYPED[typed] ?? null;
}

const NAMED =
  /(?:^|\s)(?:--(topics?|schedule|time|at|timezone|tz|zone|kind|name|minutes)(?:=|\s+)|(topics?|schedule|timezone|tz|zone|kind|name|minutes)\s?[:=]\s?)("[^"]*"|“[^”]*”|[^\s,]+(?:,\s*[^\s,:=]+(?=,|\s|$)(?!\s?[:=]))*)/gi;

const FULL_NAMES: Readonly<Record<string, string>> = {
  topic: "topics",
  tz: "timezone",
  zone: "timezone",
  time: "schedule",
  at: "schedule",
};

/** Options by their names; what is left are words. */
function optionsOf(verb: Verb, text: string): Options {
  const line = LINE_OF[verb];
  // Of these the words are all there is: "why topic: trams" asks for a headline.
  if (line !== undefined && verb !== "latest") return text === "" ? {} : { [line]: unquoted(verb, text) };
  const { named, rest } = namedIn(text);
  if (verb === "latest") {
    const topic = named["topics"] ?? rest.replace(/^(?:on|about|for)\s+/i, "");
    return topic === "" ? {} : { topic: unquoted(verb, topic) };
  }
  if (verb === "brief") return briefOptions(named, rest);
  return verb === "subscribe" ? { ...readWanted(rest, named) } : {};
}

const MINUTES = /(?:^|\s)(\d{1,4}|one|two|three|four|five|ten)\s?(?:m|min|mins|minutes?)?(?=$|\s)/i;

/** "5", "5m on storms", "me in ten minutes". */
function briefOptions(named: Readonly<Record<string, string>>, text: string): Options {
  const minutes = named["minutes"] ?? MINUTES.exec(text)?.[1];
  const words = text.replace(MINUTES, " ").trim();
  const topic = named["topics"] ?? words.replace(/^(?:(?:me|in|on|about|for)(?:\s+|$))+/i, "").trim();
  return {
    ...(minutes === undefined ? {} : { minutes }),
    ...(topic === "" ? {} : { topic: unquoted("brief", topic) }),
  };
}

function namedIn(text: string): { readonly named: Readonly<Record<string, string>>; readonly rest: string } {
  const named: Record<string, string> = {};
  const rest = text.replaceAll(NAMED, (_, dashed: string | undefined, colon: string | undefined, value: string) => {
    const name = (dashed ?? colon ?? "").toLowerCase();
    named[FULL_NAMES[name] ?? name] = value.replaceAll(/^["“]|["”]$/g, "");
    return " ";
  });
  return { named, rest: rest.trim() };
}

/** Quotes around all of it are no part of a name; in a search they keep a phrase together. */
function unquoted(verb: Verb, text: string): string {
  if (verb === "search") return text;
  return /^["“][^"“”]*["”]$/.test(text.trim()) ? text.trim().slice(1, -1) : text;
}
