import type { StoryDigest } from "../../core/digest.ts";
import type { Verb } from "../../core/action.ts";
import type { Message } from "../../core/message.ts";
import type { Story } from "../../core/story.ts";
import type { Store } from "../../store/store.ts";
import { actions, bullets, paragraph, plain, press, quiet, say, shortened } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { toArg } from "./page.ts";

/** Stories whose headlines are looked through for words; older ones are found by the words of their articles. */
const HEADLINES = 400;
const OFFERED = 5;

type FoundStory =
  | { readonly kind: "one"; readonly story: Story }
  /** Best first. */
  | { readonly kind: "several"; readonly stories: readonly Story[] }
  | { readonly kind: "none" };

/** A story by its id, the beginning of it, its page's address, words of its headline or of its articles. */
async function findStory(store: Store, typed: string): Promise<FoundStory> {
  const text = typed.trim();
  const id = /\bs[0-9a-f]{12}\b/i.exec(text)?.[0].toLowerCase();
  const exact = id === undefined ? null : await currentStory(store, id);
  if (exact !== null) return { kind: "one", story: exact };
  if (/^s[0-9a-f]{3,11}$/i.test(text)) {
    const stories = await store.stories.startingWith(text.toLowerCase(), OFFERED);
    if (stories.length > 0) return oneOrSeveral(stories);
  }
  const words = foldedWords(text);
  if (words.length === 0) return { kind: "none" };
  const headlines = await byHeadline(store, words);
  if (headlines.length > 0) return oneOrSeveral(headlines);
  return await byText(store, text);
}

/** The story with this id; of one that was merged, the one that it became a part of. */
export async function currentStory(store: Store, id: string): Promise<Story | null> {
  const merged = await store.rulings.merged();
  return await store.stories.get(merged.get(id) ?? id);
}

/** Lower case, without accents; apostrophes bind. */
export function foldedWords(text: string): readonly string[] {
  const plainText = text
    .normalize("NFKD")
    .replaceAll(/\p{M}|['’]/gu, "")
    .toLowerCase();
  return plainText.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether every word begins a word of the headline. */
export function headlineHas(headline: string | null, words: readonly string[]): boolean {
  const own = foldedWords(headline ?? "");
  return words.every((word) => own.some((other) => other.startsWith(word)));
}

async function byHeadline(store: Store, words: readonly string[]): Promise<readonly Story[]> {
  const stories = await store.stories.latest(HEADLINES);
  const fitting = stories.filter(({ headline }) => headlineHas(headline, words));
  const whole = fitting.filter(({ headline }) => foldedWords(headline ?? "").join(" ") === words.join(" "));
  return whole.length === 1 ? whole : fitting;
}

async function byText(store: Store, text: string): Promise<FoundStory> {
  const hits = await store.search.articles(text, 4 * OFFERED);
  const ids = [...new Set(hits.map(({ storyId }) => storyId))].slice(0, OFFERED);
  const stories = await Promise.all(ids.map(async (id) => await store.stories.get(id)));
  return oneOrSeveral(stories.filter((story) => story !== null));
}

function oneOrSeveral(stories: readonly Story[]): FoundStory {
  const [first, ...others] = stories;
  if (first === undefined) return { kind: "none" };
  return others.length === 0 ? { kind: "one", story: first } : { kind: "several", stories };
}

export type Picked =
  | { readonly kind: "story"; readonly story: StoryDigest; readonly articleIds: readonly string[] }
  /** A question back, or why there is none. */
  | { readonly kind: "message"; readonly message: Message };

/** The one story that a person means, or an answer that leads to it. @param verb what they want of it */
export async function pickStory(call: Call, typed: string, verb: Verb): Promise<Picked> {
  const { store } = call.desk;
  if (typed.trim() === "") {
    return {
      kind: "message",
      message: say(
        `Which story? Say words of its headline, or its id: /news ${verb} storm.`,
        press("Latest stories", "latest", "", "0"),
      ),
    };
  }
  const found = await findStory(store, typed);
  switch (found.kind) {
    case "one": {
      const story = await store.digests.latest(found.story.id);
      if (story !== null) return { kind: "story", story, articleIds: found.story.articleIds };
      return { kind: "message", message: say("This story has no digest yet. Ask again in a minute.") };
    }
    case "several":
      return { kind: "message", message: choiceOf(found.stories, typed, verb) };
    case "none":
      return { kind: "message", message: await noStory(call, typed) };
  }
}

function choiceOf(stories: readonly Story[], typed: string, verb: Verb): Message {
  const shown = stories.slice(0, OFFERED);
  const more = stories.length - shown.length;
  const text = `Several stories fit “${shortened(typed, 60)}”. Which one?`;
  return {
    summary: text,
    blocks: [
      paragraph(text),
      bullets(shown.map(({ headline, id }) => [plain(headline ?? "Untitled story"), quiet(` (${id})`)])),
      ...(more > 0 ? [paragraph(quiet(`and ${more} more: say more words of the headline.`))] : []),
      ...actions(...shown.map(({ headline, id }) => press(headline ?? id, verb, id))),
    ],
  };
}

async function noStory(call: Call, typed: string): Promise<Message> {
  return say(
    `No story fits “${shortened(typed, 60)}”.`,
    press("Search all articles", "search", await toArg(call, typed), "0"),
    press("Latest stories", "latest", "", "0"),
  );
}
