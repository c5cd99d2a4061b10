import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../core/message.ts";
import type { Order, Platform, PostOutcome } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";
import { startDiscord } from "../../../test/discord/server.ts";
import type { DiscordServer } from "../../../test/discord/server.ts";
import { createDiscord } from "./index.ts";

const HOUR = 3_600_000;
const clock = { now: Date.now, monotonic: () => performance.now() };
const always = (): boolean => true;

let server: DiscordServer;
let discord: Platform;
let warned: string[];

const log = {
  debug: () => {},
  info: () => {},
  error: () => {},
  warn: (sentence: string) => void warned.push(sentence),
};
const opened = (apiUrl: string, token = server.token, now = clock.now): Platform =>
  createDiscord({ token, apiUrl, clock: { ...clock, now }, log });

beforeEach(async () => {
  warned = [];
  server = await startDiscord();
  discord = opened(server.apiUrl);
});
afterEach(async () => {
  await discord.close();
  await server.close();
});

const target = (channel: string, over: Partial<Target> = {}): Target => ({
  name: channel,
  platform: "discord",
  channel: channel.startsWith("@") ? channel : server.channel(channel).id,
  crosspost: false,
  ...over,
});

const message = (text: string, topics: readonly string[] = []): Message => ({
  summary: `About ${text}`,
  topics,
  blocks: [{ kind: "headline", spans: [{ text }] }],
});
const payload = (text: string, topics: readonly string[] = []): unknown => discord.render(message(text, topics))[0];
const key = (at: number): string => at.toString(16).padStart(8, "0").repeat(4);

/** @returns the id of the message */
async function carry(to: Target, order: Order): Promise<string> {
  const outcome = await discord.send(to, order, always);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.messageId;
}

const post = (to: Target, at: number, topics: readonly string[] = []): Promise<string> =>
  carry(to, { kind: "post", key: key(at), payload: payload(`story ${at}`, topics) });
const reply = (to: Target, at: number, under: string): Promise<string> =>
  carry(to, { kind: "reply", key: key(at), payload: payload(`more ${at}`), under });
const history = (to: Target, under: string | null = null, since = Date.now() - HOUR) =>
  discord.history(to, { since, under });
const found = (...entries: readonly (readonly [number, string])[]) => ({
  known: true,
  posts: new Map(entries.map(([at, id]) => [key(at), id])),
});

describe("a channel of Discord", () => {
  it("opens one thread below a message, named like it, also after a restart", async () => {
    const to = target("daily-news");
    const head = await post(to, 1);
    await reply(to, 2, head);
    await discord.close();
    discord = opened(server.apiUrl);
    await reply(to, 3, head);
    expect(server.threads("daily-news").map(({ id, name }) => [id, name])).toEqual([[head, "About story 1"]]);

    const second = await post(to, 4);
    await discord.close();
    discord = opened(server.apiUrl);
    await reply(to, 5, second);
    expect(server.threads("daily-news").map(({ name }) => name)).toContain("story 4");
  });

  it("gives the first message back when a post is repeated within a minute", async () => {
    const first = await post(target("daily-news"), 1);
    expect(await post(target("daily-news"), 1)).toBe(first);
    expect(server.messages("daily-news")).toHaveLength(1);
  });

  it("takes a post for sent that somebody deleted before it was confirmed, and writes no thread below it", async () => {
    await post(target("daily-news"), 1);
    server.removeMessage(server.messages("daily-news")[0]!);
    const deleted = await post(target("daily-news"), 1);
    const order: Order = { kind: "reply", key: key(2), payload: payload("more"), under: deleted };
    expect(await discord.send(target("daily-news"), order, always)).toMatchObject({
      ok: false,
      failure: { kind: "refused", what: "payload", reason: "Discord: the message was deleted" },
    });
    expect(await history(target("daily-news"), deleted)).toEqual(found());
  });

  it("publishes announcements, and only tells the log where that is refused", async () => {
    await post(target("bulletins", { crosspost: true }), 1);
    await post(target("daily-news", { crosspost: true }), 2);
    await discord.close();
    expect(server.messages("bulletins")[0]!.flags & 1).toBe(1);
    expect(warned).toEqual([expect.stringContaining('stands in channel "daily-news" and was not published')]);
  });

  it("edits a reply in a thread that was archived meanwhile", async () => {
    const to = target("daily-news");
    const head = await post(to, 1);
    const messageId = await reply(to, 2, head);
    server.threads("daily-news")[0]!.thread!.archived = true;
    await carry(to, { kind: "edit", key: key(2), payload: payload("changed"), messageId, under: head });
    expect(await history(to, head)).toEqual(found([2, messageId]));
  });

  it("makes a message of plain words one of components when it is edited, and keeps its key", async () => {
    const to = target("daily-news");
    const plain = discord.simpler(payload("one"));
    const messageId = await carry(to, { kind: "post", key: key(1), payload: plain });
    expect(server.messages("daily-news")[0]!.content).toContain("## one");
    expect(await history(to)).toEqual(found([1, messageId]));
    await carry(to, { kind: "edit", key: key(1), payload: payload("two"), messageId, under: null });
    const [changed] = server.messages("daily-news");
    expect([changed!.content, changed!.flags & 32_768]).toEqual(["", 32_768]);
    await carry(to, { kind: "edit", key: key(1), payload: plain, messageId, under: null });
    expect(await history(to)).toEqual(found([1, messageId]));
  });

  it("says that a message cannot be changed which somebody deleted", async () => {
    const to = target("daily-news");
    const messageId = await post(to, 1);
    server.removeMessage(server.messages("daily-news")[0]!);
    const order: Order = { kind: "edit", key: key(1), payload: payload("two"), messageId, under: null };
    expect(await discord.send(to, order, always)).toMatchObject({
      ok: false,
      failure: { kind: "refused", what: "payload" },
    });
  });
});

