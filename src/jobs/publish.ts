import type { StoryDigest } from "../core/digest.ts";
import { rankCandidates } from "../core/edition.ts";
import type { Candidate, Edition } from "../core/edition.ts";
import { editionIdOf, readySlotOf } from "../core/identity.ts";
import type { StoryPost } from "../core/message.ts";
import type { Platform } from "../core/platform.ts";
import type { Slot } from "../core/slots.ts";
import type { Subscription } from "../core/subscription.ts";
import { formatLocal, localTime } from "../core/time.ts";
import type { EpochMs } from "../core/time.ts";
import { candidatesOf } from "./candidates.ts";
import { owedBy, piecesOfDigest, piecesOfEdition } from "./compose.ts";
import type { Addition, Piece } from "./compose.ts";
import { frameOf } from "./frame.ts";
import { growthOfPost } from "./living.ts";
import type { Store } from "../store/store.ts";
import { breathe, linkTo } from "./ports.ts";
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

export function createReadyDesk(ports: Ports): ReadyDesk {
  async function publishTo(channel: Subscription, digest: StoryDigest): Promise<boolean> {
    const had = await hadOf(ports.store, channel, digest.storyId);
    const [candidate] = await candidatesOf(ports.store, channel, [digest], had);
    if (candidate === undefined) return false;
    const slot = readySlotOf(digest.storyId, had.size === 0 ? null : digest.reports);
    const filled = edition(ports, channel, slot, [candidate], 0);
    const compose = async (platform: Platform): Promise<Composed> => {
      const growth = await growthOfPost(ports, platform, channel, candidate);
      if (growth !== null) return { pieces: [], additions: growth };
      return { pieces: piecesOfDigest(platform, channel, postOf(ports, channel, candidate)), additions: [] };
    };
    // Another process may post an older version between our look and our claim; then this one is no news any more, but growth.
    const isAsSeen = async (store: Store): Promise<boolean> =>
      (await hadOf(store, channel, digest.storyId)).get(digest.storyId)?.size === had.get(digest.storyId)?.size;
    const outcome = await settle(ports, channel, filled, compose, isAsSeen);
    return outcome === "overtaken" ? publishTo(channel, digest) : outcome === "filled";
  }

  return {
    publish: async (digest) => {
      let posts = 0;
      for (const channel of ports.channels()) {
        if (channel.schedule === "ready" && (await publishTo(channel, digest))) posts += 1;
      }
      return posts;
    },
  };
}

/** The reports that the channel has had of a story, and of those that became a part of it. */
async function hadOf(
  store: Store,
  channel: Subscription,
  storyId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const had = new Map(await store.editions.posted(channel.name, storyId));
  for (const [from, into] of await store.rulings.merged()) {
    if (into !== storyId) continue;
    for (const [id, reports] of await store.editions.posted(channel.name, from)) had.set(id, reports);
  }
  return had;
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

/** Digests looked at together: tens of thousands may have come at one time, and the desk answers meanwhile. */
const PAGE = 500;

/** The best of what is due in a channel, best first, and how many stories are due in all. */
async function bestOf(
  { store }: Ports,
  channel: Subscription,
  from: EpochMs,
  now: EpochMs,
): Promise<{ readonly chosen: readonly Candidate[]; readonly due: number }> {
  let posted: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  let chosen: readonly Candidate[] = [];
  const due = new Set<string>();
  for (let skip = 0; ; skip += PAGE) {
    const digests = await store.digests.since(from, { most: PAGE, skip });
    posted ??= await store.editions.posted(channel.name);
    // A story that changes meanwhile moves to the front, and another one comes a second time.
    const unseen = digests.filter(({ storyId }) => !due.has(storyId));
    const found = await candidatesOf(store, channel, unseen, posted);
    for (const { digest } of found) due.add(digest.storyId);
    chosen = rankCandidates([...chosen, ...found], now).slice(0, channel.limit);
    if (digests.length < PAGE) return { chosen, due: due.size };
    await breathe();
  }
}

/**
 * Fills a slot of a channel's schedule with what is new to it. An edition without stories is written down and not posted.
 * @param since slot before this one: what came after it may be new
 * @returns false when the slot was filled before
 */
export async function publishSlot(ports: Ports, channel: Subscription, slot: Slot, since: EpochMs): Promise<boolean> {
  const last = await ports.store.editions.lastScheduled(channel.name);
  if (last !== null && last.slot >= slot.label) return false;
  const before = formatLocal(localTime(since, channel.timezone));
  const silentSince = last !== null && last.slot < before ? last.slot : null;
  return publishEdition(ports, channel, slot.label, Math.min(since, last?.createdAt ?? since), silentSince);
}

/** An edition outside the schedule, of what is new to the channel at this moment. */
export async function publishNow(ports: Ports, channel: Subscription): Promise<boolean> {
  const now = ports.clock.now();
  const last = await ports.store.editions.lastScheduled(channel.name);
  return publishEdition(ports, channel, `now:${new Date(now).toISOString()}`, last?.createdAt ?? now, null);
}

async function publishEdition(
  ports: Ports,
  channel: Subscription,
  slot: string,
  since: EpochMs,
  silentSince: string | null,
): Promise<boolean> {
  const now = ports.clock.now();
  const { chosen, due } = await bestOf(ports, channel, Math.min(since, now - FRESH_MS), now);
  const filled = { ...edition(ports, channel, slot, chosen, due - chosen.length), silentSince };
  const compose = async (platform: Platform): Promise<Composed> => {
    const additions: Addition[] = [];
    const posts: StoryPost[] = [];
    for (const candidate of chosen) {
      const growth = await growthOfPost(ports, platform, channel, candidate);
      if (growth === null) posts.push(postOf(ports, channel, candidate));
      else additions.push(...growth);
    }
    const frame = frameOf(ports, channel, filled);
    return { pieces: posts.length === 0 ? [] : piecesOfEdition(platform, channel, frame, posts), additions };
  };
  return (await settle(ports, channel, filled, compose, async () => true)) === "filled";
}

function postOf(ports: Ports, { platform }: Subscription, { digest, reason, newReports }: Candidate): StoryPost {
  const link = linkTo(ports, platform, digest.storyId);
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
    silentSince: null,
  };
}

/** What an edition puts into its channel, and what it adds to posts that stand there. */
interface Composed {
  readonly pieces: readonly Piece[];
  readonly additions: readonly Addition[];
}

/** `taken`: the slot was filled before. `overtaken`: what the edition was made on has changed. */
type Settled = "filled" | "taken" | "overtaken";

/** Writes an edition and what it owes to the channel in one go: neither stands without the other, whatever dies. */
async function settle(
  ports: Ports,
  channel: Subscription,
  filled: Edition,
  compose: (platform: Platform) => Promise<Composed>,
  isAsSeen: (store: Store) => Promise<boolean>,
): Promise<Settled> {
  const platform = ports.platforms.get(channel.platform);
  if (platform === undefined) return "taken";
  const { pieces, additions } = await compose(platform);
  return ports.store.transaction(async (store) => {
    // Two processes that look at one time would both see a channel that has not had the story.
    await store.stories.hold();
    if (!(await isAsSeen(store))) return "overtaken";
    if (!(await store.editions.claim(filled))) return "taken";
    await store.deliveries.add(owedBy(filled, channel, pieces, additions), filled.createdAt);
    return "filled";
  });
}
