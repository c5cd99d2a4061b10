import { BASELINE } from "../../core/edition.ts";
import type { Edition } from "../../core/edition.ts";
import { editionIdOf } from "../../core/identity.ts";
import type { Message } from "../../core/message.ts";
import { latestSlotAtOrBefore } from "../../core/slots.ts";
import { parseCron } from "../../core/cron.ts";
import { SUBSCRIPTION_DEFAULTS } from "../../core/subscription.ts";
import type { EditionKind, Subscription } from "../../core/subscription.ts";
import type { Store } from "../../store/store.ts";
import { actions, bullets, headline, paragraph, plain, press, quiet, say, shortened } from "./blocks.ts";
import { channelsHere, isDirect } from "./desk.ts";
import type { Call } from "./desk.ts";
import { topicsIn } from "./listing.ts";
import { slotInWords } from "./moments.ts";
import { once } from "./once.ts";
import { toArg } from "./page.ts";
import { readSchedule, scheduleInWords } from "./schedule-words.ts";
import type { Wanted } from "./subscription-words.ts";
import { nearestTopic } from "./topics.ts";
import type { Topics } from "./topics.ts";
import { readZone } from "./zones.ts";

const DEFAULT_SCHEDULE = "0 8 * * *";
/** More in one channel is a mistake rather than a wish. */
const MOST_HERE = 20;
const MOST_TOPICS = 20;
const MAX_TOPIC = 60;
const MAX_NAME = 60;
/** What a channel without a schedule has had before it began: nobody wants the archive. */
const BASELINE_MS = 48 * 3_600_000;

/** Makes a subscription of the channel in which somebody asks. */
export async function subscribe(call: Call, wanted: Wanted, topics: Topics): Promise<Message> {
  const refusal = whyNot(call);
  if (refusal !== null) return refusal;
  if (Object.keys(wanted).length === 0) return whatToSay();
  const read = readSubscription(call, wanted);
  if (!read.ok) return await fault(call, read.reasons, read.mends);
  const { subscription } = read;
  const twin = channelsHere(call).find((other) => isSame(other, subscription));
  if (twin !== undefined) {
    return say(`This channel has that already, as “${twin.name}”.`, press("Subscriptions", "subscriptions"));
  }
  const known = await topics.list();
  const answer = await once(call, async (inside) => await make(inside, subscription, known));
  await call.desk.refresh();
  call.desk.wake();
  return answer;
}

function whatToSay(): Message {
  return say(
    "What should this channel receive, and when? For example: /news subscribe storms, floods weekdays 08:00. Without topics it is every story; “ready” is each one at once.",
    press("Fill in a form", "subscribe"),
  );
}

/** Null: nothing keeps this person from subscribing here. */
export function whyNot({ from, desk }: Call): Message | null {
  if (!from.mayManage.allowed) return say(`You may not manage this channel's subscriptions: ${from.mayManage.why}`);
  if (from.channel === "") return say("Ask with /news subscribe in the channel that should receive the digests.");
  if (channelsHere({ desk, from }).length >= MOST_HERE) {
    return say(
      `This channel has ${MOST_HERE} subscriptions. End one before you make another.`,
      press("Subscriptions", "subscriptions"),
    );
  }
  return null;
}

type ReadSubscription =
  | { readonly ok: true; readonly subscription: Subscription }
  | { readonly ok: false; readonly reasons: readonly string[]; readonly mends: Wanted };

function readSubscription(call: Call, wanted: Wanted): ReadSubscription {
  const { from } = call;
  const schedule = readSchedule(wanted.schedule ?? DEFAULT_SCHEDULE);
  const zone = wanted.timezone === undefined ? { ok: true as const, zone: usualZone(call) } : readZone(wanted.timezone);
  const topics = topicsIn(wanted.topics ?? "");
  const kind = wanted.kind?.toLowerCase() ?? "digest";
  const name = wanted.name?.replaceAll(/\s+/g, " ").trim() ?? "";
  const reasons = [
    ...(schedule.ok ? [] : [schedule.reason]),
    ...(zone.ok ? [] : [zone.reason]),
    ...(isKind(kind) ? [] : [`“${kind}” is no kind of edition: say digest or briefing.`]),
    ...(topics.length <= MOST_TOPICS ? [] : [`At most ${MOST_TOPICS} topics fit into one subscription.`]),
    ...topics
      .filter((topic) => topic.length > MAX_TOPIC)
      .map((topic) => `“${shortened(topic, 30)}” is too long for a topic: ${MAX_TOPIC} characters fit.`),
    ...(name.length <= MAX_NAME ? [] : [`A name has at most ${MAX_NAME} characters.`]),
  ];
  if (!schedule.ok || !zone.ok || !isKind(kind) || reasons.length > 0) {
    const near = zone.ok ? wanted.timezone : zone.near[0];
    return { ok: false, reasons, mends: near === undefined ? wanted : { ...wanted, timezone: near } };
  }
  const subscription: Subscription = {
    ...SUBSCRIPTION_DEFAULTS,
    name: freeName(call, name, topics),
    platform: from.platform,
    channel: from.channel,
    schedule: schedule.schedule,
    timezone: zone.zone,
    kind,
    topics,
  };
  return { ok: true, subscription };
}

