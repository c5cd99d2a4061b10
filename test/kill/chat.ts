import { keyOf } from "../../src/platforms/slack/marker.ts";
import { keyOfContent, keyOfIds } from "../../src/platforms/discord/marker.ts";
import { startDiscord } from "../discord/server.ts";
import type { Message } from "../discord/world.ts";
import { compareIds } from "../discord/snowflake.ts";
import { startSlack } from "../slack/server.ts";
import { hurriedNow } from "./hurry.ts";
import type { Hurry } from "./hurry.ts";
import type { Passing } from "./relay.ts";

export type ChatName = "slack" | "discord";

/** A message of the desk's that was ever posted. */
export interface Standing {
  readonly id: string;
  /** Marker; null: it has none. */
  readonly key: string | null;
  /** The channel itself, also for what stands in a thread of it. */
  readonly channel: string;
  /** All that it says now. */
  readonly says: string;
}

/** `channel`: as in `Standing`; null: of none. */
interface Call {
  readonly kind: "write" | "read" | "other";
  readonly channel: string | null;
}

/** A platform on this machine, which outlives the desks. */
export interface Chat {
  readonly name: ChatName;
  readonly url: string;
  /** @param address of the platform, or of a relay before it */
  readonly environment: (address: string) => Readonly<Record<string, string>>;
  /** Three channels' ids: stories as they come, editions, alerts. */
  readonly channels: readonly [string, string, string];
  /** In order of creation. */
  readonly standing: () => readonly Standing[];
  readonly callOf: (passing: Passing) => Call;
  /** The next write is answered with 429. @param seconds by the platform's clock */
  readonly makeWait: (seconds: number) => void;
  /** No fault waits any more. */
  readonly clearFaults: () => void;
  readonly violations: () => readonly string[];
  readonly close: () => Promise<void>;
}

export function startChat(name: ChatName, hurry: Hurry): Promise<Chat> {
  return name === "slack" ? slackChat(hurry) : discordChat(hurry);
}

async function slackChat(hurry: Hurry): Promise<Chat> {
  const slack = await startSlack({ now: () => hurriedNow(hurry) });
  const channels = ["C0NEWSDESK", "C0HARBOUR1", "C0EDITORS1"] as const;
  return {
    name: "slack",
    url: slack.origin,
    environment: (address) => ({ SLACK_BOT_TOKEN: slack.app.botToken, SLACK_API_URL: `${address}/api/` }),
    channels,
    standing: () =>
      channels
        .flatMap((channel) => slack.everyMessage(channel))
        .map((message) => ({
          id: message.ts,
          key: keyOf(message),
          channel: message.channel,
          says: JSON.stringify([message.text, message.blocks]),
        }))
        .sort((a, b) => Number(a.id) - Number(b.id)),
    callOf: ({ path, body }) => {
      const [, method = ""] = /^\/api\/([\w.]+)/.exec(path) ?? [];
      const channel = new URLSearchParams(body.toString()).get("channel");
      if (method === "chat.postMessage" || method === "chat.update") return { kind: "write", channel };
      return { kind: method.startsWith("conversations.") ? "read" : "other", channel };
    },
    makeWait: (seconds) =>
      slack.fault({ method: "chat.postMessage", fault: { kind: "rate_limited", retryAfter: seconds } }),
    clearFaults: slack.clearFaults,
    violations: () => slack.violations.map(({ kind, detail }) => `${kind}: ${detail}`),
    close: slack.close,
  };
}

async function discordChat(hurry: Hurry): Promise<Chat> {
  const names = ["stories-here", "editions-here", "alerts-here"];
  const seed = { channels: names.map((name) => ({ name })) };
  const discord = await startDiscord({ now: () => hurriedNow(hurry), seed });
  const posted = new Set<Message>();
  discord.listen((happening) => {
    if (happening.kind === "message" && happening.what === "created") posted.add(happening.message);
  });
  const [first = "", second = "", third = ""] = names.map((name) => discord.channel(name).id);
  const placeOf = (id: string): string => discord.world.guild.channels.get(id)?.parentId ?? id;
  let clears: (() => void)[] = [];
  return {
    name: "discord",
    url: discord.url,
    environment: (address) => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${address}/api` }),
    channels: [first, second, third],
    standing: () =>
      [...posted]
        // What opens a thread shows the message it hangs on.
        .filter(({ author, type }) => author.bot && type === 0)
        .map((message) => ({
          id: message.id,
          key: keyOfIds(idsIn(message.components)) ?? keyOfContent(message.content),
          channel: placeOf(message.channelId),
          says: JSON.stringify([message.content, message.embeds, message.components]),
        }))
        .sort((a, b) => compareIds(a.id, b.id)),
    callOf: ({ method, path }) => {
      const [, id = null, rest = ""] = /\/channels\/(\d+)\/(messages.*)?/.exec(path) ?? [];
      const channel = id === null ? null : placeOf(id);
      if (rest === "") return { kind: "other", channel };
      return { kind: method === "GET" ? "read" : "write", channel };
    },
    makeWait: (seconds) => {
      const fault = { kind: "rate-limited", retryAfter: seconds } as const;
      clears.push(discord.fault({ method: "POST", path: /^\/channels\/\d+\/messages$/, fault }).clear);
    },
    clearFaults: () => {
      for (const clear of clears) clear();
      clears = [];
    },
    violations: () => discord.violations.map((violation) => JSON.stringify(violation)),
    close: discord.close,
  };
}

/** Of components, however deep. */
function idsIn(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "id" && typeof inner === "number" ? [inner] : idsIn(inner),
  );
}
