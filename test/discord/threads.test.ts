import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listOf, rest } from "./rest.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let server: DiscordServer;
let news = "";

beforeEach(async () => {
  server = await startDiscord();
  news = `/channels/${server.channel("daily-news").id}`;
});
afterEach(() => server.close());

const postIn = async (channel: string) =>
  String((await rest(server, "POST", `${channel}/messages`, { content: "Story" })).body["id"]);

describe("a thread of a message", () => {
  it("has the message's id, shows in it, and comes once", async () => {
    const id = await postIn(news);
    const open = () => rest(server, "POST", `${news}/messages/${id}/threads`, { name: "The whole story" });
    expect(await open()).toMatchObject({ status: 201, body: { id, type: 11, name: "The whole story" } });
    expect(await open()).toMatchObject({ status: 400, body: { code: 160_004 } });
    expect((await rest(server, "GET", `${news}/messages/${id}`)).body).toMatchObject({ flags: 32, thread: { id } });
    await rest(server, "POST", `/channels/${id}/messages`, { content: "Inside" });
    const inside = listOf(await rest(server, "GET", `/channels/${id}/messages`));
    expect(inside).toMatchObject([{ content: "Inside", channel_id: id }, { type: 21 }]);
  });

  it("of an announcement is an announcement's thread", async () => {
    const bulletins = `/channels/${server.channel("bulletins").id}`;
    const id = await postIn(bulletins);
    const reply = await rest(server, "POST", `${bulletins}/messages/${id}/threads`, { name: "More" });
    expect(reply.body["type"]).toBe(10);
  });

  it.each([
    [100, 201],
    [101, 400],
  ])("a name of %i characters gives %i", async (length, status) => {
    const id = await postIn(news);
    const reply = await rest(server, "POST", `${news}/messages/${id}/threads`, { name: "x".repeat(length) });
    expect(reply.status).toBe(status);
  });

  it("needs CREATE_PUBLIC_THREADS to open and SEND_MESSAGES_IN_THREADS to post in", async () => {
    const id = await postIn(news);
    const open = () => rest(server, "POST", `${news}/messages/${id}/threads`, { name: "More" });
    server.deny("daily-news", ["CREATE_PUBLIC_THREADS", "SEND_MESSAGES_IN_THREADS"]);
    expect(await open()).toMatchObject({ status: 403, body: { code: 50_013 } });
    server.deny("daily-news", ["SEND_MESSAGES_IN_THREADS"]);
    expect((await open()).status).toBe(201);
    const inside = await rest(server, "POST", `/channels/${id}/messages`, { content: "c" });
    expect(inside).toMatchObject({ status: 403, body: { code: 50_013 } });
  });

  it("can be joined while it is open", async () => {
    const id = await postIn(news);
    await rest(server, "POST", `${news}/messages/${id}/threads`, { name: "More" });
    const join = () => rest(server, "PUT", `/channels/${id}/thread-members/@me`);
    expect((await join()).status).toBe(204);
    await rest(server, "PATCH", `/channels/${id}`, { archived: true });
    expect(await join()).toMatchObject({ status: 400, body: { code: 50_083 } });
  });

  it("archived: its messages stay as they are until somebody writes", async () => {
    const id = await postIn(news);
    await rest(server, "POST", `${news}/messages/${id}/threads`, { name: "More" });
    const inside = await postIn(`/channels/${id}`);
    await rest(server, "PATCH", `/channels/${id}`, { archived: true });
    const edit = () => rest(server, "PATCH", `/channels/${id}/messages/${inside}`, { content: "d" });
    expect(await edit()).toMatchObject({ status: 400, body: { code: 50_083 } });
    const active = async () =>
      (await rest(server, "GET", `/guilds/${server.world.guild.id}/threads/active`)).body["threads"];
    expect(await active()).toEqual([]);
    expect((await rest(server, "GET", `${news}/threads/archived/public`)).body["threads"]).toMatchObject([{ id }]);
    await postIn(`/channels/${id}`);
    expect(await active()).toMatchObject([{ id }]);
    expect((await edit()).status).toBe(200);
  });
});

describe("a thread without a message", () => {
  it("is private unless its type says otherwise", async () => {
    const plain = await rest(server, "POST", `${news}/threads`, { name: "a" });
    expect(plain).toMatchObject({ status: 403, body: { code: 50_013 } });
    expect(await rest(server, "POST", `${news}/threads`, { name: "a", type: 11 })).toMatchObject({
      status: 201,
      body: { type: 11 },
    });
    expect(server.messages("daily-news")).toMatchObject([{ type: 18, content: "a" }]);
  });
});

describe("a forum", () => {
  const forum = () => server.channel("stories");
  const post = (body: object, name = "stories") =>
    rest(server, "POST", `/channels/${server.channel(name).id}/threads`, {
      name: "A story",
      message: { content: "c" },
      ...body,
    });

  it("takes a post with its tags; post and first message share their id", async () => {
    const applied_tags = [forum().tags[0]!.id];
    const { status, body } = await post({ applied_tags });
    expect(status).toBe(201);
    expect(body).toMatchObject({ applied_tags, message: { id: body["id"], content: "c" } });
    expect(server.threads("stories")).toHaveLength(1);
  });

  it("knows no nonce: the same post twice is two posts", async () => {
    const message = { content: "c", nonce: "n", enforce_nonce: true };
    await post({ message });
    const again = await post({ message });
    expect(server.threads("stories")).toHaveLength(2);
    expect(again.body["message"]).not.toHaveProperty("nonce");
  });

  it.each([
    ["a tag that is not there", { applied_tags: ["1"] }, "CHANNEL_INVALID_TAG"],
    ["no message", { message: undefined }, "message"],
    ["a message too long", { message: { content: "x".repeat(2_001) } }, '"message":{"content"'],
    ["six tags", { applied_tags: ["1", "2", "3", "4", "5", "6"] }, "applied_tags"],
  ])("refuses %s", async (_, body, where) => {
    const reply = await post(body);
    expect(reply).toMatchObject({ status: 400, body: { code: 50_035 } });
    expect(JSON.stringify(reply.body["errors"])).toContain(where);
    expect(server.threads("stories")).toEqual([]);
  });

  it("may ask for a tag", async () => {
    server.addChannel({ name: "filed", type: "forum", tags: ["World"], requireTag: true });
    const refused = await post({}, "filed");
    expect(JSON.stringify(refused.body["errors"])).toContain("CHANNEL_FORUM_TAG_REQUIRED");
    expect((await post({ applied_tags: [server.channel("filed").tags[0]!.id] }, "filed")).status).toBe(201);
  });
});
