import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "./json.ts";
import { listOf, rest } from "./rest.fixture.ts";
import type { Reply } from "./rest.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let clock = Date.UTC(2026, 10, 22, 8);
let server: DiscordServer;
let news = "";

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 8);
  server = await startDiscord({ now: () => clock });
  news = `/channels/${server.channel("daily-news").id}/messages`;
});
afterEach(() => server.close());

const post = (body: Json, to = news) => rest(server, "POST", to, body);
const V2 = 32_768;
const v2 = (...components: readonly Json[]) => ({ flags: V2, components });
const text = (content: string, more: Json = {}) => ({ type: 10, content, ...more });
const button = (more: Json = {}) => ({ type: 2, style: 2, label: "Go", custom_id: "go", ...more });
const link = (more: Json = {}) => ({ type: 2, style: 5, label: "Go", url: "https://example.org/", ...more });
const row = (...components: readonly Json[]) => ({ type: 1, components });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const errorsOf = ({ body }: Reply) => JSON.stringify(body["errors"]);

describe("limits of a message: taken at the limit, refused one past it", () => {
  const fields = (count: number) => times(count, () => ({ name: "n", value: "v" }));
  const cases: readonly (readonly [string, (over: number) => Json, string])[] = [
    ["content", (over) => ({ content: "x".repeat(2_000 + over) }), "content"],
    ["embeds", (over) => ({ embeds: times(10 + over, () => ({ title: "t" })) }), "embeds"],
    ["embed title", (over) => ({ embeds: [{ title: "x".repeat(256 + over) }] }), "title"],
    ["embed description", (over) => ({ embeds: [{ description: "x".repeat(4_096 + over) }] }), "description"],
    ["embed fields", (over) => ({ embeds: [{ fields: fields(25 + over) }] }), "fields"],
    ["field name", (over) => ({ embeds: [{ fields: [{ name: "x".repeat(256 + over), value: "v" }] }] }), "name"],
    ["field value", (over) => ({ embeds: [{ fields: [{ name: "n", value: "x".repeat(1_024 + over) }] }] }), "value"],
    ["footer", (over) => ({ embeds: [{ title: "t", footer: { text: "x".repeat(2_048 + over) } }] }), "footer"],
    [
      "embeds in total",
      (over) => ({ embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_000 + over) }] }),
      "MAX_EMBED_SIZE_EXCEEDED",
    ],
    ["old rows", (over) => ({ components: times(5 + over, (n) => row(button({ custom_id: `b${n}` }))) }), "components"],
    [
      "buttons of a row",
      (over) => ({ components: [row(...times(5 + over, (n) => button({ custom_id: `b${n}` })))] }),
      "components",
    ],
    ["label", (over) => ({ components: [row(button({ label: "x".repeat(80 + over) }))] }), "label"],
    ["custom id", (over) => ({ components: [row(button({ custom_id: "x".repeat(100 + over) }))] }), "custom_id"],
    ["link", (over) => ({ components: [row(link({ url: `https://example.org/${"x".repeat(492 + over)}` }))] }), "url"],
    [
      "options of a list",
      (over) => ({
        components: [
          row({ type: 3, custom_id: "s", options: times(25 + over, (n) => ({ label: `l${n}`, value: `v${n}` })) }),
        ],
      }),
      "options",
    ],
    [
      "components with those inside",
      (over) => v2({ type: 17, components: times(39 + over, () => text("t")) }),
      "COMPONENT_MAX_TOTAL",
    ],
    [
      "text over all displays",
      (over) => v2(text("x".repeat(2_000)), text("x".repeat(2_000 + over))),
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ],
    ["nonce", (over) => ({ content: "c", nonce: "x".repeat(25 + over) }), "nonce"],
    [
      "people who may be pinged",
      (over) => ({ content: "c", allowed_mentions: { users: times(100 + over, (n) => String(n + 1)) } }),
      "allowed_mentions",
    ],
  ];

  it.each(cases)("%s", async (_, body, where) => {
    expect((await post(body(0))).status).toBe(200);
    const refused = await post(body(1));
    expect(refused).toMatchObject({ status: 400, body: { code: 50_035, message: "Invalid Form Body" } });
    expect(errorsOf(refused)).toContain(where);
  });

  it("bytes over all displays end in a 500, as at Discord, with 12 bytes a display", async () => {
    const cjk = "報".repeat(3_386);
    expect((await post(v2(text(cjk)))).status).toBe(200);
    expect((await post(v2(text(`${cjk}a`)))).status).toBe(500);
  });
});