describe("what cannot be read", () => {
  const lacks = { known: false, reason: "Discord: the bot may not read the channel's history" };

  it("is a channel without the right to read, however empty it looks", async () => {
    await post(target("daily-news"), 1);
    server.deny("daily-news", ["READ_MESSAGE_HISTORY"]);
    expect(await history(target("daily-news"))).toMatchObject(lacks);
    expect(await history(target("tea-break"))).toEqual(found());
  });

  it("is a thread of such a channel", async () => {
    const head = await post(target("daily-news"), 1);
    await reply(target("daily-news"), 2, head);
    server.deny("daily-news", ["READ_MESSAGE_HISTORY"]);
    expect(await history(target("daily-news"), head)).toMatchObject(lacks);
  });

  it("is a forum of that kind", async () => {
    await post(target("stories"), 1);
    server.deny("stories", ["READ_MESSAGE_HISTORY"]);
    expect(await history(target("stories"))).toMatchObject({
      known: false,
      mend: expect.stringContaining("Read Message History"),
    });
  });

  it("is a channel that is gone", async () => {
    const to = target("daily-news");
    server.removeChannel("daily-news");
    expect(await history(to)).toMatchObject({ known: false, reason: expect.stringContaining("10003") });
    expect(await history(to, "1574042973031628800")).toMatchObject({ known: false });
  });

  it("is read again after a limit, when the limit is short", async () => {
    await post(target("daily-news"), 1);
    server.fault({ method: "GET", path: /messages$/, fault: { kind: "rate-limited", retryAfter: 0.05 } });
    expect(await history(target("daily-news"))).toMatchObject({ known: true });
    server.fault({ method: "GET", path: /messages$/, fault: { kind: "rate-limited", retryAfter: 60 } });
    expect(await history(target("daily-news"))).toMatchObject({
      known: false,
      reason: expect.stringContaining("asks to wait"),
    });
  });
});

describe("clocks that differ", () => {
  it.each([-HOUR, HOUR])("do not hide a post, %i ms apart", async (distance) => {
    await discord.close();
    discord = opened(server.apiUrl, server.token, () => Date.now() + distance);
    const id = await post(target("daily-news"), 1);
    expect(await history(target("daily-news"), null, Date.now() + distance - 1_000)).toEqual(found([1, id]));
  });

  it("are asked for before the first look", async () => {
    const id = await post(target("daily-news"), 1);
    await discord.close();
    discord = opened(server.apiUrl, server.token, () => Date.now() + HOUR);
    expect(await history(target("daily-news"), null, Date.now() + HOUR - 1_000)).toEqual(found([1, id]));
  });
});