export function isKind(text: string): text is EditionKind {
  return text === "digest" || text === "briefing";
}

/** The zone of the channel's other subscriptions, else of the platform's, else UTC. */
export function usualZone(call: Call): string {
  const here = channelsHere(call);
  const others =
    here.length > 0 ? here : call.desk.channels().filter(({ platform }) => platform === call.from.platform);
  const counts = Map.groupBy(others, ({ timezone }) => timezone);
  const [most] = [...counts].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? "UTC";
}

/** "Storms in harbour-watch", unique over all channels. */
function freeName(call: Call, asked: string, topics: readonly string[]): string {
  const taken = new Set(call.desk.channels().map(({ name }) => name.toLowerCase()));
  const about = topics.length === 0 ? "News" : shortened(topics.join(", "), 40);
  const wanted = asked === "" ? `${about.charAt(0).toUpperCase()}${about.slice(1)} in ${placeOf(call)}` : asked;
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${wanted} ${number}`;
  return name;
}

function placeOf(call: Call): string {
  const { channel, channelName, user } = call.from;
  return channelName ?? (isDirect(call.from) ? `direct messages of ${user}` : channel);
}

function isSame(a: Subscription, b: Subscription): boolean {
  const topics = (one: Subscription): string =>
    one.topics
      .map((topic) => topic.toLowerCase())
      .sort()
      .join();
  return a.schedule === b.schedule && a.timezone === b.timezone && a.kind === b.kind && topics(a) === topics(b);
}

async function make({ desk, from }: Call, asked: Subscription, known: readonly string[]): Promise<Message> {
  const now = desk.clock.now();
  const names = new Set((await desk.store.subscriptions.list()).map(({ subscription }) => subscription.name));
  let subscription = asked;
  for (let number = 2; names.has(subscription.name); number += 1)
    subscription = { ...asked, name: `${asked.name} ${number}` };
  await desk.store.subscriptions.add({ subscription, workspace: from.workspace, madeBy: from.user, madeAt: now });
  await beginNow(desk.store, subscription, now);
  const next = desk.nextSlot(subscription);
  const first =
    next === null
      ? "The next story that is ready comes at once."
      : `First edition: ${slotInWords(next, subscription.timezone, now)}.`;
  return {
    summary: `Subscribed: ${subscription.name}. ${first}`,
    blocks: [
      headline(`Subscribed: ${subscription.name}`),
      paragraph(`${inWords(subscription)}. ${first}`),
      ...strangeTopics(subscription.topics, known),
      ...actions(press("Subscriptions", "subscriptions"), press("What is new now", "latest", "", "0")),
    ],
  };
}

/** Topics are found in either number. */
function singular(topic: string): string {
  return topic.toLowerCase().replace(/s$/, "");
}

/** "A digest of stories on storms, weekdays at 08:00 (Europe/Lisbon)" */
export function inWords({ kind, topics, schedule, timezone }: Subscription): string {
  const about = topics.length === 0 ? "of all stories" : `of stories on ${topics.join(", ")}`;
  const zone = schedule === "ready" ? "" : ` (${timezone})`;
  return `A ${kind} ${about}: ${scheduleInWords(schedule)}${zone}`;
}

function strangeTopics(topics: readonly string[], known: readonly string[]) {
  const lines = topics.flatMap((topic) => {
    const near = nearestTopic(known, topic);
    if (near === null || singular(near) === singular(topic)) return [];
    return [
      [
        quiet(
          `No story had the tag “${topic}” yet; “${near}” it had. Stories on either words are found in their texts.`,
        ),
      ],
    ];
  });
  return lines.length === 0 ? [] : [{ kind: "context" as const, items: lines }];
}

/**
 * What was before it is no news to it: the slot that passed last counts as filled, and a channel without a schedule has had
 * the stories of the last days.
 */
async function beginNow(store: Store, { name, kind, schedule, timezone }: Subscription, now: number): Promise<void> {
  const cron = parseCron(schedule);
  const passed = cron.ok ? latestSlotAtOrBefore(cron.cron, timezone, now) : null;
  const slot = cron.ok ? passed?.label : `${BASELINE}${new Date(now).toISOString()}`;
  if (slot === undefined) return;
  const had = cron.ok ? [] : await store.digests.since(now - BASELINE_MS);
  const edition: Edition = {
    id: editionIdOf(name, slot),
    channel: name,
    kind,
    slot,
    createdAt: now,
    stories: had.map(({ storyId, version }) => ({ storyId, version, reason: "new" })),
    left: 0,
    silentSince: null,
  };
  await store.editions.claim(edition);
}

async function fault(call: Call, reasons: readonly string[], mends: Wanted): Promise<Message> {
  return {
    summary: reasons.join(" "),
    blocks: [
      paragraph("That did not work yet:"),
      bullets(reasons.map((reason) => [plain(reason)])),
      ...actions(press("Fill in a form", "subscribe", await toArg(call, JSON.stringify(mends)))),
    ],
  };
}
