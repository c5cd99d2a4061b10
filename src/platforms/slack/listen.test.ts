import { request as httpRequest } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Form, Request } from "../../core/conversation.ts";
import { sign } from "../../../test/slack/request-url.ts";
import type { Answer as Seen } from "../../../test/slack/state.ts";
import { AGNES, BRAM, LOUNGE, messageOf, NEWS, startBot, until } from "./listen.fixture.ts";
import type { Bot, Way } from "./listen.fixture.ts";

let bot: Bot;
afterEach(async () => {
  await bot.close();
});

const say = (words: string, action?: string, replaces = false): Answer => ({
  kind: "message",
  message: messageOf(words, action),
  replaces,
});

const FORM: Form = {
  title: "Not the same story",
  submit: "Report",
  action: "split:s1",
  note: "Which of these does not belong?",
  fields: [
    { kind: "line", name: "why", label: "Why", hint: "In a few words", value: "", required: false },
    {
      kind: "choice",
      name: "article",
      label: "Article",
      choices: [
        { value: "a1", label: "Storm <!channel> *now*" },
        { value: "a2", label: "Tide" },
      ],
      value: "a2",
      required: true,
    },
  ],
};

/** An answer for everything: forms where one is asked for, else the words back. */
function converse({ input, from }: Request): Answer {
  switch (input.kind) {
    case "words":
      return say(`${from.user} asked: ${input.text}`, "latest:1");
    case "button":
      return input.action.startsWith("split")
        ? { kind: "form", form: FORM }
        : say(`pressed ${input.action}`, "latest:2", true);
    case "form":
      return say(`form ${input.action} ${JSON.stringify(input.values)}`);
    case "home":
      return say("The newsroom", "subscriptions");
    case "command":
      return say("never");
  }
}

function wordsOf(seen: Seen): string {
  if (seen.kind === "view") return JSON.stringify(seen.view.body["blocks"]);
  return seen.kind === "errors" ? JSON.stringify(seen.errors) : JSON.stringify(seen.message.blocks) + seen.message.text;
}

