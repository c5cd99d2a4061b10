import { actionText } from "../../core/action.ts";
import type { Article } from "../../core/article.ts";
import type { Answer, Choice, Form } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import { headlineText } from "./listing.ts";
import { press, say, shortened } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { enter, rightToRule } from "./rule.ts";
import type { Picked } from "./find-story.ts";

type Shown = Extract<Picked, { kind: "story" }>;

/** A choice has at most so many entries, on either platform. */
const MOST_CHOICES = 25;
const MAX_CHOICE_LABEL = 75;
/** Articles that can be named at one time; most often one is strange. */
const FIELDS = ["first", "second", "third"] as const;

/** The form in which a person says which articles do not belong to a story. */
export async function splitForm({ desk, from }: Call, { story, articleIds }: Shown): Promise<Answer> {
  const articles = current(await desk.store.articles.many(articleIds));
  if (articles.length < 2) {
    const text = "This story has one article, so there is nothing to take out. If it is told twice, merge the two.";
    return { kind: "message", replaces: false, message: say(text, press("Merge with…", "merge", story.storyId)) };
  }
  // Of a story with many articles the newest are the doubtful ones.
  const choices = articles.slice(-MOST_CHOICES).map(choiceOf);
  const fields = FIELDS.slice(0, Math.min(FIELDS.length, articles.length - 1));
  const form: Form = {
    title: "Not the same story",
    submit: "Take out",
    action: actionText({ verb: "split", args: [story.storyId] }),
    note: `${shortened(headlineText(story.digest), 200)}\nThe articles named leave this story and make one of their own. ${effect(rightToRule(from).allowed)}`,
    fields: fields.map((name, index) => ({
      kind: "choice",
      name,
      label: index === 0 ? "Which article does not belong?" : "And this one (if any)",
      choices,
      value: null,
      required: index === 0,
    })),
  };
  return { kind: "form", form };
}

export function effect(isAllowed: boolean): string {
  return isAllowed
    ? "It takes effect at once and lasts."
    : "Your wish is kept for those who may manage this channel's subscriptions.";
}

function current(articles: readonly Article[]): readonly Article[] {
  return articles.filter(({ supersededBy }) => supersededBy === null);
}

function choiceOf({ id, publisher, title, file }: Article): Choice {
  const name = [publisher, title ?? file].filter((part) => part !== null).join(": ");
  return { value: id, label: shortened(name, MAX_CHOICE_LABEL) };
}

/** @param values what was filled in: ids of articles */
export async function split(
  call: Call,
  { story, articleIds }: Shown,
  values: Readonly<Record<string, string>>,
): Promise<Message> {
  const named = [...new Set(FIELDS.flatMap((field) => values[field] ?? []))].filter((id) => articleIds.includes(id));
  if (named.length === 0) {
    return say("The articles named are not in this story any more.", press("Show the story", "story", story.storyId));
  }
  return await enter(call, { kind: "split", storyId: story.storyId, articleIds: named }, headlineText(story.digest));
}
