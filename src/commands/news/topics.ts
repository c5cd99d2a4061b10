import { nearest } from "../../core/nearest.ts";
import type { EpochMs } from "../../core/time.ts";
import type { Store } from "../../store/store.ts";
import { foldedWords } from "./find-story.ts";

/** What stories are about these days, most frequent first. Asked for with every letter that is typed, so it is kept for a while. */
export interface Topics {
  readonly list: () => Promise<readonly string[]>;
}

const KEPT_MS = 60_000;
const LOOKED_BACK_MS = 30 * 24 * 3_600_000;
const HEADLINES = 300;
const MOST_LISTED = 400;
const MAX_TOPIC = 60;

export function createTopics(store: Store, now: () => EpochMs): Topics {
  let known: { readonly at: EpochMs; readonly topics: Promise<readonly string[]> } | null = null;
  return {
    list: () => {
      const at = now();
      if (known === null || Math.abs(at - known.at) >= KEPT_MS) known = { at, topics: readTopics(store, at) };
      return known.topics;
    },
  };
}

/** Tags of the articles as their sources wrote them, and names that stand in several headlines. */
async function readTopics(store: Store, now: EpochMs): Promise<readonly string[]> {
  const counts = new Map<string, { readonly topic: string; count: number }>();
  const note = (topic: string): void => {
    const key = foldedWords(topic).join(" ");
    if (key === "" || topic.length > MAX_TOPIC || topic.includes(",")) return;
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { topic, count: 1 });
    else seen.count += 1;
  };
  for (const tags of await store.articles.tags(now - LOOKED_BACK_MS)) for (const tag of tags) note(tag.trim());
  for (const { headline } of await store.stories.latest(HEADLINES))
    for (const name of namesIn(headline ?? "")) note(name);
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1))
    .slice(0, MOST_LISTED)
    .map(({ topic }) => topic);
}

/** Runs of capitalised words behind the first word, which has a capital anyway; a headline all in capitals tells nothing. */
function namesIn(headline: string): readonly string[] {
  const lower = headline.match(/\s\p{Ll}{4,}/gu)?.length ?? 0;
  if (lower < 2) return [];
  return (headline.match(/(?<=\p{L}[,:]?\s)\p{Lu}\p{L}{2,}(?:\s\p{Lu}\p{L}{2,}){0,2}/gu) ?? []).map((name) => name);
}

/** Topics that fit what was typed so far: those that begin with it, then those of which a word does. */
export function topicsLike(topics: readonly string[], typed: string): readonly string[] {
  const wanted = foldedWords(typed).join(" ");
  const folded = topics.map((topic) => ({ topic, words: foldedWords(topic).join(" ") }));
  const begins = folded.filter(({ words }) => words.startsWith(wanted));
  const within = folded.filter(({ words }) => !words.startsWith(wanted) && ` ${words}`.includes(` ${wanted}`));
  return [...begins, ...within].map(({ topic }) => topic);
}

/** The topic that was most likely meant; null when it is none that is known. */
export function nearestTopic(topics: readonly string[], typed: string): string | null {
  return nearest(typed, topics);
}