describe("a forum", () => {
  it("gets a post with the tags of its topics, and its thread is where replies go", async () => {
    const to = target("stories");
    const head = await post(to, 1, ["business", "science"]);
    const more = await reply(to, 2, head);
    const [thread] = server.threads("stories");
    const names = server.channel("stories").tags.filter(({ id }) => thread!.thread!.appliedTags.includes(id));
    expect(names.map(({ name }) => name)).toEqual(["Business", "Science"]);
    expect(thread).toMatchObject({ id: head, name: "About story 1" });
    expect(await history(to)).toEqual(found([1, head]));
    expect(await history(to, head)).toEqual(found([1, head], [2, more]));
  });

  it("that wants a tag gets one though no topic fits", async () => {
    server.addChannel({ name: "tagged", type: "forum", tags: ["Sport", "General"], requireTag: true });
    await post(target("tagged"), 1, ["weather"]);
    const [, general] = server.channel("tagged").tags;
    expect(server.threads("tagged")[0]!.thread!.appliedTags).toEqual([general!.id]);
  });

  it("shows its archived posts too, and changes them", async () => {
    const to = target("stories");
    const [first, second] = [await post(to, 1), await post(to, 2)];
    for (const { thread } of server.threads("stories")) thread!.archived = true;
    expect(await history(to)).toEqual(found([1, first], [2, second]));
    await discord.close();
    discord = opened(server.apiUrl);
    await carry(to, { kind: "edit", key: key(1), payload: payload("changed"), messageId: first, under: null });
    expect(await history(to)).toEqual(found([1, first], [2, second]));
  });

  it("that cannot be looked at for the moment is tried again, not given up", async () => {
    server.fault({ method: "GET", path: /^\/channels\/\d+$/, fault: { kind: "cut" } });
    const order: Order = { kind: "post", key: key(1), payload: payload("one") };
    expect(await discord.send(target("stories"), order, always)).toMatchObject({ failure: { kind: "unreachable" } });
    expect(await discord.send(target("stories"), order, always)).toMatchObject({ ok: true });
  });

  it("is no empty channel to a look after a restart, though Discord shows it without messages", async () => {
    const to = target("stories");
    const head = await post(to, 1);
    await discord.close();
    discord = opened(server.apiUrl);
    expect(await history(to)).toEqual(found([1, head]));
  });

  it("is never posted to again while the first try may land: no nonce would stop it", async () => {
    const order: Order = { kind: "post", key: key(1), payload: payload("one"), repeat: true };
    expect(await discord.send(target("stories"), order, always)).toMatchObject({
      ok: false,
      failure: { kind: "unclear" },
    });
    expect(server.threads("stories")).toEqual([]);
    expect(await discord.send(target("daily-news"), order, always)).toMatchObject({ ok: true });
  });

  it("whose post was deleted refuses what belongs below it, and stays in use", async () => {
    const to = target("stories");
    const head = await post(to, 1);
    server.removeChannel(head);
    const order: Order = { kind: "reply", key: key(2), payload: payload("more"), under: head };
    expect(await discord.send(to, order, always)).toMatchObject({
      ok: false,
      failure: { kind: "refused", what: "payload" },
    });
    expect(await history(to)).toEqual(found());
  });
});

describe("direct messages", () => {
  const person = (): string =>
    `@${[...server.world.guild.members.values()].find(({ user }) => user.username === "marit")!.user.id}`;

  it("go to a person; what belongs below refers to what it follows", async () => {
    const to = target(person());
    const head = await post(to, 1);
    const more = await reply(to, 2, head);
    await carry(to, { kind: "edit", key: key(2), payload: payload("changed"), messageId: more, under: head });
    expect(await history(to)).toEqual(found([1, head], [2, more]));
    expect(await history(to, head)).toEqual(found([1, head], [2, more]));
  });

  it("named by the id of their channel are the same", async () => {
    await post(target(person()), 9);
    const { id } = [...server.world.guild.channels.values()].find(({ type }) => type === "direct")!;
    const to: Target = { name: "Marit", platform: "discord", channel: id, crosspost: false };
    const head = await post(to, 1);
    const more = await reply(to, 2, head);
    await carry(to, { kind: "edit", key: key(2), payload: payload("changed"), messageId: more, under: head });
    const read = await history(to, head);
    expect(read.known && [read.posts.get(key(1)), read.posts.get(key(2))]).toEqual([head, more]);
  });

  it("to nobody are refused for good", async () => {
    const order: Order = { kind: "post", key: key(1), payload: payload("one") };
    expect(await discord.send(target("@1"), order, always)).toMatchObject({
      ok: false,
      failure: { kind: "refused", what: "channel", reason: "Discord: there is no such person (10013)" },
    });
  });

  it("that could not be opened were not posted", async () => {
    server.fault({ path: "/users/@me/channels", fault: { kind: "lost" } });
    const order: Order = { kind: "post", key: key(1), payload: payload("one") };
    expect(await discord.send(target(person()), order, always)).toMatchObject({
      ok: false,
      failure: { kind: "unreachable" },
    });
  });
});

