import type { StoryDigest } from "../core/digest.ts";
import { rankCandidates } from "../core/edition.ts";
import type { Candidate, Edition } from "../core/edition.ts";
import { editionIdOf } from "../core/identity.ts";
import type { StoryPost } from "../core/message.ts";
import type { Platform } from "../core/platform.ts";
import type { Slot } from "../core/slots.ts";
import type { Subscription } from "../core/subscription.ts";
import type { EpochMs } from "../core/time.ts";
import { candidatesOf } from "./candidates.ts";
import { owedBy, piecesOfDigest, piecesOfEdition } from "./compose.ts";
import type { Addition, Piece } from "./compose.ts";
import { frameOf } from "./frame.ts";
import { growthOfPost } from "./living.ts";
import type { Ports } from "./ports.ts";

/** News older than this is no news, unless the channel's last edition was before it. */
const FRESH_MS = 48 * 3_600_000;

/** Posts digests to the channels that want each as soon as it is made. */
export interface ReadyDesk {
  /**
   * Posts a story's digest to every "ready" channel that it belongs to and that has not had it, or for which it has grown.
   * @returns how many channels get it
   */
  readonly publish: (digest: StoryDigest) => Promise<number>;
}

/** Reads once what each channel has had and keeps it: asked anew for every digest, a long archive would be read each time. */
export function createReadyDesk(ports: Ports): ReadyDesk {
  const channels = (): readonly Subscription[] => ports.channels().filter(({ schedule }) => schedule === "ready");
  const had = new Map<string, Map<string, ReadonlySet<string>>>();

  async function postedTo(channel: Subscription): Promise<Map<string, ReadonlySet<string>>> {
    const known = had.get(channel.name) ?? new Map(await ports.store.editions.posted(channel.name));
    had.set(channel.name, known);
    return known;
  }

  async function publishTo(channel: Subscription, digest: StoryDigest): Promise<boolean> {
    const posted = await postedTo(channel);
    const [candidate] = await candidatesOf(ports.store, channel, [digest], posted);
    if (candidate === undefined) return false;
    const filled = edition(ports, channel, `ready:${digest.storyId}:${digest.version}`, [candidate], 0);
    const isNew = await settle(ports, channel, filled, async (platform) => {
      const growth = await growthOfPost(ports, platform, channel, candidate);
      if (growth !== null) return { pieces: [], additions: growth };
      return { pieces: piecesOfDigest(platform, channel, postOf(ports, candidate)), additions: [] };
    });
    posted.set(digest.storyId, new Set(digest.reports).union(posted.get(digest.storyId) ?? new Set()));
    return isNew;
  }

  return {
    publish: async (digest) => {
      let posts = 0;
      for (const channel of channels()) if (await publishTo(channel, digest)) posts += 1;
      return posts;
    },
  };
}

/** Digests that a "ready" channel may not have had: those made since shortly before its last post. */
export async function readyBacklog(ports: Ports): Promise<readonly StoryDigest[]> {
  let from = Number.POSITIVE_INFINITY;
  for (const { name, schedule } of ports.channels()) {
    if (schedule !== "ready") continue;
    const [last] = await ports.store.editions.latest(1, name);
    from = Math.min(from, Math.min(last?.createdAt ?? Number.POSITIVE_INFINITY, ports.clock.now()) - FRESH_MS);
  }
  if (from === Number.POSITIVE_INFINITY) return [];
  const digests = await ports.store.digests.since(from);
  return digests.toReversed();
}

/**
 * Fills a slot of a channel's schedule with what is new to it. An edition without stories is written down and not posted.
 * @param since slot before this one: what came after it may be new
 * @returns false when the slot was filled before
 */
export async function publishSlot(ports: Ports, channel: Subscription, slot: Slot, since: EpochMs): Promise<boolean> {
  const last = await ports.store.editions.lastScheduled(channel.name);
  if (last !== null && last.slot >= slot.label) return false;
  return publishEdition(ports, channel, slot.label, Math.min(since, last?.createdAt ?? since));
}

/** An edition outside the schedule, of what is new to the channel at this moment. */
export async function publishNow(ports: Ports, channel: Subscription): Promise<boolean> {
  const now = ports.clock.now();
  const last = await ports.store.editions.lastScheduled(channel.name);
  return publishEdition(ports, channel, `now:${new Date(now).toISOString()}`, last?.createdAt ?? now);
}

async function publishEdition(ports: Ports, channel: Subscription, slot: string, since: EpochMs): Promise<boolean> {
  const { store, clock } = ports;
  const now = clock.now();
  const digests = await store.digests.since(Math.min(since, now - FRESH_MS));
  const posted = await store.editions.posted(channel.name);
  const due = rankCandidates(await candidatesOf(store, channel, digests, posted), now);
  const chosen = due.slice(0, channel.limit);
  const filled = edition(ports, channel, slot, chosen, due.length - chosen.length);
  return settle(ports, channel, filled, async (platform) => {
    const additions: Addition[] = [];
    const posts: StoryPost[] = [];
    for (const candidate of chosen) {
      const growth = await growthOfPost(ports, platform, channel, candidate);
      if (growth === null) posts.push(postOf(ports, candidate));
      else additions.push(...growth);
    }
    const frame = frameOf(ports, channel, filled);
    return { pieces: posts.length === 0 ? [] : piecesOfEdition(platform, channel, frame, posts), additions };
  });
}

function postOf(ports: Ports, { digest, reason, newReports }: Candidate): StoryPost {
  const link = ports.archive === null ? null : `${ports.archive}/stories/${digest.storyId}`;
  return { story: digest, reason, added: reason === "grown" ? newReports : 0, link };
}

function edition(
  ports: Ports,
  channel: Subscription,
  slot: string,
  candidates: readonly Candidate[],
  left: number,
): Edition {
  return {
    id: editionIdOf(channel.name, slot),
    channel: channel.name,
    kind: channel.kind,
    slot,
    createdAt: ports.clock.now(),
    stories: candidates.map(({ digest, reason }) => ({ storyId: digest.storyId, version: digest.version, reason })),
    left,
  };
}

/** What an edition puts into its channel, and what it adds to posts that stand there. */
interface Composed {
  readonly pieces: readonly Piece[];
  readonly additions: readonly Addition[];
}

/** Writes an edition and what it owes to the channel in one go: neither stands without the other, whatever dies. */
async function settle(
  ports: Ports,
  channel: Subscription,
  filled: Edition,
  compose: (platform: Platform) => Promise<Composed>,
): Promise<boolean> {
  const platform = ports.platforms.get(channel.platform);
  if (platform === undefined) return false;
  const { pieces, additions } = await compose(platform);
  return ports.store.transaction(async (store) => {
    if (!(await store.editions.claim(filled))) return false;
    await store.deliveries.add(owedBy(filled, channel, pieces, additions), filled.createdAt);
    return true;
  });
}
