import type { Digest, Item } from "summarize-lite";
import type { StoryDigest } from "../../core/digest.ts";
import { candidateOf, rankCandidates } from "../../core/edition.ts";
import type { Action } from "../../core/action.ts";
import type { Block } from "../../core/message.ts";
import { bold, counted, headline, heading, paragraph, plain, press, small } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { headlineText, newestStories } from "./listing.ts";
import { toArg } from "./page.ts";
import type { Page } from "./page.ts";

/** A presenter reads 150 to 200 words a minute; a reader more. */
const WORDS_A_MINUTE = 200;
export const DEFAULT_MINUTES = 3;
export const MOST_MINUTES = 30;
/** Stories that are weighed against one another. */
const WEIGHED = 60;
/** Nothing new for so long is no news, unless there is nothing else. */
const FRESH_MS = 48 * 3_600_000;
/** "And finally:" */
const LEAD_IN_WORDS = 2;

/** What one story says within the time. */
interface Told {
  readonly story: StoryDigest;
  readonly items: readonly Item[];
}

/** What matters now, in the minutes that somebody has: most important first, every story's first sentence before any second. */
export async function brief(call: Call, minutes: number, topic: string): Promise<Page> {
  const { store, clock } = call.desk;
  const { stories } = await newestStories(store, topic, 0, WEIGHED);
  const fresh = stories.filter(({ createdAt }) => createdAt >= clock.now() - FRESH_MS);
  const ranked = byImportance(fresh.length > 0 ? fresh : stories, clock.now());
  const told = withinBudget(ranked, minutes * WORDS_A_MINUTE);
  if (told.length === 0) return nothing(topic);
  const words = told.reduce((sum, { items, story: { digest } }) => sum + wordsIn(items) + openingWords(digest), 0);
  const title = `The news in ${counted(minutes, "minute")}${topic === "" ? "" : `: ${topic}`}`;
  const action: Action = { verb: "brief", args: [String(minutes), await toArg(call, topic)] };
  return {
    summary: `${title}. ${told.map(({ story }) => headlineText(story.digest)).join("; ")}`,
    blocks: [
      headline(title),
      ...told.flatMap((one, index) => script(one, index, told.length)),
      small(footer(words, told, ranked)),
    ],
    controls: told.slice(0, 3).map(({ story }) => press(headlineText(story.digest), "story", story.storyId)),
    action,
  };
}

function footer(words: number, told: readonly Told[], ranked: readonly StoryDigest[]): string {
  const left = ranked.length - told.length;
  const minutes = Math.max(1, Math.round(words / WORDS_A_MINUTE));
  const rest = left > 0 ? ` ${counted(left, "story", "stories")} did not fit.` : "";
  return `${counted(words, "word")}, about ${counted(minutes, "minute")} to read. Every sentence stands in its sources.${rest}`;
}

function byImportance(stories: readonly StoryDigest[], now: number): readonly StoryDigest[] {
  const candidates = stories.flatMap((story) => candidateOf(story, undefined, new Map()) ?? []);
  return rankCandidates(candidates, now).map(({ digest }) => digest);
}

/** Sentences in the order in which they are worth the time. */
function sentencesOf({ headline: first, lede, highlights, quote, outlook }: Digest): readonly Item[] {
  const opening = lede ?? first;
  const rest = [...highlights, ...(quote === null ? [] : [quote]), ...outlook];
  return [...(opening === null ? [] : [opening]), ...rest];
}

function withinBudget(ranked: readonly StoryDigest[], budget: number): readonly Told[] {
  const open = ranked.map((story) => ({ story, items: [] as Item[], rest: [...sentencesOf(story.digest)] }));
  let left = budget;
  for (let round = 0; open.some(({ rest }) => rest.length > 0); round += 1) {
    for (const one of open) {
      const next = one.rest.shift();
      // A story whose first sentence did not fit is left out, and its second would hang in the air.
      if (next === undefined || one.items.length < round) continue;
      const cost = wordsIn([next]) + (round === 0 ? openingWords(one.story.digest) : 0);
      if (cost > left) continue;
      left -= cost;
      one.items.push(next);
    }
  }
  return open.filter(({ items }) => items.length > 0);
}

/** What is said in front of a story's first sentence. */
function openingWords(digest: Digest): number {
  return LEAD_IN_WORDS + wordsIn(digest.headline === null || digest.lede === null ? [] : [digest.headline]);
}

function wordsIn(items: readonly Item[]): number {
  return items.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
}

function script({ story: { digest }, items }: Told, index: number, count: number): readonly Block[] {
  const first = items[0]?.text;
  const title = digest.headline?.text;
  return [
    ...(title === undefined || first === title ? [] : [heading(title)]),
    paragraph(bold(leadIn(index, count)), plain(items.map(({ text }) => text).join(" "))),
  ];
}

function leadIn(index: number, count: number): string {
  if (count === 1) return "";
  if (index === 0) return "First: ";
  return index === count - 1 ? "And finally: " : index % 2 === 1 ? "Next: " : "Also: ";
}

function nothing(topic: string): Page {
  const text = topic === "" ? "There is no news yet." : `There is no news on “${topic}” at the moment.`;
  return {
    summary: text,
    blocks: [paragraph(text)],
    controls: topic === "" ? [] : [press("All topics", "brief", String(DEFAULT_MINUTES), "")],
    action: null,
  };
}

/** Minutes as typed ("5", "5m", "five minutes" is 5 too); null when they are none from 1 to 30. */
export function minutesIn(text: string): number | null {
  const word = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"].indexOf(
    /^\p{L}+/u.exec(text.trim().toLowerCase())?.[0] ?? "",
  );
  const number = word >= 0 ? word : Number(/^\d{1,3}(?:\.\d+)?/.exec(text.trim())?.[0] ?? Number.NaN);
  return number >= 1 && number <= MOST_MINUTES ? Math.round(number) : null;
}
