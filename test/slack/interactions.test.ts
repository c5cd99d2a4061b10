// oxlint-disable unicorn/require-post-message-target-origin -- chat.postMessage is no window
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { types, webApi } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { sign } from "./request-url.ts";
import { startSlack } from "./server.ts";
import type { SlackOptions, SlackServer } from "./server.ts";

const NEWS = "C0NEWSDESK";
const AGNES = "U0AGNES001";
const BRAM = "U0BRAM0002";

let slack: SlackServer;
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await slack.close();
});

type Way = "Socket Mode" | "HTTP";

/** A bot of Bolt's own against the server, over Socket Mode or HTTP with its signature check. */
async function startApp(way: Way, listen: (app: App) => void, options: SlackOptions = {}): Promise<void> {
  slack = await startSlack(options);
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const { appToken, botToken, signingSecret } = slack.app;
  const receiver =
    way === "HTTP"
      ? new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
      : new SocketModeReceiver({
          appToken,
          clientPingTimeout: 100,
          logLevel: LogLevel.ERROR,
          installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
        });
  const app = new App({ token: botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  listen(app);
  await startReceiver(app, receiver);
  stops.push(async () => {
    await app.stop();
    // Bolt does not wait for the end of its connection.
    await until(() => slack.sockets.count() === 0);
  });
}

async function startReceiver(app: App, receiver: HTTPReceiver | SocketModeReceiver): Promise<void> {
  const server = (await app.start(
    ...(receiver instanceof HTTPReceiver ? [{ port: 0, host: "127.0.0.1" }] : []),
  )) as unknown;
  if (receiver instanceof HTTPReceiver) {
    const { port } = (server as { address: () => { port: number } }).address();
    slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  } else await slack.connected();
}

const button = (actionId: string): types.KnownBlock => ({
  type: "actions",
  block_id: "row",
  elements: [
    { type: "button", action_id: actionId, text: { type: "plain_text", text: "More" }, value: "page-2" },
    {
      type: "static_select",
      action_id: "pick",
      options: [
        { text: { type: "plain_text", text: "Tide" }, value: "tide" },
        { text: { type: "plain_text", text: "Storm" }, value: "storm" },
      ],
    },
  ],
});

const form: webApi.ViewsOpenArguments["view"] = {
  type: "modal",
  callback_id: "follow",
  title: { type: "plain_text", text: "Follow" },
  submit: { type: "plain_text", text: "Save" },
  blocks: [
    {
      type: "input",
      block_id: "topics",
      label: { type: "plain_text", text: "Topics" },
      element: { type: "plain_text_input", action_id: "words", max_length: 20 },
    },
  ],
};

describe.each<Way>(["Socket Mode", "HTTP"])("a bot over %s", (way) => {
  it("answers a command in its acknowledgement, privately, and later by response_url", async () => {
    await startApp(way, (app) => {
      app.command("/news", async ({ ack, command, respond }) => {
        await ack({ text: `looking for ${command.text}` });
        await respond({ text: "found", replace_original: false });
      });
    });
    const exchange = slack.slash({ channel: NEWS, user: AGNES, text: "search tide & storm" });
    expect(await exchange.answer(0)).toMatchObject({ kind: "ephemeral", message: { only: AGNES } });
    await exchange.answer(1);
    expect(
      slack
        .ephemerals(NEWS)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(["found", "looking for search tide &amp; storm"]);
    expect(await exchange.ack).toMatchObject({ ok: true });
    expect(slack.violations).toEqual([]);
  });

  it("hears presses and choices with the message that they were made in", async () => {
    const heard: unknown[] = [];
    await startApp(way, (app) => {
      app.action(/.*/, async ({ ack, action, body, respond }) => {
        await ack();
        heard.push(
          "value" in action ? action.value : "selected_option" in action ? action.selected_option?.value : null,
        );
        heard.push(body.type === "block_actions" ? body.message?.["text"] : null);
        await respond({ text: "changed", replace_original: true });
      });
    });
    const message = await postWith([button("more")]);
    const press = slack.press({ message, user: AGNES, actionId: "more" });
    expect(await press.answer(0)).toMatchObject({ kind: "replaced", message: { text: "changed", blocks: [] } });
    const second = await postWith([button("more")]);
    await slack.press({ message: second, user: AGNES, actionId: "pick", value: "storm" }).answer(0);
    expect(heard).toEqual(["page-2", "a post", "storm", "a post"]);
    expect(slack.violations).toEqual([]);
  });

  it("opens a form, refuses what was typed, takes it the second time and closes it", async () => {
    await startApp(way, (app) => {
      app.command("/news", async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: form });
      });
      app.view("follow", async ({ ack, view }) => {
        const typed = view.state.values["topics"]?.["words"]?.value;
        await (typed === "storm" ? ack() : ack({ response_action: "errors", errors: { topics: "Say storm." } }));
      });
    });
    const opened = await slack.slash({ channel: NEWS, user: AGNES, text: "subscribe" }).answer(0);
    if (opened.kind !== "view") throw new Error(`a ${opened.kind} instead of a form`);
    const refused = slack.submit(opened.view, { topics: "tide" });
    expect(await refused.answer(0)).toMatchObject({ kind: "errors", errors: { topics: "Say storm." } });
    expect(slack.modal(AGNES)?.id).toBe(opened.view.id);
    expect((await slack.submit(opened.view, { words: "storm" }).ack).ok).toBe(true);
    expect(slack.modal(AGNES)).toBeUndefined();
    expect(() => slack.submit(opened.view, { words: "storm" })).toThrow("is not open");
    expect(slack.violations).toEqual([]);
  });

  it("fills the Home tab when a person opens it", async () => {
    await startApp(way, (app) => {
      app.event("app_home_opened", async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "divider" }] } });
      });
    });
    const exchange = slack.openHome(BRAM);
    expect(await exchange.answer(0)).toMatchObject({ kind: "view", view: { type: "home", user: BRAM } });
    expect(slack.home(BRAM)?.body["blocks"]).toHaveLength(1);
  });

  it("hears the same thing several times when it is delivered several times", async () => {
    let heard = 0;
    await startApp(way, (app) => {
      app.command("/news", async ({ ack }) => {
        heard += 1;
        await ack();
      });
    });
    const acks = await slack.slash({ channel: NEWS, user: AGNES, text: "latest", copies: 3 }).acks;
    expect([acks.every(({ ok }) => ok), heard]).toEqual([true, 3]);
  });

  it("is told of an operation_timeout when it acknowledges too late, and the lateness is noted", async () => {
    const { promise: asked, resolve: release } = Promise.withResolvers<void>();
    await startApp(
      way,
      (app) => {
        app.command("/news", async ({ ack }) => {
          await asked;
          await ack().catch(() => {});
        });
      },
      { ackMs: 50 },
    );
    const ack = await slack.slash({ channel: NEWS, user: AGNES, text: "latest" }).ack;
    release();
    expect(ack).toMatchObject({ ok: false, reason: "operation_timeout" });
    expect(slack.violations[0]?.kind).toBe("no_ack");
  });
});