describe("bodies that Discord refuses", () => {
  const cases: readonly (readonly [string, Json, number, string])[] = [
    ["an empty message", {}, 50_006, ""],
    ["blank content", { content: " \n" }, 50_006, ""],
    ["content beside components of version 2", { ...v2(text("t")), content: "c" }, 50_035, "LEGACY_FIELDS"],
    ["embeds beside components of version 2", { ...v2(text("t")), embeds: [{ title: "t" }] }, 50_035, "LEGACY_FIELDS"],
    ["components of version 2 without the flag", { components: [text("t")] }, 50_035, "UNION_TYPE_CHOICES"],
    ["an unknown component", v2({ type: 99 }), 50_035, "UNION_TYPE_CHOICES"],
    [
      "a container in a container",
      v2({ type: 17, components: [{ type: 17, components: [text("t")] }] }),
      50_035,
      "UNION_TYPE",
    ],
    ["a section without an accessory", v2({ type: 9, components: [text("t")] }), 50_035, "accessory"],
    ["an empty text display", v2(text("")), 50_035, "BASE_TYPE_REQUIRED"],
    ["two components with one custom id", v2(row(button(), button())), 50_035, "CUSTOM_ID_DUPLICATED"],
    ["two components with one id", v2(text("a", { id: 7 }), text("b", { id: 7 })), 50_035, "COMPONENT_ID_DUPLICATED"],
    ["a link with a custom id", v2(row(link({ custom_id: "x" }))), 50_035, "MUTUALLY_EXCLUSIVE"],
    ["a link without an address", v2(row({ type: 2, style: 5, label: "l" })), 50_035, "url"],
    ["a link by another scheme", v2(row(link({ url: "ftp://example.org/" }))), 50_035, "URL_TYPE_INVALID_SCHEME"],
    ["a button with neither label nor emoji", v2(row({ type: 2, style: 2, custom_id: "x" })), 50_035, "label"],
    ["a button without a custom id", v2(row({ type: 2, style: 2, label: "l" })), 50_035, "custom_id"],
    [
      "a list beside a button",
      v2(row({ type: 3, custom_id: "s", options: [{ label: "l", value: "v" }] }, button())),
      50_035,
      "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ],
    [
      "two options of one value",
      v2(row({ type: 3, custom_id: "s", options: times(2, (n) => ({ label: `l${n}`, value: "v" })) })),
      50_035,
      "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ],
    [
      "mentions by kind and by name at once",
      { content: "c", allowed_mentions: { parse: ["users"], users: ["1"] } },
      50_035,
      "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ],
    ["EPHEMERAL outside an answer", { content: "c", flags: 64 }, 50_035, "flags"],
    ["an embed with nothing to see", { embeds: [{ color: 1 }] }, 50_035, "embeds"],
  ];

  it.each(cases)("%s", async (_, body, code, where) => {
    const reply = await post(body);
    expect(reply).toMatchObject({ status: 400, body: { code } });
    expect(errorsOf(reply) ?? "").toContain(where);
    expect(server.messages("daily-news")).toEqual([]);
  });
});

describe("who may", () => {
  it.each([
    ["a channel that is not there", "/channels/1/messages", 404, 10_003],
    ["a forum, which takes posts alone", "stories", 400, 50_008],
  ])("%s", async (_, to, status, code) => {
    const path = to.startsWith("/") ? to : `/channels/${server.channel(to).id}/messages`;
    expect(await post({ content: "c" }, path)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ["VIEW_CHANNEL", { content: "c" }, 50_001],
    ["SEND_MESSAGES", { content: "c" }, 50_013],
    ["EMBED_LINKS", { embeds: [{ title: "t" }] }, 50_013],
  ] as const)("without %s", async (permission, body, code) => {
    server.deny("daily-news", [permission]);
    expect(await post(body)).toMatchObject({ status: 403, body: { code } });
    server.deny("daily-news", []);
    expect((await post(body)).status).toBe(200);
  });

  it("refuses a wrong token", async () => {
    const reply = await rest({ ...server, token: "other" }, "GET", "/users/@me");
    expect(reply).toMatchObject({ status: 401, body: { code: 0, message: "401: Unauthorized" } });
  });

  it("shows a channel without a past to a bot that may not read it", async () => {
    await post({ content: "c" });
    server.deny("daily-news", ["READ_MESSAGE_HISTORY"]);
    expect(await rest(server, "GET", news)).toMatchObject({ status: 200, body: [] });
  });

  it("lets nobody edit what another one wrote", async () => {
    const { id } = server.say({ channel: "daily-news", user: "marit", content: "Good morning" });
    expect(await rest(server, "PATCH", `${news}/${id}`, { content: "x" })).toMatchObject({
      status: 403,
      body: { code: 50_005 },
    });
  });
});

describe("nonces", () => {
  const body = { content: "c", nonce: "n1", enforce_nonce: true };

  it("give the first message back for two minutes, in whatever channel", async () => {
    const first = await post(body);
    clock += 120_000;
    const second = await post({ ...body, content: "other" }, `/channels/${server.channel("tea-break").id}/messages`);
    expect(second.body["id"]).toBe(first.body["id"]);
    clock += 1;
    expect((await post(body)).body["id"]).not.toBe(first.body["id"]);
  });

  it("mean nothing unless enforced", async () => {
    await post({ content: "c", nonce: "n1" });
    await post({ content: "c", nonce: "n1" });
    expect(server.messages("daily-news")).toHaveLength(2);
  });

  it("answer 10008 for a message that was deleted since", async () => {
    await post(body);
    server.removeMessage(server.messages("daily-news")[0]!);
    expect(await post(body)).toMatchObject({ status: 404, body: { code: 10_008 } });
  });

  it("are shown in history for some minutes, with the components", async () => {
    await post({ ...v2(text("t")), nonce: "n1" });
    expect(listOf(await rest(server, "GET", news))).toMatchObject([
      { nonce: "n1", components: [{ type: 10, content: "t" }] },
    ]);
    clock += 5 * 60_000;
    expect(listOf(await rest(server, "GET", news))[0]).not.toHaveProperty("nonce");
  });
});

describe("history", () => {
  it("comes newest first, by page, before, after and around", async () => {
    for (let n = 0; n < 7; n += 1) await post({ content: `m${n}` });
    const ids = server.messages("daily-news").map(({ id }) => id);
    const said = async (query: string) =>
      listOf(await rest(server, "GET", `${news}?${query}`)).map(({ content }) => content);
    expect(await said("limit=2")).toEqual(["m6", "m5"]);
    expect(await said(`limit=2&before=${ids[2]}`)).toEqual(["m1", "m0"]);
    expect(await said(`limit=2&after=${ids[2]}`)).toEqual(["m4", "m3"]);
    expect(await said(`limit=3&around=${ids[3]}`)).toEqual(["m4", "m3", "m2"]);
    expect(await rest(server, "GET", `${news}?limit=101`)).toMatchObject({ status: 400, body: { code: 50_035 } });
  });

  it("ids grow while the clock stands still and when it goes back", async () => {
    await post({ content: "a" });
    clock -= 5_000;
    await post({ content: "b" });
    const [a, b] = server.messages("daily-news");
    expect(BigInt(b!.id)).toBeGreaterThan(BigInt(a!.id));
  });
});

describe("edits", () => {
  it("keep what was said before, and what is left out", async () => {
    const { body } = await post({ content: "before", embeds: [{ title: "t" }] });
    const edited = await rest(server, "PATCH", `${news}/${String(body["id"])}`, { content: "after" });
    expect(edited.body).toMatchObject({ content: "after", embeds: [{ title: "t" }] });
    expect(server.messages("daily-news")[0]?.edits).toMatchObject([{ content: "before" }]);
  });

  it("cannot turn version 2 into content", async () => {
    const { body } = await post(v2(text("t")));
    const reply = await rest(server, "PATCH", `${news}/${String(body["id"])}`, { content: "c" });
    expect(reply).toMatchObject({ status: 400, body: { code: 50_035 } });
  });

  it("of a message older than an hour are counted", async () => {
    const { body } = await post({ content: "c" });
    clock += 3_600_001;
    const edit = () => rest(server, "PATCH", `${news}/${String(body["id"])}`, { content: "d" });
    for (let n = 0; n < 30; n += 1) expect((await edit()).status).toBe(200);
    expect(await edit()).toMatchObject({ status: 429, body: { code: 30_046 } });
  });
});

describe("pings", () => {
  it.each([
    ["@everyone", { content: "Hello @everyone" }, 1],
    ["@here with an invisible mark inside", { content: "@\u202Ehere" }, 1],
    ["a person and a role", { content: "<@12> <@&34>" }, 2],
    ["in a text display", v2(text("Hello <@12>")), 1],
    ["silenced", { content: "@everyone <@12>", allowed_mentions: { parse: [] } }, 0],
    ["only the named person", { content: "<@12> <@13>", allowed_mentions: { parse: [], users: ["12"] } }, 1],
    ["not in an embed", { embeds: [{ title: "@everyone" }] }, 0],
  ])("%s", async (_, body, count) => {
    await post(body);
    expect(server.pings()).toHaveLength(count);
  });
});

describe("announcements", () => {
  it("are crossposted once, and only from their channel", async () => {
    const bulletins = `/channels/${server.channel("bulletins").id}/messages`;
    const { body } = await post({ content: "c" }, bulletins);
    const cross = () => rest(server, "POST", `${bulletins}/${String(body["id"])}/crosspost`);
    expect((await cross()).body["flags"]).toBe(1);
    expect(await cross()).toMatchObject({ status: 400, body: { code: 40_033 } });
    const plain = await post({ content: "c" });
    const reply = await rest(server, "POST", `${news}/${String(plain.body["id"])}/crosspost`);
    expect(reply).toMatchObject({ status: 400, body: { code: 50_024 } });
  });
});
