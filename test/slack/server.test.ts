// oxlint-disable unicorn/require-post-message-target-origin -- chat.postMessage is no window
import { webApi } from "@slack/bolt";
import type { types } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { startSlack } from "./server.ts";
import type { SlackOptions, SlackServer } from "./server.ts";

const NEWS = "C0NEWSDESK";
const EDITORS = "C0EDITORS1";
const LOUNGE = "C0LOUNGE01";
const AGNES = "U0AGNES001";

let slack: SlackServer;

async function start(options: SlackOptions = {}): Promise<webApi.WebClient> {
  slack = await startSlack(options);
  return clientWith(slack.app.botToken);
}

function clientWith(token: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
  });
}

afterEach(async () => {
  await slack.close();
});

/** The error code of a refused call. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    throw error;
  }
  return "accepted";
}

async function raw(method: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(`${slack.apiUrl}${method}`, { method: "POST", ...init });
  return (await response.json()) as Record<string, unknown>;
}

const quiet = { unfurl_links: false, unfurl_media: false } as const;

describe("the Web API as the real client calls it", () => {
  it("says who the bot is", async () => {
    const client = await start();
    expect(await client.auth.test()).toMatchObject({ ok: true, team: "Harbour Gazette", user_id: slack.app.botUser });
  });

  it("posts with metadata and shows it again only to those who ask for it", async () => {
    const client = await start();
    const metadata = { event_type: "delivery", event_payload: { key: "k1" } };
    const posted = await client.chat.postMessage({ channel: NEWS, text: "Tide is high", metadata, ...quiet });
    const whole = await client.conversations.history({ channel: NEWS, include_all_metadata: true });
    const bare = await client.conversations.history({ channel: NEWS });
    expect(whole.messages?.[0]).toMatchObject({ ts: posted.ts, text: "Tide is high", metadata });
    expect(bare.messages?.[0]?.metadata).toEqual({ event_type: "delivery" });
  });

  it("keeps replies out of the history and in their thread", async () => {
    const client = await start();
    const { ts = "" } = await client.chat.postMessage({ channel: NEWS, text: "parent", ...quiet });
    await client.chat.postMessage({ channel: NEWS, text: "reply", thread_ts: ts, ...quiet });
    const history = await client.conversations.history({ channel: NEWS });
    const replies = await client.conversations.replies({ channel: NEWS, ts });
    expect(history.messages?.map(({ text, reply_count }) => [text, reply_count])).toEqual([["parent", 1]]);
    expect(replies.messages?.map(({ text }) => text)).toEqual(["parent", "reply"]);
  });

  it("pages through a history back from now, and forward from `oldest`", async () => {
    let now = 1_800_000_000_000;
    const client = await start({ now: () => (now += 1000) });
    for (let index = 0; index < 7; index++)
      await client.chat.postMessage({ channel: NEWS, text: `m${index}`, ...quiet });
    const [first] = slack.messages(NEWS);
    const walk = async (range: { oldest?: string; inclusive?: boolean }): Promise<string[]> => {
      const pages: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.conversations.history({
          channel: NEWS,
          limit: 3,
          ...range,
          ...(cursor && { cursor }),
        });
        pages.push((page.messages ?? []).map(({ text }) => text).join(" "));
        cursor = page.response_metadata?.next_cursor;
      } while (cursor);
      return pages;
    };
    expect(await walk({})).toEqual(["m6 m5 m4", "m3 m2 m1", "m0"]);
    expect(await walk({ oldest: first?.ts ?? "" })).toEqual(["m3 m2 m1", "m6 m5 m4"]);
    expect(await walk({ oldest: first?.ts ?? "", inclusive: true })).toEqual(["m2 m1 m0", "m5 m4 m3", "m6"]);
  });

  it("gives strictly rising time stamps while the clock stands still", async () => {
    const client = await start({ now: () => 1_800_000_000_000 });
    for (let index = 0; index < 3; index++) await client.chat.postMessage({ channel: NEWS, text: "x", ...quiet });
    expect(slack.messages(NEWS).map(({ ts }) => ts)).toEqual([
      "1800000000.000000",
      "1800000000.000001",
      "1800000000.000002",
    ]);
  });

  it("remembers what a message said before an edit, and that text without blocks takes the blocks away", async () => {
    const client = await start();
    const blocks = [{ type: "divider" }];
    const { ts = "" } = await client.chat.postMessage({ channel: NEWS, text: "first", blocks, ...quiet });
    await client.chat.update({ channel: NEWS, ts, text: "second" });
    const [message] = slack.messages(NEWS);
    expect(message).toMatchObject({ text: "second", blocks: [] });
    expect(message?.earlier.map(({ text, blocks }) => [text, blocks.length])).toEqual([["first", 1]]);
  });

  it("shows an ephemeral message to one person and to no history", async () => {
    const client = await start();
    await client.chat.postEphemeral({ channel: NEWS, user: AGNES, text: "psst" });
    expect(slack.ephemerals(NEWS).map(({ only, text }) => [only, text])).toEqual([[AGNES, "psst"]]);
    expect((await client.conversations.history({ channel: NEWS })).messages).toEqual([]);
  });

  it("lists channels, members and people", async () => {
    const client = await start();
    const list = await client.conversations.list({ types: "public_channel,private_channel" });
    const members = await client.conversations.members({ channel: NEWS });
    const person = await client.users.info({ user: AGNES });
    expect(list.channels?.map(({ name, is_member }) => [name, is_member])).toEqual([
      ["news", true],
      ["harbour-watch", true],
      ["editors", true],
      ["lounge", false],
    ]);
    expect(members.members).toContain(AGNES);
    expect(person.user).toMatchObject({ name: "agnes", is_admin: true });
  });

  it("opens a direct conversation and posts in it", async () => {
    const client = await start();
    const { channel } = await client.conversations.open({ users: AGNES });
    await client.chat.postMessage({ channel: AGNES, text: "only for you", ...quiet });
    expect(slack.messages(channel?.id ?? "").map(({ text }) => text)).toEqual(["only for you"]);
  });
});

describe("refusals", () => {
  const cases: readonly [string, (client: webApi.WebClient) => Promise<unknown>, string][] = [
    ["an unknown channel", (c) => c.chat.postMessage({ channel: "C404", text: "x" }), "channel_not_found"],
    ["a public channel without the bot", (c) => c.chat.postMessage({ channel: LOUNGE, text: "x" }), "not_in_channel"],
    ["the history of a channel without the bot", (c) => c.conversations.history({ channel: LOUNGE }), "not_in_channel"],
    ["nothing to say", (c) => c.chat.postMessage({ channel: NEWS, text: " " }), "no_text"],
    [
      "a thread of nothing",
      (c) => c.chat.postMessage({ channel: NEWS, text: "x", thread_ts: "1.000001" }),
      "thread_not_found",
    ],
    ["replies to nothing", (c) => c.conversations.replies({ channel: NEWS, ts: "1.000001" }), "thread_not_found"],
    ["an edit of nothing", (c) => c.chat.update({ channel: NEWS, ts: "1.000001", text: "x" }), "message_not_found"],
    [
      "an edit above 4,000 characters",
      async (c) => {
        const { ts = "" } = await c.chat.postMessage({ channel: NEWS, text: "x" });
        return c.chat.update({ channel: NEWS, ts, text: "x".repeat(4001) });
      },
      "msg_too_long",
    ],
    ["a limit of 1,000", (c) => c.conversations.history({ channel: NEWS, limit: 1000 }), "invalid_limit"],
    ["a foreign cursor", (c) => c.conversations.history({ channel: NEWS, cursor: "page2" }), "invalid_cursor"],
    [
      "a time that is none",
      (c) => c.conversations.history({ channel: NEWS, oldest: "yesterday" }),
      "invalid_ts_oldest",
    ],
    [
      "metadata with a dash in its type",
      (c) => c.chat.postMessage({ channel: NEWS, text: "x", metadata: { event_type: "a-b", event_payload: {} } }),
      "invalid_metadata_schema",
    ],
    [
      "metadata above 8,000 bytes",
      (c) =>
        c.chat.postMessage({
          channel: NEWS,
          text: "x",
          metadata: { event_type: "a", event_payload: { k: "x".repeat(8000) } },
        }),
      "metadata_too_large",
    ],
    [
      "an ephemeral message to a stranger",
      (c) => c.chat.postEphemeral({ channel: NEWS, user: "U404", text: "x" }),
      "user_not_in_channel",
    ],
    ["a person that is none", (c) => c.users.info({ user: "U404" }), "user_not_found"],
    ["a method that is none", (c) => c.apiCall("chat.shout"), "unknown_method"],
    ["a socket with the bot's token", (c) => c.apps.connections.open({}), "not_allowed_token_type"],
  ];

  it.each(cases)("refuses %s", async (_what, call, code) => {
    expect(await refusal(call(await start()))).toBe(code);
  });

  it("refuses an archived channel, and a private one without the bot as if there were none", async () => {
    const client = await start();
    slack.archive(NEWS);
    slack.setMember(EDITORS, false);
    expect(await refusal(client.chat.postMessage({ channel: NEWS, text: "x" }))).toBe("is_archived");
    expect(await refusal(client.conversations.info({ channel: EDITORS }))).toBe("channel_not_found");
  });

  it("refuses no token, a strange one and a revoked one", async () => {
    const client = await start();
    expect(await raw("auth.test", {})).toMatchObject({ ok: false, error: "not_authed" });
    expect(await refusal(clientWith("xoxb-other").auth.test())).toBe("invalid_auth");
    slack.setToken("revoked");
    expect(await refusal(client.auth.test())).toBe("token_revoked");
  });

  it("names the scope that is missing and those that are there", async () => {
    const client = await start({ scopes: ["chat:write", "channels:history"] });
    await expect(client.conversations.history({ channel: EDITORS })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "groups:history", provided: "chat:write,channels:history" },
    });
    expect(await refusal(client.conversations.history({ channel: NEWS }))).toBe("accepted");
  });

  it("takes JSON bodies as well, and refuses what is neither a form nor an object", async () => {
    await start();
    const headers = {
      authorization: `Bearer ${slack.app.botToken}`,
      "content-type": "application/json; charset=utf-8",
    };
    const good = JSON.stringify({ channel: NEWS, text: "by JSON", blocks: [{ type: "divider" }], unfurl_links: false });
    expect(await raw("chat.postMessage", { headers, body: good })).toMatchObject({ ok: true, channel: NEWS });
    expect(await raw("chat.postMessage", { headers, body: "{" })).toMatchObject({ error: "invalid_json" });
    expect(await raw("chat.postMessage", { headers, body: "[]" })).toMatchObject({ error: "json_not_object" });
    const plain = { ...headers, "content-type": "text/plain" };
    expect(await raw("chat.postMessage", { headers: plain, body: "x" })).toMatchObject({ error: "invalid_post_type" });
  });
});

describe("conduct", () => {
  it("notes misspelt arguments, missing fallback text, replies to replies and text that Slack would split", async () => {
    const client = await start();
    const { ts = "" } = await client.chat.postMessage({ channel: NEWS, text: "x".repeat(4001), ...quiet });
    await client.apiCall("chat.postMessage", { channel: NEWS, text: "x", unfurl_link: false, ...quiet });
    await client.chat.postMessage({ channel: NEWS, blocks: [{ type: "divider" }], ...quiet });
    const reply = await client.chat.postMessage({ channel: NEWS, text: "x", thread_ts: ts, ...quiet });
    await client.chat.postMessage({ channel: NEWS, text: "x", thread_ts: reply.ts ?? "", ...quiet });
    expect(slack.violations.map(({ kind }) => kind)).toEqual([
      "text_split",
      "unknown_argument",
      "no_fallback_text",
      "reply_to_a_reply",
    ]);
    expect(slack.messages(NEWS).filter(({ text }) => text.length === 4000)).toHaveLength(1);
    expect(slack.messages(NEWS).at(-1)?.threadTs).toBe(ts);
  });

  it("cuts text above 40,000 characters and warns", async () => {
    const client = await start();
    const blocks = [{ type: "divider" }];
    const kept = await client.chat.postMessage({ channel: NEWS, text: "x".repeat(40_000), blocks, ...quiet });
    const cut = await client.chat.postMessage({ channel: NEWS, text: "x".repeat(40_001), blocks, ...quiet });
    expect([kept["warning"], cut["warning"]]).toEqual([undefined, "message_truncated"]);
  });

  it("records who would have been pinged and what would have been unfurled", async () => {
    const client = await start();
    await client.chat.postMessage({ channel: NEWS, text: "<!here> see https://example.org/a", unfurl_links: false });
    await client.chat.postMessage({ channel: NEWS, text: "&lt;!here&gt; see https://example.org/a", ...quiet });
    await client.chat.postMessage({ channel: NEWS, text: "@channel", link_names: true, ...quiet });
    expect(slack.messages(NEWS).map(({ pings, unfurls }) => [pings.map(({ kind }) => kind), unfurls])).toEqual([
      [["here"], ["https://example.org/a"]],
      [[], []],
      [["channel"], []],
    ]);
  });
});

describe("rate limits", () => {
  it("lets five messages and then one a second and channel through when switched on, and names the time to wait", async () => {
    let now = 1_800_000_000_000;
    const client = await start({ rateLimits: true, now: () => now });
    const post = (channel: string): Promise<unknown> => client.chat.postMessage({ channel, text: "x", ...quiet });
    for (let index = 0; index < 5; index++) await post(NEWS);
    await expect(post(NEWS)).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 1 });
    await post(EDITORS);
    expect(slack.violations).toEqual([]);
    await expect(post(NEWS)).rejects.toThrow("rate-limit");
    expect(slack.violations.map(({ kind }) => kind)).toEqual(["called_during_retry_after"]);
    now += 1000;
    await post(NEWS);
    expect(slack.messages(NEWS)).toHaveLength(6);
  });

  it("counts a method by its tier", async () => {
    const client = await start({ rateLimits: true, now: () => 1_800_000_000_000 });
    for (let index = 0; index < 50; index++) await client.conversations.history({ channel: NEWS });
    await expect(client.conversations.history({ channel: NEWS })).rejects.toMatchObject({ retryAfter: 2 });
    await client.users.info({ user: AGNES });
  });
});

describe("Block Kit in messages and views", () => {
  const section = (length: number): object => ({
    type: "section",
    text: { type: "plain_text", text: "x".repeat(length) },
  });
  const say = (client: webApi.WebClient, blocks: unknown): Promise<unknown> =>
    client.apiCall("chat.postMessage", { channel: NEWS, text: "x", blocks, ...quiet });

  it("refuses blocks with the place of what is wrong, and notes it", async () => {
    const client = await start();
    await expect(say(client, [section(3001)])).rejects.toMatchObject({
      data: {
        error: "invalid_blocks",
        response_metadata: {
          messages: ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
        },
      },
    });
    expect(await refusal(say(client, "{"))).toBe("invalid_blocks_format");
    expect(slack.violations.map(({ kind }) => kind)).toEqual(["invalid_blocks"]);
  });

  it("takes 13,200 characters in all blocks and no more, but more through a response_url", async () => {
    const client = await start();
    const full = [...Array.from({ length: 4 }, () => section(3000)), section(1200)];
    expect(await refusal(say(client, full))).toBe("accepted");
    expect(await refusal(say(client, [...full, section(1)]))).toBe("msg_blocks_too_long");
    const { responseUrl } = slack.slash({ channel: NEWS, user: AGNES, text: "" });
    const body = JSON.stringify({ text: "x", blocks: [...full, section(1)] });
    expect((await fetch(responseUrl ?? "", { method: "POST", body })).status).toBe(200);
  });

  it("publishes a Home tab, updates it by its id, and refuses an outdated hash", async () => {
    const client = await start();
    const view: types.HomeView = { type: "home", blocks: [] };
    const first = await client.views.publish({ user_id: AGNES, view });
    const hash = first.view?.hash ?? "";
    await client.views.publish({ user_id: AGNES, view, hash });
    expect(await refusal(client.views.publish({ user_id: AGNES, view, hash }))).toBe("hash_conflict");
    expect(await refusal(client.views.update({ view_id: "V404", view }))).toBe("not_found");
    expect(await refusal(client.views.update({ view_id: first.view?.id ?? "", view }))).toBe("accepted");
  });

  it("stacks three forms and no more, and refuses one that is wrong without using up its trigger", async () => {
    const client = await start();
    const view: types.ModalView = { type: "modal", title: { type: "plain_text", text: "Form" }, blocks: [] };
    const trigger = (): string => slack.slash({ channel: NEWS, user: AGNES, text: "" }).triggerId;
    const first = trigger();
    const long: types.ModalView = { ...view, title: { type: "plain_text", text: "x".repeat(25) } };
    expect(await refusal(client.views.open({ trigger_id: first, view: long }))).toBe("invalid_arguments");
    expect(await refusal(client.views.open({ trigger_id: first, view }))).toBe("accepted");
    expect(await refusal(client.views.push({ trigger_id: trigger(), view }))).toBe("accepted");
    expect(await refusal(client.views.push({ trigger_id: trigger(), view }))).toBe("accepted");
    expect(await refusal(client.views.push({ trigger_id: trigger(), view }))).toBe("push_limit_reached");
    expect(slack.modal(AGNES)?.previousId).not.toBeNull();
  });
});
