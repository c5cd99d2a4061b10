import type { Finding } from "../../core/finding.ts";
import type { Target } from "../../core/subscription.ts";
import { createClient } from "./client.ts";
import type { Problem, SlackClient } from "./client.ts";
import { failureOf } from "./failures.ts";
import { SCOPE_REASONS } from "./manifest.ts";
import { json, text } from "./reading.ts";
import type { Json } from "./reading.ts";

export interface CheckOptions {
  readonly botToken: string;
  /** Another server in Slack's place, without a slash at the end; null: Slack itself. */
  readonly apiUrl: string | null;
  readonly mode: "socket" | "http";
  /** xapp-…; "" when there is none. */
  readonly appToken: string;
  /** Our clock; the machine's when left out. */
  readonly now?: () => number;
}

/** Further apart, signatures are refused and looks at a channel's history miss posts. */
const MOST_DISTANCE_MS = 120_000;

/** Looks at everything that the bot needs in Slack. Posts nothing. Never throws. */
export async function checkSlack(options: CheckOptions, channels: readonly Target[]): Promise<readonly Finding[]> {
  const { botToken, apiUrl, now = Date.now } = options;
  const client = createClient({ token: botToken, apiUrl, clock: { now } });
  const who = await client.call("auth.test", {});
  if (!who.ok) return [fault("Slack: the bot's token", who.problem)];
  const [socket, ...places] = await Promise.all([
    checkSocket(options),
    ...channels.map((channel) => checkChannel(client, channel)),
  ]);
  return [
    ok(`Slack: the token is that of @${text(who.body["user"])} in the workspace ${text(who.body["team"])}`),
    ...checkScopes(who.body),
    checkClock(client.clockDistance()),
    socket,
    ...places,
  ];
}

function ok(what: string): Finding {
  return { state: "ok", what, mend: null };
}

function fault(subject: string, problem: Problem): Finding {
  const failure = failureOf(problem);
  const what = failure.kind === "rate-limited" ? "Slack asks to wait" : failure.reason;
  const mend =
    failure.kind === "refused" ? failure.mend : "Try again in a minute; if it lasts, see this machine's network.";
  return { state: "fault", what: `${subject}: ${what}`, mend };
}

/** Slack names the token's scopes in a header of every answer; a server that does not leaves nothing to compare. */
function checkScopes(body: Json): readonly Finding[] {
  const { scopes } = json(body["response_metadata"]);
  if (!Array.isArray(scopes)) return [];
  const missing = SCOPE_REASONS.filter(({ scope }) => !scopes.includes(scope));
  if (missing.length === 0) return [ok(`Slack: the app has its ${SCOPE_REASONS.length} scopes`)];
  return missing.map(({ scope, reason }) => ({
    state: scope === "chat:write" ? "fault" : "warning",
    what: `Slack: the scope ${scope} is missing, with which the app ${reason}`,
    mend: `Add ${scope} under Bot Token Scopes on the app's page OAuth & Permissions, and reinstall the app.`,
  }));
}

function checkClock(distance: number | null): Finding {
  if (distance === null) return ok("Slack: its answers carry no time to compare this machine's clock with");
  const seconds = Math.round(Math.abs(distance) / 1000);
  if (Math.abs(distance) <= MOST_DISTANCE_MS)
    return ok(`Slack: this machine's clock is within ${seconds + 1} s of Slack's`);
  const side = distance > 0 ? "behind" : "ahead of";
  const mend = "Have the clock set by the network (NTP).";
  return { state: "fault", what: `Slack: this machine's clock is ${seconds} s ${side} Slack's`, mend };
}

/** Asks for the address of a socket, which is never opened. */
async function checkSocket({ mode, appToken, apiUrl, now = Date.now }: CheckOptions): Promise<Finding> {
  if (mode === "http") return ok("Slack: asks are taken over HTTP");
  if (appToken === "") {
    const mend =
      "Set SLACK_APP_TOKEN to a token xapp-… with the scope connections:write (Basic Information, App-Level Tokens).";
    return { state: "warning", what: "Slack: nobody can ask with /news, for SLACK_APP_TOKEN is not set", mend };
  }
  const opened = await createClient({ token: appToken, apiUrl, clock: { now } }).call("apps.connections.open", {});
  if (opened.ok) return ok("Slack: Socket Mode lets the app in");
  const finding = fault("Slack: Socket Mode", opened.problem);
  if (opened.problem.kind !== "said") return finding;
  const mend = "Turn Socket Mode on, and set SLACK_APP_TOKEN to a token xapp-… with the scope connections:write.";
  return { ...finding, what: `Slack: Socket Mode does not let the app in (${opened.problem.code})`, mend };
}

/** Whether the channel is there, can be posted to, and can be read. */
async function checkChannel(client: SlackClient, { name, channel }: Target): Promise<Finding> {
  const subject = `Slack: channel "${name}" (${channel})`;
  if (channel.startsWith("@")) {
    const opened = await client.call("conversations.open", { users: channel.slice(1) });
    return opened.ok ? ok(`${subject}: direct messages can be written`) : fault(subject, opened.problem);
  }
  const info = await client.call("conversations.info", { channel });
  const known = info.ok ? json(info.body["channel"]) : {};
  if (known["is_archived"] === true) return fault(subject, { kind: "said", code: "is_archived", body: {} });
  if (known["is_member"] === false) return fault(subject, { kind: "said", code: "not_in_channel", body: {} });
  if (!info.ok && info.problem.kind === "said" && info.problem.code === "channel_not_found") {
    return fault(subject, info.problem);
  }
  // The right to read names says nothing about the right to post: on to the history, which asks for membership too.
  const read = await client.call("conversations.history", { channel, limit: 1 });
  if (read.ok) return ok(`${subject}: can be posted to and read`);
  const finding = fault(subject, read.problem);
  if (read.problem.kind !== "said" || read.problem.code !== "missing_scope") return finding;
  return { ...finding, state: "warning", what: `${subject}: its history cannot be read, so a post may come twice` };
}
