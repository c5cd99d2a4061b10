import { owedNote } from "../core/delivery.ts";
import type { StoryDigest } from "../core/digest.ts";
import { noteKeyOf } from "../core/identity.ts";
import { messageOfGrowth } from "../core/message.ts";
import type { Target } from "../core/subscription.ts";
import type { Follow } from "../store/chat.ts";
import type { Store } from "../store/store.ts";
import { growthOf } from "./candidates.ts";
import { linkTo } from "./ports.ts";
import type { Ports } from "./ports.ts";

/**
 * Owes a direct message to everyone who follows a story that has grown since they last heard of it. What is owed and what
 * a person knows of land together: nobody is told twice, and a crash leaves it to the next round.
 * @returns how many are told
 */
export async function tellFollowers(ports: Ports): Promise<number> {
  let told = 0;
  for (const follow of await ports.store.follows.due()) if (await tell(ports, follow)) told += 1;
  return told;
}

async function tell(ports: Ports, follow: Follow): Promise<boolean> {
  const { store, clock } = ports;
  const { storyId, version } = follow;
  const platform = ports.platforms.get(follow.platform);
  const [story, before] = [await store.digests.latest(storyId), await store.digests.get(storyId, version)];
  if (story === null || platform === undefined) return false;
  const growth = before === null ? null : await growthOf(store, story, await knownReports(store, before));
  const post = {
    story,
    reason: "grown",
    added: growth?.newReports ?? 0,
    link: linkTo(ports, follow.platform, storyId),
  } as const;
  const payloads = growth === null || before === null ? [] : platform.render(messageOfGrowth(before, post));
  const to = directMessage(follow);
  await store.transaction(async (inside) => {
    await inside.deliveries.add(
      owedNote(to, payloads, (part) => noteKeyOf("follow", follow.platform, follow.user, storyId, story.version, part)),
      clock.now(),
    );
    await inside.follows.save({ ...follow, version: story.version });
  });
  return payloads.length > 0;
}

/** Of a story that became a part of this one, its last digest is known: who followed either has seen enough of it. */
async function knownReports(store: Store, before: StoryDigest): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const known = new Map([[before.storyId, new Set(before.reports)]]);
  for (const [from, into] of await store.rulings.merged()) {
    const last = into === before.storyId ? await store.digests.latest(from) : null;
    if (last !== null) known.set(from, new Set(last.reports));
  }
  return known;
}

function directMessage({ platform, user }: Follow): Target {
  return { name: `direct messages of ${user}`, platform, channel: `@${user}`, crosspost: false };
}