describe.each<Way>(["socket", "http"])("The Slack bot over %s", (way) => {
  it("acknowledges a command, asks the conversation and answers the person alone", async () => {
    bot = await startBot(way, converse);
    const deed = bot.slack.slash({ channel: NEWS, user: BRAM, text: "search storm & <tide> @agnes" });
    expect((await deed.ack).ok).toBe(true);
    const seen = await deed.answer(0);
    expect(seen.kind).toBe("ephemeral");
    expect(wordsOf(seen)).toContain(`${BRAM} asked: search storm & <tide> @agnes`);
    expect(bot.asked).toMatchObject([
      {
        id: `slack:command:${deed.triggerId}`,
        from: { platform: "slack", workspace: "T0HARBOUR1", channel: NEWS, user: BRAM },
        input: { kind: "words", text: "search storm & <tide> @agnes" },
      },
    ]);
    expect(bot.slack.violations).toEqual([]);
  });

  it("answers a button of a post privately and leaves the post as it is", async () => {
    bot = await startBot(way, converse);
    const ts = await bot.post(messageOf("A digest", "evidence:s1:1:0"));
    const [message] = bot.slack.messages(NEWS);
    const deed = bot.slack.press({ user: BRAM, message: message!, actionId: "a0" });
    const seen = await deed.answer(0);
    expect(seen.kind).toBe("ephemeral");
    expect(wordsOf(seen)).toContain("pressed evidence:s1:1:0");
    expect(bot.slack.messages(NEWS).map((one) => [one.ts, one.editedTs])).toEqual([[ts, null]]);
    expect(bot.slack.violations).toEqual([]);
  });

  it("turns the page of a private answer in its place", async () => {
    bot = await startBot(way, converse);
    const first = await bot.slack.slash({ channel: NEWS, user: BRAM, text: "latest" }).answer(0);
    if (first.kind !== "ephemeral") throw new Error(first.kind);
    const seen = await bot.slack.press({ user: BRAM, message: first.message, actionId: "a0" }).answer(0);
    expect(seen.kind).toBe("replaced");
    expect(wordsOf(seen)).toContain("pressed latest:1");
    expect(bot.slack.violations).toEqual([]);
  });

  it("opens a form, and answers what was filled in where it was asked", async () => {
    bot = await startBot(way, converse);
    await bot.post(messageOf("A digest", "split:s1"));
    const [message] = bot.slack.messages(NEWS);
    const opened = await bot.slack.press({ user: BRAM, message: message!, actionId: "a0" }).answer(0);
    if (opened.kind !== "view") throw new Error(opened.kind);
    expect(wordsOf(opened)).toContain("Which of these does not belong?");
    const filled = bot.slack.submit(opened.view, { why: "another day" });
    expect((await filled.ack).ok).toBe(true);
    await until(() => bot.slack.ephemerals(NEWS).length === 1);
    expect(JSON.stringify(bot.slack.ephemerals(NEWS))).toContain("another day");
    expect(bot.asked.at(-1)).toMatchObject({
      from: { channel: NEWS, user: BRAM },
      input: { kind: "form", action: "split:s1", values: { why: "another day", article: "a2" } },
    });
    expect(bot.slack.violations).toEqual([]);
  });

  it("reads what is chosen in the menu behind the buttons", async () => {
    bot = await startBot(way, converse);
    const buttons = Array.from({ length: 7 }, (_, at) => ({ label: `Button ${at}`, action: `story:s${at}` }));
    await bot.post({
      summary: "Menu",
      blocks: [
        { kind: "paragraph", spans: [{ text: "Menu" }] },
        { kind: "actions", buttons },
      ],
    });
    const [message] = bot.slack.messages(NEWS);
    await bot.slack.press({ user: BRAM, message: message!, actionId: "a5", value: "story:s6" }).answer(0);
    expect(bot.asked[0]).toMatchObject({ input: { kind: "button", action: "story:s6" } });
  });

  it("shows its own page, answers there in a window, and turns the window's page", async () => {
    bot = await startBot(way, converse);
    const home = await bot.slack.openHome(AGNES).answer(0);
    if (home.kind !== "view") throw new Error(home.kind);
    expect(home.view.type).toBe("home");
    const opened = await bot.slack.press({ user: AGNES, view: home.view, actionId: "a0" }).answer(0);
    if (opened.kind !== "view") throw new Error(opened.kind);
    expect([opened.view.type, wordsOf(opened).includes("pressed subscriptions")]).toEqual(["modal", true]);
    const turned = await bot.slack.press({ user: AGNES, view: opened.view, actionId: "a0" }).answer(0);
    expect(wordsOf(turned)).toContain("pressed latest:2");
    expect(bot.asked.at(-1)?.from).toMatchObject({ channel: `@${AGNES}`, mayManage: { allowed: true } });
    expect(bot.slack.violations).toEqual([]);
  });

  it("acts once on what is delivered several times", async () => {
    bot = await startBot(way, converse);
    const slash = bot.slack.slash({ channel: NEWS, user: BRAM, text: "latest", copies: 5 });
    expect((await slash.acks).every(({ ok }) => ok)).toBe(true);
    const seen = await slash.answer(0);
    if (seen.kind !== "ephemeral") throw new Error(seen.kind);
    const press = bot.slack.press({ user: BRAM, message: seen.message, actionId: "a0", copies: 5 });
    await press.acks;
    await press.answer(0);
    const home = bot.slack.openHome(BRAM, 5);
    await home.acks;
    await home.answer(0);
    expect(bot.asked).toHaveLength(3);
  });

  it("knows who may manage a channel, and says why others may not", async () => {
    bot = await startBot(way, converse, { managers: ["U0CLEO0003"] });
    const asked = async (user: string, channel: string): Promise<boolean | undefined> => {
      await bot.slack.slash({ channel, user, text: "subscribe" }).answer(0);
      return bot.asked.at(-1)?.from.mayManage.allowed;
    };
    expect(await asked(AGNES, NEWS)).toBe(true);
    expect(await asked(BRAM, NEWS)).toBe(false);
    expect(bot.asked.at(-1)?.from.mayManage).toMatchObject({
      why: expect.stringContaining("workspace admin") as string,
    });
    expect(await asked(BRAM, "C0HARBOUR1")).toBe(true);
    expect(await asked("U0CLEO0003", NEWS)).toBe(true);
  });

  it("says all of a long answer, beyond the five that one address takes", async () => {
    const paragraph = { kind: "paragraph" as const, spans: [{ text: `${"Tide and storm. ".repeat(180)}End.` }] };
    const message = { summary: "Long", blocks: Array.from({ length: 28 }, () => paragraph) };
    bot = await startBot(way, () => ({ kind: "message", message, replaces: false }));
    const deed = bot.slack.slash({ channel: NEWS, user: BRAM, text: "story" });
    await deed.answer(6);
    expect(deed.answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => "ephemeral"));
    expect(bot.slack.requests.filter(({ method }) => method === "response_url")).toHaveLength(5);
    expect(bot.slack.violations).toEqual([]);
  });

  it("answers in a channel that it is not in, and by direct message when its address is of no use", async () => {
    bot = await startBot(way, converse);
    expect((await bot.slack.slash({ channel: LOUNGE, user: BRAM, text: "latest" }).answer(0)).kind).toBe("ephemeral");
    bot.slack.fault({ method: "response_url", fault: { kind: "http_error", status: 500, applied: false } });
    bot.slack.slash({ channel: LOUNGE, user: BRAM, text: "help" });
    await until(() =>
      [...bot.slack.channels.values()].some(({ kind, messages }) => kind === "im" && messages.length === 1),
    );
  });

  it("says once that the bot's token was revoked", async () => {
    bot = await startBot(way, converse);
    bot.slack.setToken("revoked");
    for (const text of ["one", "two"]) {
      bot.slack.slash({ channel: NEWS, user: BRAM, text });
      await until(() => bot.asked.at(-1)?.input.kind === "words" && JSON.stringify(bot.asked).includes(text));
    }
    await until(() => bot.listener.state() === "revoked");
    expect(bot.alerts).toHaveLength(1);
    expect(bot.alerts[0]).toContain("SLACK_BOT_TOKEN");
  });
});

