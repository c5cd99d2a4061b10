import type { PostOutcome } from "../../core/platform.ts";
import { onTopics } from "../../core/topics.ts";
import { newMessage } from "./body.ts";
import type { Payload } from "./components.ts";
import type { Channel } from "./places.ts";
import type { Desk } from "./desk.ts";
import { outcomeOf, unclear } from "./outcome.ts";

/** Tags of one post. Source: Discord's reference of channels. */
const MAX_TAGS = 5;

/** A post of a forum is a thread; its first message shares the thread's id. */
export async function openForumPost(
  { client, titles }: Desk,
  forum: Channel,
  order: { readonly key: string; readonly payload: Payload; readonly repeat?: boolean },
  fence: () => boolean,
): Promise<PostOutcome> {
  // Nonces do not work here, so a repeat could open a second post.
  if (order.repeat === true) return unclear("a forum's post cannot be repeated before the first try has settled");
  const { payload } = order;
  const tags = tagsFor(forum, payload.topics);
  const reply = await client.send(
    "POST",
    `/channels/${forum.id}/threads`,
    {
      name: payload.title,
      message: newMessage(payload, order.key, false),
      ...(tags.length === 0 ? {} : { applied_tags: tags }),
    },
    fence,
  );
  const outcome = outcomeOf(reply);
  if (outcome.ok) titles.keep(outcome.messageId, payload.title);
  return outcome;
}

/** Tags named like one of the topics; where one is required and none is, one that says little, else the first. */
function tagsFor({ tags, tagRequired }: Channel, topics: readonly string[]): readonly string[] {
  const free = tags.filter(({ moderated }) => !moderated);
  const subject = { texts: [], tags: topics, field: null };
  const fitting = free.filter(({ name }) => onTopics([name], subject)).slice(0, MAX_TAGS);
  if (fitting.length > 0) return fitting.map(({ id }) => id);
  const any = free.find(({ name }) => /^(?:news|general|other|misc)/i.test(name)) ?? free[0];
  return tagRequired && any !== undefined ? [any.id] : [];
}