describe("limits", () => {
  const send = (to: Target, at: number): Promise<PostOutcome> =>
    discord.send(to, { kind: "post", key: key(at), payload: payload("one") }, always);

  it("of one channel hold that channel back, of all of Discord every channel, and nothing is asked meanwhile", async () => {
    server.fault({
      path: `/channels/${server.channel("daily-news").id}/messages`,
      fault: { kind: "rate-limited", retryAfter: 30 },
    });
    expect(await send(target("daily-news"), 1)).toMatchObject({
      failure: { kind: "rate-limited", retryAfterMs: 30_000, scope: "channel" },
    });
    const asked = server.requests.length;
    expect(await send(target("daily-news"), 1)).toMatchObject({ failure: { kind: "rate-limited", scope: "channel" } });
    expect(server.requests).toHaveLength(asked);
    expect(await send(target("tea-break"), 2)).toMatchObject({ ok: true });

    server.fault({ method: "POST", fault: { kind: "rate-limited", retryAfter: 30, scope: "global" } });
    expect(await send(target("tea-break"), 3)).toMatchObject({ failure: { kind: "rate-limited", scope: "platform" } });
    expect(await send(target("bulletins"), 4)).toMatchObject({ failure: { kind: "rate-limited", scope: "platform" } });
    // No call came too early.
    expect(server.violations.map(({ kind }) => kind)).toEqual(["invalid-request", "invalid-request"]);
  });
});

describe("limits that Discord announces", () => {
  const POSTS = 12;

  it("are kept: no post and no look ever runs into one", async () => {
    await discord.close();
    await server.close();
    server = await startDiscord({ rateLimits: { perRoute: 5, windowMs: 200, global: 50 } });
    discord = opened(server.apiUrl);
    const to = target("daily-news");
    let held = 0;
    for (let at = 0; at < POSTS;) {
      const outcome = await discord.send(to, { kind: "post", key: key(at), payload: payload("one") }, always);
      const failure = outcome.ok ? null : outcome.failure;
      if (failure === null) at += 1;
      else if (failure.kind !== "rate-limited") throw new Error(failure.reason);
      else {
        held += 1;
        await new Promise((resolve) => setTimeout(resolve, failure.retryAfterMs));
      }
    }
    for (let at = 0; at < 1_000; at += 1) server.say({ channel: "daily-news", user: "marit", content: "Tea?" });
    const read = await history(to);
    expect([held > 0, read.known && read.posts.size]).toEqual([true, POSTS]);
    expect(server.violations).toEqual([]);
  });
});

describe("another server in Discord's place", () => {
  it("needs to know no more than how to take a post, and to list what was posted", async () => {
    const kept: Record<string, unknown>[] = [];
    const minimal = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const known = request.url?.split("?")[0] === "/api/v10/channels/news/messages";
        if (!known) {
          response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not here</h1>");
        } else if (request.method === "POST") {
          const body = JSON.parse(Buffer.concat(chunks).toString()) as object;
          kept.unshift({ id: String(kept.length + 1), ...body });
          response.end(JSON.stringify(kept[0]));
        } else response.end(JSON.stringify(kept));
      });
    });
    await new Promise<void>((resolve) => minimal.listen(0, "127.0.0.1", resolve));
    const platform = opened(`http://127.0.0.1:${(minimal.address() as AddressInfo).port}/api`);
    const to: Target = { name: "News", platform: "discord", channel: "news", crosspost: true };
    const outcome = await platform.send(to, { kind: "post", key: key(1), payload: payload("one") }, always);
    expect(outcome).toEqual({ ok: true, messageId: "1" });
    expect(await platform.history(to, { since: 0, under: null })).toEqual(found([1, "1"]));
    kept.length = 0;
    expect(await platform.history(to, { since: 0, under: null })).toMatchObject({ known: false });
    await platform.close();
    minimal.close();
  });

  it("that sends us elsewhere is not followed", async () => {
    let asked = 0;
    const elsewhere = createServer((_, response) => {
      asked += 1;
      response
        .writeHead(307, { location: `${server.apiUrl}/v10/channels/${server.channel("daily-news").id}/messages` })
        .end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const platform = opened(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/api`);
    const order: Order = { kind: "post", key: key(1), payload: payload("one") };
    expect(await platform.send(target("daily-news"), order, always)).toMatchObject({ failure: { kind: "unclear" } });
    expect([asked, server.messages("daily-news").length]).toEqual([1, 0]);
    await platform.close();
    elsewhere.close();
  });
});
