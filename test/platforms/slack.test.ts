import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlackPayload } from "../../src/platforms/slack/blocks.ts";
import { createSlack } from "../../src/platforms/slack/index.ts";
import { startSlack } from "../slack/server.ts";
import type { SlackServer } from "../slack/server.ts";
import { problemsOfMessageBlocks } from "../slack/blocks/layout.ts";
import { ALL_BLOCKS_TEXT, MESSAGE_TEXT } from "../slack/blocks/limits.ts";
import { textOfBlocks } from "../slack/blocks/size.ts";
import { readBlocks, readMrkdwn } from "../slack/mrkdwn.ts";
import { platformContract } from "./contract.ts";
import type { ContractBench, Trouble } from "./contract.ts";
import { generateMessage, plainMessage } from "./messages.ts";

const CHANNEL = "C0NEWSDESK";
const TARGET = { name: "Newsroom", platform: "slack", channel: CHANNEL, crosspost: false } as const;
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function open(): Promise<ContractBench<SlackServer>> {
  const server = await startSlack();
  const platform = createSlack({
    botToken: server.app.botToken,
    apiUrl: `${server.origin}/api`,
    clock: { now: Date.now },
    log,
  });
  return {
    platform,
    server,
    target: TARGET,
    secret: server.app.botToken,
    standing: () =>
      server.messages(CHANNEL).map(({ ts, text, blocks, threadTs, pings }) => ({
        id: ts,
        text: wordsIn({ text, blocks }),
        under: threadTs,
        pings: pings.length,
      })),
    close: async () => {
      await platform.close();
      await server.close();
    },
  };
}

/** Words of a payload as a person reads them: an independent reading of Block Kit. */
function wordsIn(payload: unknown): string {
  const { text, blocks } = payload as { readonly text: string; readonly blocks: readonly Json[] };
  return blocks.length === 0 ? decoded(text) : blocks.map(readBlock).join("\n");
}

type Json = Readonly<Record<string, unknown>>;

function readBlock(block: Json): string {
  const elements = (block["elements"] ?? []) as readonly Json[];
  switch (block["type"]) {
    case "header":
    case "section":
      return readText(block["text"] as Json);
    case "context":
      return elements.map(readText).join("\n");
    case "rich_text":
    case "rich_text_list":
      return elements.map(readBlock).join("\n");
    case "rich_text_section":
    case "rich_text_quote":
      return elements
        .map((one) => `${String(one["text"])}${one["type"] === "link" ? ` (${String(one["url"])})` : ""}`)
        .join("");
    default:
      return "";
  }
}

function readText({ type, text }: Json): string {
  return type === "mrkdwn" ? decoded(String(text)) : String(text);
}

