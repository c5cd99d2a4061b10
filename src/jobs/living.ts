import type { Delivery } from "../core/delivery.ts";
import { laneOf } from "../core/delivery.ts";
import type { StoryDigest } from "../core/digest.ts";
import type { Candidate, Edition } from "../core/edition.ts";
import { messageOfGrowth } from "../core/message.ts";
import type { StoryPost } from "../core/message.ts";
import type { Platform } from "../core/platform.ts";
import type { Subscription } from "../core/subscription.ts";
import { changeKeyOf, changesOf, piecesOfDigest, piecesOfEdition, target } from "./compose.ts";
import type { Addition } from "./compose.ts";
import { frameOf } from "./frame.ts";
import { linkTo } from "./ports.ts";
import type { Ports } from "./ports.ts";
import type { Store } from "../store/store.ts";

/** Older posts stay as they are. */
const MOST_EDITIONS = 20;

/**
 * A story that has a message of its own in the channel grows there: the message says the new digest, and a reply says what
 * changed. Null: it has none, or the platform can do neither.
 */
export async function growthOfPost(
  ports: Ports,
  platform: Platform,
  channel: Subscription,
  { digest }: Candidate,
): Promise<readonly Addition[] | null> {
  if (!platform.threads || !growsInPlace(channel)) return null;
  const { store } = ports;
  const messages = await messagesOf(store, channel, digest.storyId);
  const head = messages.findLast(({ action }) => action.kind === "post");
  const before = await lastShown(store, channel, digest.storyId);
  if (head === undefined || before === null) return null;
  const rows = messages.filter(({ editionId }) => editionId === head.editionId);
  const post = postOf(ports, channel, digest);
  const payloads = piecesOfDigest(platform, channel, post).map(({ payload }) => payload);
  const changes = await changesOf(store, platform, rows, payloads);
  const told = platform.render(messageOfGrowth(before, post));
  return [
    ...changes,
    ...told.map((payload) => ({ storyId: null, action: { kind: "reply" as const, under: head.key }, payload })),
  ];
}

/** Messages in the channel that show the story and were not given up. */
async function messagesOf(store: Store, channel: Subscription, storyId: string): Promise<readonly Delivery[]> {
  const lane = laneOf(channel);
  const rows = await store.deliveries.ofStory(storyId);
  return rows.filter(
    ({ to, status: { state } }) =>
      to.name === channel.name && laneOf(to) === lane && state !== "dead" && state !== "cancelled",
  );
}

/** The version of the story that the channel had last. */
async function lastShown(store: Store, channel: Subscription, storyId: string): Promise<StoryDigest | null> {
  const editions = await store.editions.ofStory(storyId);
  const last = editions.findLast((edition) => edition.channel === channel.name);
  return last === undefined ? null : versionIn(store, last, storyId);
}

async function versionIn(store: Store, edition: Edition, storyId: string): Promise<StoryDigest | null> {
  const version = edition.stories.find((story) => story.storyId === storyId)?.version;
  return version === undefined ? null : store.digests.get(storyId, version);
}

/** Whether each story has a message of its own, which always tells the newest. */
function growsInPlace({ schedule, layout }: Subscription): boolean {
  return schedule === "ready" || layout === "stories";
}

function postOf(ports: Ports, { platform }: Subscription, story: StoryDigest): StoryPost {
  return { story, reason: null, added: 0, link: linkTo(ports, platform, story.storyId) };
}

/**
 * Posts that show a report which was corrected or withdrawn since say what the story's newest digest says.
 * @returns how many messages change
 */
export async function correctPosts(ports: Ports, digest: StoryDigest): Promise<number> {
  if (digest.version === 1) return 0;
  const editions = await ports.store.editions.ofStory(digest.storyId);
  let changes = 0;
  for (const edition of editions.slice(-MOST_EDITIONS)) changes += await correctEdition(ports, edition, digest);
  return changes;
}

async function correctEdition(ports: Ports, edition: Edition, digest: StoryDigest): Promise<number> {
  const { store, clock } = ports;
  const channel = ports.channels().find(({ name }) => name === edition.channel);
  const platform = channel === undefined ? undefined : ports.platforms.get(channel.platform);
  if (channel === undefined || platform?.threads !== true) return 0;
  const shown = growsInPlace(channel)
    ? await lastShown(store, channel, digest.storyId)
    : await versionIn(store, edition, digest.storyId);
  // A correction that was taken back is one too.
  const before = await store.digests.get(digest.storyId, digest.version - 1);
  const isTouched = [digest, before].some(
    (one) => shown !== null && one !== null && one.version > shown.version && isCorrected(shown, one),
  );
  if (!isTouched) return 0;
  const rows = await store.deliveries.ofEdition(edition.id);
  const pieces = await recompose(ports, platform, channel, edition);
  let count = 0;
  for (const subject of [digest.storyId, null]) {
    const own = rows.filter(({ storyId, action, status: { state } }) => {
      return storyId === subject && action.kind !== "edit" && state !== "dead" && state !== "cancelled";
    });
    const payloads = pieces.filter(({ storyId }) => storyId === subject).map(({ payload }) => payload);
    if (payloads.length === 0) continue;
    const changes = await changesOf(store, platform, own, payloads);
    const owed = changes.map(({ storyId, action, payload }, position) => ({
      key: changeKeyOf(`${edition.id}:${String(subject)}`, digest.version, position),
      to: target(channel),
      editionId: null,
      storyId,
      part: position,
      action,
      payload,
    }));
    await store.deliveries.add(owed, clock.now());
    count += owed.length;
  }
  return count;
}

/** A report that was shown is not in the story any more: corrected, withdrawn, or moved to another story. */
function isCorrected(posted: StoryDigest, now: StoryDigest): boolean {
  const reports = new Set(now.reports);
  return posted.reports.some((id) => !reports.has(id));
}

/** The edition as it would be composed with what is known now: where nothing was corrected, as it was. */
async function recompose(ports: Ports, platform: Platform, channel: Subscription, edition: Edition) {
  const posts: StoryPost[] = [];
  for (const { storyId, version, reason } of edition.stories) {
    const posted = await ports.store.digests.get(storyId, version);
    const newest = await ports.store.digests.latest(storyId);
    if (posted === null || newest === null) continue;
    const isOwn = growsInPlace(channel);
    const story = isOwn || isCorrected(posted, newest) ? newest : posted;
    posts.push({ ...postOf(ports, channel, story), reason: isOwn ? null : reason });
  }
  const frame = frameOf(ports, channel, edition);
  const layout = channel.schedule === "ready" ? "stories" : channel.layout;
  return piecesOfEdition(platform, { ...channel, layout }, frame, posts);
}
