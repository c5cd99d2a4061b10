import type { Finding } from "../../core/finding.ts";
import type { Target } from "../../core/subscription.ts";
import type { Clock } from "../../core/time.ts";
import { isRecord, openClient } from "./client.ts";
import type { Client, Reply } from "./client.ts";
import { PERMISSION_REASONS } from "./invite.ts";
import type { Permission } from "./invite.ts";
import { rightsIn } from "./permissions.ts";
import { CHANNEL, createPlaces, isForum, stringIn } from "./places.ts";
import type { Channel, Places } from "./places.ts";
import { failureOf } from "./refusals.ts";

export interface CheckOptions {
  readonly token: string;
  /** Another server in Discord's place; ends in "/api". */
  readonly apiUrl: string | null;
  readonly clock?: Clock;
}

/** Beyond this distance of clocks slots and looks at the history go wrong. */
const MAX_DISTANCE_MS = 120_000;
/** Sessions a day that are left; each start takes one. */
const FEW_SESSIONS = 50;

/** Without these posts go out all the same; without history, at least once. */
const MILD: ReadonlySet<Permission> = new Set(["EMBED_LINKS", "READ_MESSAGE_HISTORY"]);

/** Looks at the token, the gateway, the clock, and each channel with its rights. Posts nothing. */
export async function checkDiscord(options: CheckOptions, channels: readonly Target[]): Promise<readonly Finding[]> {
  const clock: Clock = options.clock ?? { now: Date.now, monotonic: () => performance.now() };
  const client = openClient({ ...options, clock });
  const places = createPlaces(client, clock.monotonic);
  try {
    const me = await client.get("/users/@me");
    if (me.state !== "ok") return [refusal("Discord, the bot's token", me)];
    const name = stringIn(me.body, "username") ?? "a bot without a name";
    const findings: Finding[] = [ok(`Discord, the token: it is the one of ${name}.`), clockFinding(client.ahead())];
    findings.push(await gatewayFinding(client));
    for (const channel of channels) findings.push(...(await channelFindings(client, places, channel)));
    return findings;
  } finally {
    client.close();
  }
}

function ok(what: string): Finding {
  return { state: "ok", what, mend: null };
}

function refusal(what: string, reply: Exclude<Reply, { state: "ok" }>): Finding {
  const failure = failureOf(reply);
  if (failure.kind === "rate-limited") {
    return { state: "warning", what: `${what}: Discord asks to wait.`, mend: "Look again in a minute." };
  }
  const mend = failure.kind === "refused" ? failure.mend : "See that this machine reaches Discord, and look again.";
  return { state: "fault", what: `${what}: ${inBrief(failure.reason)}.`, mend };
}

/** The line begins with Discord's name already. */
function inBrief(reason: string): string {
  return reason.replace(/^Discord: /, "");
}

function clockFinding(ahead: number | null): Finding {
  if (ahead === null) {
    return {
      state: "warning",
      what: "Discord, the clock: the server did not tell its time.",
      mend: "See that this machine's clock is right.",
    };
  }
  const seconds = Math.round(Math.abs(ahead) / 1_000);
  if (Math.abs(ahead) <= MAX_DISTANCE_MS) return ok(`Discord, the clock: ${seconds} s from Discord's.`);
  return {
    state: "fault",
    what: `Discord, the clock: this machine's is ${seconds} s ${ahead > 0 ? "behind" : "ahead of"} Discord's.`,
    mend: "Set this machine's clock, by NTP for instance.",
  };
}

async function gatewayFinding(client: Client): Promise<Finding> {
  const reply = await client.get("/gateway/bot");
  if (reply.state !== "ok") return { ...refusal("Discord, the gateway for /news", reply), state: "warning" };
  const limit = isRecord(reply.body) ? reply.body["session_start_limit"] : null;
  const remaining = isRecord(limit) ? Number(limit["remaining"]) : Number.NaN;
  if (remaining < FEW_SESSIONS) {
    return {
      state: "warning",
      what: `Discord, the gateway for /news: ${remaining} starts are left for today.`,
      mend: "See why the program starts so often.",
    };
  }
  return ok("Discord, the gateway for /news: it can be reached; no privileged intent is needed.");
}

async function channelFindings(client: Client, places: Places, target: Target): Promise<readonly Finding[]> {
  const what = `Discord, channel "${target.name}"`;
  const place = await places.of(target);
  if (!place.found) {
    const { failure } = place;
    const mend = failure.kind === "refused" ? failure.mend : "Look again in a minute.";
    return [
      {
        state: "fault",
        what: `${what}: ${"reason" in failure ? inBrief(failure.reason) : "Discord asks to wait"}.`,
        mend,
      },
    ];
  }
  if (place.direct) return [ok(`${what}: direct messages to this person are open.`)];
  const channel = await places.channel(place.id);
  if ("state" in channel) return [refusal(what, channel)];
  const kind = KINDS.get(channel.type);
  if (kind === undefined) {
    return [
      {
        state: "fault",
        what: `${what}: this kind of channel takes no posts.`,
        mend: "Choose a text, announcement or forum channel.",
      },
    ];
  }
  const named = `${what} (#${channel.name ?? channel.id}, ${kind})`;
  const findings = await rightFindings(client, places, channel, named);
  return [...findings, ...crosspostFindings(target, channel, what)];
}

const KINDS: ReadonlyMap<number | null, string> = new Map([
  [CHANNEL.text, "text"],
  [CHANNEL.announcement, "announcements"],
  [CHANNEL.announcementThread, "thread"],
  [CHANNEL.publicThread, "thread"],
  [CHANNEL.forum, "forum"],
  [CHANNEL.media, "forum"],
]);

async function rightFindings(
  client: Client,
  places: Places,
  channel: Channel,
  named: string,
): Promise<readonly Finding[]> {
  const rights = await rightsIn(client, places, channel);
  if (rights === null) {
    return [
      {
        state: "warning",
        what: `${named}: Discord does not tell what the bot may do there.`,
        mend: 'Try it: copydesk post --test "…".',
      },
    ];
  }
  const forum = isForum(channel);
  const missing = PERMISSION_REASONS.filter(
    // In a forum opening a post is sending a message.
    ({ bit }) => !rights.may(bit) && !(forum && bit === "CREATE_PUBLIC_THREADS"),
  );
  if (missing.length === 0) return [ok(`${named}: the bot may do all it needs, reading history included.`)];
  return missing.map(({ permission, bit, reason }) => ({
    state: MILD.has(bit) ? "warning" : "fault",
    what: `${named}: the bot lacks “${permission}” (${reason}).`,
    mend: `Give the bot's role “${permission}” in this channel: Edit Channel, Permissions.`,
  }));
}

function crosspostFindings({ crosspost }: Target, { type }: Channel, what: string): readonly Finding[] {
  if (!crosspost || type === CHANNEL.announcement) return [];
  return [
    {
      state: "warning",
      what: `${what}: crosspost is on, and this is no announcement channel.`,
      mend: "Set crosspost: false, or make it an announcement channel.",
    },
  ];
}
