import { actionText } from "../../core/action.ts";
import type { Answer, Choice } from "../../core/conversation.ts";
import type { StoryDigest } from "../../core/digest.ts";
import type { Message } from "../../core/message.ts";
import type { Story } from "../../core/story.ts";
import { press, say, shortened } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { currentStory, foldedWords } from "./find-story.ts";
import { headlineText } from "./listing.ts";
import { enter, rightToRule } from "./rule.ts";
import { effect } from "./split.ts";

const MOST_CHOICES = 25;
const MAX_CHOICE_LABEL = 75;
/** Newest stories among which a twin is sought. */
const SOUGHT = 300;

/** The form in which a person says which story this one is one with; the most alike stand first. */
export async function mergeForm({ desk, from }: Call, { storyId, digest }: StoryDigest): Promise<Answer> {
  const stories = (await desk.store.stories.latest(SOUGHT)).filter(({ id }) => id !== storyId);
  const choices = mostAlike(headlineText(digest), stories).slice(0, MOST_CHOICES).map(choiceOf);
  if (choices.length === 0) {
    return { kind: "message", replaces: false, message: say("There is no other story to merge this one with.") };
  }
  return {
    kind: "form",
    form: {
      title: "Merge with…",
      submit: "Merge",
      action: actionText({ verb: "merge", args: [storyId] }),
      note: `${shortened(headlineText(digest), 200)}\nThe two become one story, under the older one's id. ${effect(rightToRule(from).allowed)}`,
      fields: [
        {
          kind: "choice",
          name: "story",
          label: "Which story is the same?",
          choices,
          value: null,
          required: true,
        },
      ],
    },
  };
}

/** By words that the headlines share, then the newest. */
function mostAlike(title: string, stories: readonly Story[]): readonly Story[] {
  const words = new Set(foldedWords(title).filter((word) => word.length > 3));
  const shared = ({ headline }: Story): number => words.intersection(new Set(foldedWords(headline ?? ""))).size;
  return stories.toSorted((a, b) => shared(b) - shared(a) || b.updatedAt - a.updatedAt);
}

function choiceOf({ id, headline }: Story): Choice {
  return { value: id, label: shortened(headline ?? id, MAX_CHOICE_LABEL) };
}

/** @param values what was filled in: the id of the other story */
export async function merge(
  call: Call,
  story: StoryDigest,
  values: Readonly<Record<string, string>>,
): Promise<Message> {
  const { store } = call.desk;
  const [one, other] = [await currentStory(store, story.storyId), await currentStory(store, values["story"] ?? "")];
  if (one === null || other === null) {
    return say("The other story is not there any more.", press("Latest stories", "latest", "", "0"));
  }
  if (one.id === other.id) {
    return say("These are one story already.", press("Show the story", "story", one.id));
  }
  // The older one has posts and links that the younger one's readers can be led to.
  const [older, younger] =
    one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id)
      ? [one, other]
      : [other, one];
  return await enter(call, { kind: "merge", storyId: younger.id, into: older.id }, headlineText(story.digest));
}