describe("The Slack bot over a socket", () => {
  it("comes back when the connection is cut or Slack asks it to, and answers again", async () => {
    bot = await startBot("socket", converse);
    for (const end of [bot.slack.sockets.cut, bot.slack.sockets.refresh]) {
      end();
      await until(() => bot.listener.state() === "connecting");
      await until(() => bot.listener.state() === "connected");
      await bot.slack.slash({ channel: NEWS, user: BRAM, text: "latest" }).answer(0);
    }
    expect(bot.alerts).toEqual([]);
  });

  it("tries on while Slack cannot be reached", async () => {
    bot = await startBot("socket", converse);
    bot.slack.sockets.refuse(true);
    bot.slack.sockets.cut();
    await until(() => bot.slack.requests.filter(({ method }) => method === "apps.connections.open").length >= 3);
    expect(bot.listener.state()).toBe("connecting");
    bot.slack.sockets.refuse(false);
    await until(() => bot.listener.state() === "connected");
  });

  it("can be closed while it cannot connect", async () => {
    bot = await startBot("socket", converse);
    bot.slack.sockets.refuse(true);
    bot.slack.sockets.cut();
    await until(() => bot.listener.state() === "connecting");
    await bot.listener.close();
    bot.slack.sockets.refuse(false);
    expect(bot.slack.sockets.count()).toBe(0);
    expect(bot.alerts).toEqual([]);
  });

  it("stops at once, with one alert, when its token is of no use", async () => {
    bot = await startBot("socket", converse);
    const fault = { kind: "error", error: "invalid_auth", applied: false } as const;
    bot.slack.fault({ method: "apps.connections.open", fault, times: 100 });
    bot.slack.sockets.cut();
    await until(() => bot.listener.state() === "revoked");
    const tries = bot.slack.requests.filter(({ method }) => method === "apps.connections.open").length;
    expect(tries).toBe(2);
    expect(bot.alerts).toHaveLength(1);
    expect(bot.alerts[0]).toContain("SLACK_APP_TOKEN");
  });
});

describe("The Slack bot over HTTP", () => {
  const BODY = "command=%2Fnews&text=latest&user_id=U0BRAM0002&channel_id=C0NEWSDESK&team_id=T1&trigger_id=t1";
  const now = (shift = 0): string => String(Math.trunc(Date.now() / 1000) + shift);

  async function send(body: string, stamp: string, signature: string, path = "/slack/events"): Promise<number> {
    const response = await fetch(new URL(path, bot.listener.url!), {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature,
      },
      body,
    });
    return response.status;
  }

  it("takes what Slack signed and nothing else", async () => {
    bot = await startBot("http", converse);
    const { signingSecret } = bot.slack.app;
    const signed = (stamp: string, secret = signingSecret): string => sign(secret, stamp, BODY);
    expect({
      good: await send(BODY, now(), signed(now())),
      wrongKey: await send(BODY, now(), signed(now(), "another")),
      altered: await send(`${BODY}2`, now(), signed(now())),
      old: await send(BODY, now(-301), signed(now(-301))),
      future: await send(BODY, now(400), signed(now(400))),
      none: await send(BODY, now(), ""),
      elsewhere: await send(BODY, now(), signed(now()), "/"),
    }).toEqual({ good: 200, wrongKey: 401, altered: 401, old: 401, future: 401, none: 401, elsewhere: 404 });
    await until(() => bot.asked.length === 1);
  });

  it("takes no body above a mebibyte and waits for none that drips", async () => {
    bot = await startBot("http", converse);
    expect(await send("x".repeat(1_048_577), now(), "v0=1")).toBe(413);
    const { port } = new URL(bot.listener.url!);
    const status = await new Promise<number | string | undefined>((resolve) => {
      const headers = { "content-length": "100", "content-type": "application/json" };
      const slow = httpRequest({ port, host: "127.0.0.1", path: "/slack/events", method: "POST", headers });
      slow.on("response", (response) => resolve(response.statusCode));
      slow.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      slow.write("{");
    });
    expect([408, "ECONNRESET"]).toContain(status);
  });
});