function decoded(text: string): string {
  return text
    .replaceAll(/<([^|>]+)\|([^>]*)>/g, "$2 ($1)")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function objections(payload: unknown): readonly string[] {
  const { text, blocks } = payload as SlackPayload;
  const size = textOfBlocks(blocks);
  return [
    ...problemsOfMessageBlocks(blocks),
    ...(size > ALL_BLOCKS_TEXT ? [`msg_blocks_too_long: ${size}`] : []),
    ...(text.length > MESSAGE_TEXT ? [`text of ${text.length} characters`] : []),
    ...(text.trim() === "" ? ["no_text"] : []),
  ];
}

function pingsIn(payload: unknown): number {
  const { text, blocks } = payload as SlackPayload;
  return readMrkdwn(text).pings.length + readBlocks(blocks).pings.length;
}

const post = "chat.postMessage";
const refused = (what: "payload" | "channel" | "account") => ({ kind: "refused", what }) as const;
const unclear = { kind: "unclear" } as const;
const gone = { lands: false, readable: true };

const TROUBLES: readonly Trouble<SlackServer>[] = [
  {
    name: "is told to wait",
    arrange: (server) => server.fault({ method: post, fault: { kind: "rate_limited", retryAfter: 7 } }),
    failure: { kind: "rate-limited", retryAfterMs: 7000, scope: "channel" },
    ...gone,
  },
  {
    name: "meets a server that is out of order",
    arrange: (server) => server.fault({ method: post, fault: { kind: "http_error", status: 503, applied: false } }),
    failure: unclear,
    ...gone,
  },
  {
    name: "is posted and answered with an error of the server",
    arrange: (server) => server.fault({ method: post, fault: { kind: "http_error", status: 500, applied: true } }),
    failure: unclear,
    lands: true,
    readable: true,
  },
  {
    name: "is cut off before it is posted",
    arrange: (server) => server.fault({ method: post, fault: { kind: "cut", applied: false } }),
    failure: unclear,
    ...gone,
  },
  {
    name: "is posted and the answer is lost",
    arrange: (server) => server.fault({ method: post, fault: { kind: "cut", applied: true } }),
    failure: unclear,
    lands: true,
    readable: true,
  },
  {
    name: "is posted and half of the answer comes back",
    arrange: (server) => server.fault({ method: post, fault: { kind: "truncated" } }),
    failure: unclear,
    lands: true,
    readable: true,
  },
  {
    name: "is answered by a proxy's page",
    arrange: (server) => server.fault({ method: post, fault: { kind: "html", status: 200, applied: false } }),
    failure: unclear,
    ...gone,
  },
  {
    name: "is posted and Slack speaks of an internal error",
    arrange: (server) =>
      server.fault({ method: post, fault: { kind: "error", error: "internal_error", applied: true } }),
    failure: unclear,
    lands: true,
    readable: true,
  },
  {
    name: "is answered with a word that no list has",
    arrange: (server) =>
      server.fault({ method: post, fault: { kind: "error", error: "moon_in_the_way", applied: false } }),
    failure: { kind: "unclear", reason: 'Slack answered "moon_in_the_way"' },
    ...gone,
  },
  {
    name: "has a payload that Slack does not take",
    arrange: (server) =>
      server.fault({ method: post, fault: { kind: "error", error: "invalid_blocks", applied: false } }),
    failure: refused("payload"),
    ...gone,
  },
  {
    name: "goes to an archived channel",
    arrange: (server) => server.archive(CHANNEL),
    failure: { ...refused("channel"), mend: "Unarchive the channel, or give the subscription another one." },
    ...gone,
  },
  {
    name: "goes to a channel without the bot",
    arrange: (server) => server.setMember(CHANNEL, false),
    failure: { ...refused("channel"), mend: "Invite the bot to the channel: /invite @Copydesk" },
    lands: false,
    readable: false,
  },
  {
    name: "has a revoked token",
    arrange: (server) => server.setToken("revoked"),
    failure: { ...refused("account"), reason: "the bot's token was revoked (token_revoked)" },
    lands: false,
    readable: false,
  },
  {
    name: "lacks a right",
    arrange: (server) => server.setScopes(["channels:history"]),
    failure: refused("account"),
    ...gone,
  },
  {
    name: "may not read the channel",
    arrange: (server) => {
      server.setScopes(["chat:write"]);
      server.fault({ method: post, fault: { kind: "cut", applied: false } });
    },
    failure: unclear,
    lands: false,
    readable: false,
  },
];

platformContract("Slack", {
  open,
  threads: true,
  troubles: TROUBLES,
  pageful: 1005,
  objections,
  pingsIn,
  wordsIn,
  leftOut: /left out here/,
});

describe("Slack", () => {
  let bench: ContractBench<SlackServer>;
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());

  it("is unreachable where nobody listens", async () => {
    await bench.server.close();
    const order = { kind: "post", key: "k1", payload: { form: "text", text: "one", blocks: [], page: null } } as const;
    expect(await bench.platform.send(bench.target, order, () => true)).toMatchObject({
      ok: false,
      failure: { kind: "unreachable", reason: "Slack was not reached: the connection was refused" },
    });
  });

  it("sends nothing while an earlier try may still land", async () => {
    const payload = bench.platform.render(plainMessage("one"))[0];
    const outcome = await bench.platform.send(
      bench.target,
      { kind: "post", key: "k1", payload, repeat: true },
      () => true,
    );
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "unclear" } });
    expect(bench.server.requests).toEqual([]);
  });

  it("writes to a person, finds it again and changes it", async () => {
    const to = { ...TARGET, channel: "@U0BRAM0002" };
    const payload = bench.platform.render(plainMessage("one"))[0];
    const posted = await bench.platform.send(to, { kind: "post", key: "k1", payload }, () => true);
    if (!posted.ok) throw new Error(JSON.stringify(posted.failure));
    const history = await bench.platform.history(to, { since: Date.now() - 1000, under: null });
    expect(history).toEqual({ known: true, posts: new Map([["k1", posted.messageId]]) });
    const edit = { kind: "edit", key: "k1", payload, messageId: posted.messageId, under: null } as const;
    expect(await bench.platform.send(to, edit, () => true)).toEqual({ ok: true, messageId: posted.messageId });
  });

  it("has nothing to change in a message that somebody deleted", async () => {
    const payload = bench.platform.render(plainMessage("one"))[0];
    const edit = { kind: "edit", key: "k1", payload, messageId: "1763798400.000100", under: null } as const;
    expect(await bench.platform.send(bench.target, edit, () => true)).toEqual({ ok: true, messageId: edit.messageId });
  });

  it("unfurls nothing, and always has a text for notifications", async () => {
    for (const [at, payload] of bench.platform.render(generateMessage(3, 1).message).entries()) {
      await bench.platform.send(bench.target, { kind: "post", key: `k${at}`, payload }, () => true);
    }
    expect(bench.server.messages(CHANNEL).flatMap(({ unfurls }) => unfurls)).toEqual([]);
    expect(bench.server.violations).toEqual([]);
  });

  it("finds a post that lands after its connection was cut", async () => {
    const { platform, target, server } = bench;
    server.fault({ method: post, fault: { kind: "lands_late", ms: 50 } });
    const landed = new Promise<void>((resolve) => {
      server.watch(({ kind }) => {
        if (kind === "message") resolve();
      });
    });
    const since = Date.now() - 1000;
    const order = { kind: "post", key: "k1", payload: platform.render(plainMessage("one"))[0] } as const;
    expect(await platform.send(target, order, () => true)).toMatchObject({ ok: false, failure: { kind: "unclear" } });
    await landed;
    const history = await platform.history(target, { since, under: null });
    expect(history.known && [...history.posts.keys()]).toEqual(["k1"]);
  });
});
