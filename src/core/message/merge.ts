import { actionText } from "../action.ts";
import { linkSpan } from "./sources.ts";
import { headlineOf } from "./story.ts";
import type { StoryPost } from "./story.ts";
import type { Message } from "./tree.ts";

/** What stands in the place of a story that became a part of another one. @param was its headline */
export function messageOfMerge(was: string | null, into: StoryPost): Message {
  const now = headlineOf(into);
  const { storyId } = into.story;
  return {
    summary: `Now part of: ${now}`,
    blocks: [
      ...(was === null || was === now ? [] : [{ kind: "paragraph" as const, spans: [{ text: was }] }]),
      {
        kind: "paragraph",
        spans: [{ text: "This story is now part of: " }, { text: now, style: "bold" }],
      },
      ...(into.link === null ? [] : [{ kind: "context" as const, items: [linkSpan(into.link)] }]),
      {
        kind: "actions",
        buttons: [{ label: "Full story", action: actionText({ verb: "story", args: [storyId] }) }],
      },
    ],
  };
}
