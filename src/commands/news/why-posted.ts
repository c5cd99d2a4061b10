import type { Delivery } from "../../core/delivery.ts";
import { laneOf, platformLaneOf } from "../../core/delivery.ts";
import type { StoryDigest } from "../../core/digest.ts";
import type { Edition } from "../../core/edition.ts";
import type { Subscription } from "../../core/subscription.ts";
import type { LaneHold } from "../../core/delivery.ts";
import { counted } from "./blocks.ts";
import { nextInWords } from "./channel-times.ts";
import { channelsHere } from "./desk.ts";
import type { Call } from "./desk.ts";
import { isOnTopic } from "./listing.ts";
import { onWall, relative } from "./moments.ts";

const LOOKED_THROUGH = 50;

/** Older lines say less than they take room. */
const MOST_POSTS = 6;

/** One line for each post of a story, and one for each channel here that has not had it. */
export async function whyPosted(call: Call, story: StoryDigest): Promise<readonly string[]> {
  const { desk } = call;
  const channels = new Map(desk.channels().map((channel) => [channel.name, channel]));
  const editions = await desk.store.editions.ofStory(story.storyId);
  const holds = new Map((await desk.store.lanes.holds()).map((hold) => [hold.lane, hold]));
  const lines: string[] = [];
  const had = new Set(editions.map(({ channel }) => channel));
  const readHere = [...had].filter((name) => isReadHere(call, channels.get(name)));
  for (const edition of editions.filter(({ channel }) => readHere.includes(channel)).slice(-MOST_POSTS)) {
    lines.push(await postedLine(call, story, edition, channels.get(edition.channel), holds));
  }
  for (const channel of channelsHere(call))
    if (!had.has(channel.name)) lines.push(await notPostedLine(call, story, channel));
  const elsewhere = had.size - readHere.length;
  if (elsewhere > 0) lines.push(`It was posted in ${counted(elsewhere, "other channel")}.`);
  return lines.length === 0 ? ["It was posted nowhere yet, and this channel has no subscription."] : lines;
}

/** A private channel's name is told in it alone; at the terminal sits who runs the desk. */
function isReadHere({ from }: Call, channel: Subscription | undefined): boolean {
  if (from.platform === "console") return true;
  return channel !== undefined && channel.platform === from.platform && channel.channel === from.channel;
}

async function postedLine(
  { desk }: Call,
  { storyId }: StoryDigest,
  edition: Edition,
  channel: Subscription | undefined,
  holds: ReadonlyMap<string, LaneHold>,
): Promise<string> {
  const zone = channel?.timezone ?? "UTC";
  const shown = edition.stories.find((one) => one.storyId === storyId);
  const reason =
    shown?.reason === "grown" ? "it had grown since the channel's last post of it" : "it was new to the channel";
  const how = edition.slot.startsWith("ready:")
    ? "as soon as its digest was ready"
    : edition.slot.startsWith("now:")
      ? "in an edition out of turn"
      : `in the edition of ${edition.slot.slice(11, 16)}`;
  // Of an edition's messages those that show the story, or the edition as a whole.
  const owed = (await desk.store.deliveries.ofEdition(edition.id)).filter(
    (delivery) => delivery.storyId === null || delivery.storyId === storyId,
  );
  const state = stateOf(owed, holds, desk.clock.now());
  return `${edition.channel}: ${how}, ${onWall(edition.createdAt, zone)}, because ${reason}. ${state}`;
}

/** What became of messages, in one sentence. */
function stateOf(deliveries: readonly Delivery[], holds: ReadonlyMap<string, LaneHold>, now: number): string {
  const open = deliveries.find(({ status }) => status.state !== "sent" && status.state !== "cancelled");
  if (open === undefined) return doneLine(deliveries);
  const { status, to } = open;
  switch (status.state) {
    case "pending":
      return heldLine(holds.get(laneOf(to)), holds.get(platformLaneOf(to.platform)), status.dueAt, now);
    case "sending":
      return "It is being sent at this moment.";
    case "unknown":
      return `It may or may not stand in the channel, because an answer of the platform was lost ${relative(status.since, now)}; the channel is read before anything is sent again.`;
    case "dead":
      return `It was given up: ${status.failure.kind === "rate-limited" ? "the platform asked to wait for too long" : status.failure.reason}.${status.failure.kind === "refused" ? ` ${status.failure.mend}` : ""}`;
    case "sent":
    case "cancelled":
      return "It stands in the channel.";
  }
}

/** @param deliveries all of them sent or called off */
function doneLine(deliveries: readonly Delivery[]): string {
  const [first] = deliveries;
  if (first === undefined) return "Nothing was owed.";
  const isSent = deliveries.some(({ status }) => status.state === "sent");
  if (isSent || first.status.state !== "cancelled") return "It stands in the channel.";
  return `It was called off: ${first.status.reason}`;
}

function heldLine(lane: LaneHold | undefined, platform: LaneHold | undefined, dueAt: number, now: number): string {
  const paused = lane?.paused ?? platform?.paused;
  if (paused !== undefined && paused !== null)
    return `It is held: the channel is paused, because ${paused.reason}. ${paused.mend}`;
  const notBefore = Math.max(lane?.notBefore ?? 0, platform?.notBefore ?? 0);
  if (notBefore > now) return `It is held: the platform asked to wait; it goes out ${relative(notBefore, now)}.`;
  return dueAt > now
    ? `It is tried again ${relative(dueAt, now)}.`
    : "It waits for its turn in the channel, which comes within moments.";
}

async function notPostedLine({ desk }: Call, story: StoryDigest, channel: Subscription): Promise<string> {
  const { store } = desk;
  const begins = `Not in ${channel.name}`;
  if (channel.topics.length > 0 && !(await isOnTopic(store, channel.topics.join(","), story))) {
    return `${begins}: it is on none of its topics (${channel.topics.join(", ")}).`;
  }
  if ((await store.editions.posted(channel.name)).has(story.storyId)) {
    return `${begins}: it is older than the subscription, and it has not grown since.`;
  }
  const editions = await store.editions.latest(LOOKED_THROUGH, channel.name);
  const full = editions.find((edition) => edition.left > 0 && edition.createdAt >= story.createdAt);
  if (full !== undefined) {
    return `${begins}: there were more stories than the ${channel.limit} that one edition holds (${full.left} did not fit); it is considered again: ${nextInWords(desk, channel)}.`;
  }
  if (channel.schedule === "ready")
    return `${begins} yet: it is posted in the next round, or says nothing that can be posted.`;
  return `${begins} yet: it waits for the next edition: ${nextInWords(desk, channel)}.`;
}
