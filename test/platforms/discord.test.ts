import { describe, expect, it } from "vitest";
import { newMessage } from "../../src/platforms/discord/body.ts";
import type { Payload } from "../../src/platforms/discord/components.ts";
import { createDiscord } from "../../src/platforms/discord/index.ts";
import { placed } from "../discord/components.ts";
import { ApiError } from "../discord/errors.ts";
import { checkMessage } from "../discord/limits.ts";
import { mentionsIn } from "../discord/mentions.ts";
import { schemaIssues } from "../discord/schemas.ts";
import { startDiscord } from "../discord/server.ts";
import type { DiscordServer } from "../discord/server.ts";
import type { Message } from "../discord/world.ts";
import { platformContract } from "./contract.ts";
import type { ContractBench, Trouble } from "./contract.ts";

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: Date.now, monotonic: () => performance.now() };

function openIn(channel: string): () => Promise<ContractBench<DiscordServer>> {
  return async () => {
    const server = await startDiscord();
    const platform = createDiscord({ token: server.token, apiUrl: server.apiUrl, clock, log });
    const { id } = server.channel(channel);
    return {
      platform,
      server,
      target: { name: "Newsroom", platform: "discord", channel: id, crosspost: false },
      secret: server.token,
      standing: () => [
        ...server.messages(channel).map((message) => standingOf(message, null)),
        ...server.threads(channel).flatMap((thread) =>
          [...thread.messages.values()]
            .filter(({ type }) => type === 0)
            // The first message of a forum's post is the post.
            .map((message) => standingOf(message, message.id === thread.id ? null : thread.id)),
        ),
      ],
      close: async () => {
        await platform.close();
        await server.close();
      },
    };
  };
}

function standingOf(message: Message, under: string | null) {
  const { id, content, components, pings } = message;
  return { id, text: readBody({ content, components }), under, pings: pings.length };
}

const KEY = "0123456789abcdef0123456789abcdef";
const bodyOf = (payload: unknown) => ({ ...newMessage(payload as Payload, KEY, true) }) as Record<string, unknown>;

/** Words of a payload as a person reads them: an independent reading of Discord's markdown. */
function wordsIn(payload: unknown): string {
  return readBody(bodyOf(payload));
}

function readBody(body: Readonly<Record<string, unknown>>): string {
  return textOf(body).split("\n").map(readLine).join("\n");
}

function textOf(body: Readonly<Record<string, unknown>>): string {
  const displays = [...placed(body["components"])].map(({ component }) => component["content"]);
  return [body["content"], ...displays].filter((text) => typeof text === "string").join("\n");
}

function readLine(line: string): string {
  return line
    .replace(/^(?:#{1,3} |-# |- |> )/, "")
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)/g, "$1 ($2)")
    .replaceAll(/<(https?:[^>]*)>/g, "$1")
    .replaceAll(/\\([^\w\s])|\*\*|(?<!\\)\*/g, "$1");
}

function objections(payload: unknown): readonly string[] {
  const body = bodyOf(payload);
  const schema = schemaIssues("message", body).map(({ path, message }) => `${path.join(".")}: ${message}`);
  try {
    checkMessage(body, { answer: false, v2: false });
    return schema;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return [...schema, JSON.stringify(error.body)];
  }
}

/** Of the words themselves, for the body allows none anyway: an escaped sign calls nobody and is not meant to. */
function pingsIn(payload: unknown): number {
  const body = bodyOf(payload);
  const allowed = body["allowed_mentions"] as { readonly parse: readonly string[] };
  const words = textOf(body).replaceAll(/\\[@<]/g, "");
  return allowed.parse.length + [...mentionsIn(words)].length;
}

const post = /^\/channels\/\d+\/(?:messages|threads)$/;
const refused = (what: "payload" | "channel" | "account") => ({ kind: "refused", what }) as const;
const unclear = { kind: "unclear" } as const;
const gone = { lands: false, readable: true };
const landed = { lands: true, readable: true };

type Fault = Parameters<DiscordServer["fault"]>[0]["fault"];
const once =
  (fault: Fault) =>
  (server: DiscordServer): void => {
    server.fault({ method: "POST", path: post, fault });
  };

const TROUBLES: readonly Trouble<DiscordServer>[] = [
  {
    name: "is told to wait",
    arrange: once({ kind: "rate-limited", retryAfter: 7.25 }),
    failure: { kind: "rate-limited", retryAfterMs: 7_250, scope: "channel" },
    ...gone,
  },
  {
    name: "meets a server that is out of order",
    arrange: once({ kind: "status", status: 503 }),
    failure: unclear,
    ...gone,
  },
  {
    name: "is posted and answered with an error of the server",
    arrange: once({ kind: "status", status: 500, applied: true }),
    failure: unclear,
    ...landed,
  },
  { name: "is cut off before it is posted", arrange: once({ kind: "cut" }), failure: unclear, ...gone },
  { name: "is posted and the answer is lost", arrange: once({ kind: "lost" }), failure: unclear, ...landed },
  {
    name: "is posted and half of the answer comes back",
    arrange: once({ kind: "truncated" }),
    failure: unclear,
    ...landed,
  },
  {
    name: "is answered by a proxy's page",
    arrange: once({ kind: "html", status: 200 }),
    failure: unclear,
    ...gone,
  },
  {
    name: "is refused by a proxy's page",
    arrange: once({ kind: "html", status: 403 }),
    failure: unclear,
    ...gone,
  },
  {
    name: "has a payload that Discord does not take",
    arrange: once({ kind: "status", status: 400, code: 50_035, message: "Invalid Form Body" }),
    failure: { ...refused("payload"), reason: "Discord: Invalid Form Body (50035)" },
    ...gone,
  },
  {
    name: "meets the server's rules for words",
    arrange: once({
      kind: "status",
      status: 400,
      code: 200_000,
      message: "Message was blocked by automatic moderation",
    }),
    failure: { ...refused("payload"), mend: "Look at the server's AutoMod rules, and exempt the bot's role." },
    ...gone,
  },
  {
    name: "goes to a channel that the bot may not write in",
    arrange: (server) => server.deny("daily-news", ["SEND_MESSAGES"]),
    failure: { ...refused("channel"), reason: "Discord: the bot lacks a right in the channel (50013)" },
    ...gone,
  },
  {
    name: "goes to a channel that the bot cannot see",
    arrange: (server) => server.deny("daily-news", ["VIEW_CHANNEL"]),
    failure: refused("channel"),
    lands: false,
    readable: false,
  },
  {
    name: "has a revoked token",
    arrange: (server) => server.revokeToken(),
    failure: { ...refused("account"), reason: "Discord: the token is not valid (401)" },
    lands: false,
    readable: false,
  },
  {
    name: "may not read the channel's history",
    arrange: (server) => {
      server.deny("daily-news", ["READ_MESSAGE_HISTORY"]);
      once({ kind: "lost" })(server);
    },
    failure: unclear,
    lands: true,
    readable: false,
  },
];

const contract = { threads: true, objections, pingsIn, wordsIn, leftOut: /left out here|does not fit/ };

platformContract("Discord", { ...contract, open: openIn("daily-news"), troubles: TROUBLES, pageful: 205 });

describe("Discord", () => {
  it("is unreachable where nobody listens", async () => {
    const bench = await openIn("daily-news")();
    await bench.close();
    const [payload] = bench.platform.render({ summary: "one", blocks: [] });
    expect(await bench.platform.send(bench.target, { kind: "post", key: "k1", payload }, () => true)).toMatchObject({
      ok: false,
      failure: { kind: "unreachable", reason: "Discord: the connection was refused" },
    });
  });
});
