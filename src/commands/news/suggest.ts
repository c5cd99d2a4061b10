import type { Verb } from "../../core/action.ts";
import type { Asker, Choice } from "../../core/conversation.ts";
import { shortened } from "./blocks.ts";
import { channelsHere } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { foldedWords, headlineHas } from "./find-story.ts";
import { topicsLike } from "./topics.ts";
import type { Topics } from "./topics.ts";
import { zonesLike } from "./zones.ts";

const MOST = 25;
const MAX_TEXT = 75;
const HEADLINES = 400;

/** Completions for an option while it is typed. */
export async function suggest(
  desk: Desk,
  topics: Topics,
  from: Asker,
  verb: Verb,
  option: string,
  typed: string,
): Promise<readonly Choice[]> {
  switch (option) {
    case "story":
    case "about":
      return await stories(desk, typed);
    case "topic":
      return topicChoices(await topics.list(), typed);
    case "topics":
      return topicLists(await topics.list(), typed);
    case "timezone":
      return zonesLike(typed).slice(0, MOST).map(asItIs);
    case "name":
      return verb === "unsubscribe" ? subscriptionNames(desk, from, typed) : [];
    default:
      return [];
  }
}

async function stories({ store }: Desk, typed: string): Promise<readonly Choice[]> {
  const words = foldedWords(typed);
  const newest = await store.stories.latest(HEADLINES);
  return newest
    .filter(({ id, headline }) => headlineHas(headline, words) || (typed !== "" && id.startsWith(typed.trim())))
    .slice(0, MOST)
    .map(({ id, headline }) => ({ value: id, label: shortened(headline ?? id, MAX_TEXT) }));
}

function topicChoices(topics: readonly string[], typed: string): readonly Choice[] {
  return topicsLike(topics, typed).filter(fits).slice(0, MOST).map(asItIs);
}

/** "storms, flo" is completed to "storms, floods". */
function topicLists(topics: readonly string[], typed: string): readonly Choice[] {
  const comma = typed.lastIndexOf(",");
  const before = comma < 0 ? "" : `${typed.slice(0, comma).trim()}, `;
  const had = new Set(before.split(",").map((topic) => topic.trim().toLowerCase()));
  return topicsLike(topics, typed.slice(comma + 1))
    .filter((topic) => !had.has(topic.toLowerCase()))
    .map((topic) => `${before}${topic}`)
    .filter(fits)
    .slice(0, MOST)
    .map(asItIs);
}

function subscriptionNames(desk: Desk, from: Asker, typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return channelsHere({ desk, from })
    .map(({ name }) => name)
    .filter((name) => fits(name) && name.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map(asItIs);
}

function fits(text: string): boolean {
  return text.length <= MAX_TEXT;
}

function asItIs(text: string): Choice {
  return { value: text, label: text };
}