describe("events that are not acknowledged", () => {
  it("come again over HTTP, with their number and reason", async () => {
    const seen: unknown[] = [];
    const app = createServer((request, response) => {
      seen.push([request.headers["x-slack-retry-num"], request.headers["x-slack-retry-reason"]]);
      response.writeHead(seen.length < 3 ? 500 : 200).end();
      request.resume();
    });
    await new Promise<void>((resolve) => {
      app.listen(0, "127.0.0.1", resolve);
    });
    stops.push(() => new Promise((resolve) => app.close(resolve)));
    const { port } = app.address() as AddressInfo;
    slack = await startSlack({ requestUrl: `http://127.0.0.1:${port}`, retryMs: [0, 1, 2] });
    expect((await slack.openHome(AGNES).ack).ok).toBe(true);
    expect(seen).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      ["2", "http_error"],
    ]);
  });

  it("come again over Socket Mode, also when the connection was lost", async () => {
    slack = await startSlack({ ackMs: 20, retryMs: [0, 1] });
    const seen: unknown[] = [];
    const { socket } = await dial(await socketUrl());
    socket.addEventListener("message", ({ data }) => {
      const envelope = JSON.parse(String(data)) as Record<string, unknown>;
      seen.push([envelope["retry_attempt"], envelope["retry_reason"]]);
      if (seen.length === 2) socket.close();
    });
    expect(await slack.openHome(AGNES).ack).toMatchObject({ ok: false, reason: "connection_failed" });
    expect(seen).toEqual([
      [0, ""],
      [1, "http_timeout"],
    ]);
  });

  it("are lost when nobody listens any more", async () => {
    const nobody = await startSlack();
    const { origin } = nobody;
    await nobody.close();
    slack = await startSlack({ requestUrl: origin, retryMs: [0] });
    expect(await slack.openHome(AGNES).ack).toMatchObject({ ok: false, reason: "connection_failed" });
  });
});

