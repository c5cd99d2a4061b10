import type { StoryDigest } from "../core/digest.ts";
import { laneOf } from "../core/delivery.ts";
import type { Delivery } from "../core/delivery.ts";
import { messageOfDigest, messageOfMerge } from "../core/message.ts";
import type { Message, StoryPost } from "../core/message.ts";
import { changeKeyOf, changesOf, target } from "./compose.ts";
import { linkTo } from "./ports.ts";
import type { Ports } from "./ports.ts";
import type { Store } from "../store/store.ts";

/**
 * Posts of stories that became a part of this one say so and lead to it; its own newest post in each channel says all of
 * it. On platforms where a message can be changed.
 * @returns how many messages change
 */
export async function pointPosts(ports: Ports, digest: StoryDigest): Promise<number> {
  const { store } = ports;
  const { storyId } = digest;
  const postIn = (rows: readonly Delivery[]): StoryPost => {
    const [row] = rows;
    const link = row === undefined ? null : linkTo(ports, row.to.platform, storyId);
    return { story: digest, reason: null, added: 0, link };
  };
  let changes = 0;
  let hasParts = false;
  for (const [from, into] of await store.rulings.merged()) {
    if (into !== storyId) continue;
    hasParts = true;
    const was = (await store.stories.get(from))?.headline ?? null;
    for (const rows of await postsOf(store, from)) {
      changes += await change(ports, rows, messageOfMerge(was, postIn(rows)), digest.version);
    }
  }
  if (!hasParts) return 0;
  for (const rows of await newestPostsOf(store, storyId)) {
    changes += await change(ports, rows, messageOfDigest(postIn(rows)), digest.version);
  }
  return changes;
}

/** Messages that show a story, those of one edition together. */
async function postsOf(store: Store, storyId: string): Promise<readonly (readonly Delivery[])[]> {
  const rows = (await store.deliveries.ofStory(storyId)).filter(isPost);
  return [...Map.groupBy(rows, ({ to, editionId }) => `${laneOf(to)} ${editionId ?? ""}`).values()];
}

/** The last of them in each channel. */
async function newestPostsOf(store: Store, storyId: string): Promise<readonly (readonly Delivery[])[]> {
  const newest = new Map((await postsOf(store, storyId)).map((rows) => [rows[0] && laneOf(rows[0].to), rows]));
  return [...newest.values()];
}

function isPost({ editionId, action, status: { state } }: Delivery): boolean {
  return editionId !== null && action.kind !== "edit" && state !== "dead" && state !== "cancelled";
}

/** What followed the first message in parts and is not needed any more says that it moved. */
async function change(ports: Ports, rows: readonly Delivery[], message: Message, version: number): Promise<number> {
  const [head] = rows;
  const platform = head === undefined ? undefined : ports.platforms.get(head.to.platform);
  if (head === undefined || platform?.threads !== true) return 0;
  const additions = await changesOf(ports.store, platform, rows, platform.render(message));
  await ports.store.deliveries.add(
    additions.map(({ storyId, action, payload }, part) => ({
      key: changeKeyOf(`${head.key} merged`, version, part),
      to: target(head.to),
      editionId: null,
      storyId,
      part,
      action,
      payload,
    })),
    ports.clock.now(),
  );
  return additions.length;
}