async function socketUrl(): Promise<string> {
  const headers = { authorization: `Bearer ${slack.app.appToken}` };
  const answer = await fetch(`${slack.apiUrl}apps.connections.open`, { method: "POST", headers });
  return ((await answer.json()) as { url: string }).url;
}

async function postWith(blocks: readonly types.KnownBlock[]): Promise<ReturnType<SlackServer["messages"]>[number]> {
  await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${slack.app.botToken}`, "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ channel: NEWS, text: "a post", blocks, unfurl_links: false, unfurl_media: false }),
  });
  const message = slack.messages(NEWS).at(-1);
  if (message === undefined) throw new Error("the post was refused");
  return message;
}

describe("Socket Mode", () => {
  it("loses a command while nobody is connected, and is connected again after a refresh and after a cut", async () => {
    await startApp("Socket Mode", (app) => {
      app.command("/news", ({ ack }) => ack());
    });
    slack.sockets.refresh();
    await until(() => slack.sockets.count() === 0);
    expect((await slack.slash({ channel: NEWS, user: AGNES, text: "latest" }).ack).ok).toBe(false);
    await slack.connected();
    slack.sockets.cut();
    await until(() => slack.sockets.count() === 0);
    await slack.connected();
    expect((await slack.slash({ channel: NEWS, user: AGNES, text: "latest" }).ack).ok).toBe(true);
  });

  it("sends each payload to one of several connections, and lets ten in", async () => {
    slack = await startSlack();
    const heard: number[] = [];
    for (let index = 0; index < 10; index++) {
      const { socket, hello } = await dial(await socketUrl());
      expect(hello).toBe("hello");
      socket.addEventListener("message", ({ data }) => {
        heard.push(index);
        const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
        socket.send(JSON.stringify({ envelope_id }));
      });
    }
    expect((await dial(await socketUrl())).hello).toBe("disconnect");
    for (let index = 0; index < 3; index++) {
      expect((await slack.slash({ channel: NEWS, user: AGNES, text: "" }).ack).ok).toBe(true);
    }
    expect(new Set(heard).size).toBe(3);
    expect(slack.violations).toEqual([]);
  });

  it("lets a ticket in once, and nobody while it refuses", async () => {
    slack = await startSlack();
    const url = await socketUrl();
    const first = await dial(url);
    expect([first.hello, await knock(url)]).toEqual(["hello", "cut"]);
    slack.sockets.refuse(true);
    const next = await socketUrl();
    expect(await knock(next)).toBe("cut");
    slack.sockets.refuse(false);
    expect((await dial(next)).hello).toBe("hello");
    first.socket.send("gibberish");
    await until(() => slack.violations.length > 0);
    expect(slack.violations.map(({ kind }) => kind)).toEqual(["bad_ack"]);
  });
});

async function dial(url: string): Promise<{ readonly socket: WebSocket; readonly hello: unknown }> {
  const socket = new WebSocket(url);
  stops.push(() => Promise.resolve(socket.close()));
  const hello = await new Promise<unknown>((resolve) => {
    socket.addEventListener("message", ({ data }) => resolve((JSON.parse(String(data)) as { type: unknown }).type));
  });
  return { socket, hello };
}

function knock(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.addEventListener("open", () => resolve("open"));
    socket.addEventListener("error", () => resolve("cut"));
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("signatures", () => {
  it("are those of Slack's own example", () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    expect(sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it("that are wrong are refused by Bolt", async () => {
    await startApp(
      "HTTP",
      (app) => {
        app.command("/news", ({ ack }) => ack());
      },
      { app: { signingSecret: "the right secret" } },
    );
    (slack.app as { signingSecret: string }).signingSecret = "another secret";
    expect(await slack.slash({ channel: NEWS, user: AGNES, text: "latest" }).ack).toMatchObject({
      ok: false,
      reason: "http_error",
      detail: "status 401",
    });
  });
});

describe("triggers and response_url", () => {
  it("let a trigger open one view, within three seconds", async () => {
    let now = 1_800_000_000_000;
    slack = await startSlack({ now: () => now });
    const open = async (trigger: string): Promise<unknown> => {
      const headers = {
        authorization: `Bearer ${slack.app.botToken}`,
        "content-type": "application/json; charset=utf-8",
      };
      const body = JSON.stringify({ trigger_id: trigger, view: form });
      const answer = await fetch(`${slack.apiUrl}views.open`, { method: "POST", headers, body });
      const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
      return ok ? "ok" : error;
    };
    const ask = (): string => slack.slash({ channel: NEWS, user: AGNES, text: "" }).triggerId;
    const first = ask();
    const last = ask();
    const late = ask();
    expect([await open(first), await open(first), await open("t404")]).toEqual([
      "ok",
      "exchanged_trigger_id",
      "invalid_trigger_id",
    ]);
    now += 3000;
    expect(await open(last)).toBe("ok");
    now += 1;
    expect(await open(late)).toBe("expired_trigger_id");
  });

  it("take five posts within thirty minutes", async () => {
    let now = 1_800_000_000_000;
    slack = await startSlack({ now: () => now });
    const post = async (url: string | null): Promise<unknown> => {
      const answer = await fetch(url ?? "", { method: "POST", body: JSON.stringify({ text: "x" }) });
      const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
      return ok ? answer.status : [answer.status, error];
    };
    const { responseUrl: first } = slack.slash({ channel: NEWS, user: AGNES, text: "" });
    const { responseUrl: second } = slack.slash({ channel: NEWS, user: AGNES, text: "" });
    const answers: unknown[] = [];
    for (let index = 0; index < 6; index++) answers.push(await post(first));
    expect(answers).toEqual([200, 200, 200, 200, 200, [404, "used_url"]]);
    now += 30 * 60_000;
    expect(await post(second)).toBe(200);
    now += 1;
    expect(await post(second)).toEqual([404, "expired_url"]);
  });

  it("replace and delete what stands, and note a misspelt wish", async () => {
    slack = await startSlack();
    const message = await postWith([button("more")]);
    slack.setRequestUrl(slack.origin);
    const { responseUrl } = slack.press({ message, user: AGNES, actionId: "more" });
    const send = async (body: object): Promise<number> =>
      (await fetch(responseUrl ?? "", { method: "POST", body: JSON.stringify(body) })).status;
    expect(await send({ text: "private" })).toBe(200);
    expect(await send({ text: "new words", replace_original: true })).toBe(200);
    expect(slack.messages(NEWS).map(({ text }) => text)).toEqual(["new words"]);
    expect(slack.ephemerals(NEWS).map(({ only, text }) => [only, text])).toEqual([[AGNES, "private"]]);
    expect(await send({ delete_original: true })).toBe(200);
    expect(slack.messages(NEWS)).toEqual([]);
    expect(await send({ text: "x", replace_orginal: true })).toBe(200);
    expect(await send({ text: "x", blocks: [{ type: "table" }] })).toBe(400);
    const kinds = slack.violations.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "no_ack")).toEqual([
      "unknown_argument",
      "invalid_blocks",
      "invalid_response",
    ]);
  });
});
