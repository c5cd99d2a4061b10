import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDiscord } from "../../../test/discord/server.ts";
import type { DiscordServer } from "../../../test/discord/server.ts";
import { COMMANDS } from "../../core/commands.ts";
import type { Answer, Asker, Conversation, Request } from "../../core/conversation.ts";
import type { Block, Message } from "../../core/message.ts";
import { listenDiscord } from "./listen.ts";
import type { Listener } from "./listen.ts";

const clock = { now: Date.now, monotonic: () => performance.now() };
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const NEWS = "/applications/";

let server: DiscordServer;
let bot: Listener | null;
let alerts: string[];
let requests: Request[];
/** What the next question is answered with. */
let answer: (request: Request) => Answer | Promise<Answer>;

const say = (text: string, replaces = false, ...more: readonly Block[]): Answer => {
  const message: Message = { summary: text, blocks: [{ kind: "paragraph", spans: [{ text }] }, ...more] };
  return { kind: "message", message, replaces };
};
const buttons = (...actions: readonly string[]): Block => ({
  kind: "actions",
  buttons: actions.map((action) => ({ label: action, action })),
});
const FORM: Answer = {
  kind: "form",
  form: {
    title: "Merge with…",
    submit: "Merge",
    action: "merge:s1",
    note: "Both become one story.",
    fields: [
      { kind: "line", name: "reason", label: "Why", hint: "For the log", value: "same storm", required: true },
      {
        kind: "choice",
        name: "other",
        label: "Which",
        choices: [{ value: "s2", label: "Storm" }],
        value: null,
        required: true,
      },
    ],
  },
};

const conversation: Conversation = {
  answer: async (request) => {
    requests.push(request);
    return answer(request);
  },
  suggest: async (from: Asker, verb, option, typed) => [
    { value: `${verb} ${option}`, label: `${typed} by ${from.user}` },
    { value: "", label: "nothing" },
  ],
};

const eventually = async (check: () => boolean): Promise<void> => {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 10));
};

async function listen(servers: readonly string[] = [server.world.guild.id]): Promise<Listener> {
  const listener = await listenDiscord({
    token: server.token,
    apiUrl: server.apiUrl,
    servers,
    conversation,
    clock,
    log,
    onAlert: (text) => alerts.push(text),
  });
  bot = listener;
  await eventually(() => listener.state() === "connected" && server.world.commands.length > 0);
  return listener;
}

beforeEach(async () => {
  [alerts, requests, bot] = [[], [], null];
  answer = ({ input }) => say(`Answer to ${input.kind}`);
  server = await startDiscord();
});
afterEach(async () => {
  await bot?.close();
  await server.close();
});

const ask = (subcommand: string, options: Record<string, string | number> = {}, user = "marit") =>
  server.slash({ channel: "daily-news", user, subcommand, options });
const wordsOf = (message: { readonly components: unknown }): string => JSON.stringify(message.components);

describe("the commands", () => {
  const puts = (): number =>
    server.requests.filter(({ method, path }) => method === "PUT" && path.startsWith(NEWS)).length;

  it("are registered once for each server, whatever is registered besides", async () => {
    const listener = await listen();
    expect(server.world.commands.map(({ guildId, body }) => [guildId, body["name"]])).toEqual([
      [server.world.guild.id, "news"],
    ]);
    expect(puts()).toBe(1);
    await listener.close();
    const again = await listen();
    await ask("help").first;
    await again.close();
    expect(puts()).toBe(1);
  });

  it("are registered everywhere without a list of servers, and no longer with one", async () => {
    const everywhere = await listen([]);
    expect(server.world.commands.map(({ guildId }) => guildId)).toEqual([null]);
    await everywhere.close();
    await listen();
    await eventually(() => server.world.commands.every(({ guildId }) => guildId !== null));
    expect(server.world.commands).toHaveLength(1);
  });

  it("are offered to everyone, also those that need a right", async () => {
    await listen();
    expect(server.commandsFor("tomasz", "daily-news").map(({ body }) => body["name"])).toEqual(["news"]);
  });

  it.each(COMMANDS.map(({ verb, options }) => ({ verb, options })))(
    "answer /news $verb privately",
    async ({ verb, options }) => {
      await listen();
      const given = Object.fromEntries(
        options.map(({ name, type, choices }) => [name, type === "number" ? 3 : (choices[0]?.value ?? "x")]),
      );
      const asked = ask(verb, given);
      expect(await asked.first).toMatchObject({ kind: "deferred" });
      const message = await asked.settled();
      expect(wordsOf(message)).toContain("Answer to command");
      expect(message.onlyFor).not.toBeNull();
      const texts = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
      expect(requests.map(({ input }) => input)).toEqual([{ kind: "command", verb, options: texts }]);
      expect(server.violations).toEqual([]);
    },
  );
});

describe("who asks", () => {
  it("is told with the channel, and whether they may manage it", async () => {
    await listen();
    await ask("latest", {}, "marit").settled();
    await ask("latest", {}, "tomasz").settled();
    const [marit, tomasz] = requests.map(({ from }) => from);
    expect(marit).toMatchObject({
      platform: "discord",
      workspace: server.world.guild.id,
      channel: server.channel("daily-news").id,
      mayManage: { allowed: true },
    });
    expect(tomasz?.mayManage).toEqual({ allowed: false, why: expect.stringContaining("Manage Channels") });
  });

  it("is answered once, though Discord tells of it twice", async () => {
    await listen();
    const asked = ask("latest");
    asked.redeliver();
    await asked.settled();
    await ask("help").settled();
    expect(requests).toHaveLength(2);
  });

  it("gets completions while typing", async () => {
    await listen();
    const typing = server.autocomplete({
      channel: "daily-news",
      user: "marit",
      subcommand: "story",
      options: { story: "sto" },
      focused: "story",
    });
    const { id } = [...server.world.guild.members.values()].find(({ user }) => user.username === "marit")!.user;
    expect(await typing.first).toEqual({ kind: "choices", choices: [{ name: `sto by ${id}`, value: "story story" }] });
  });

  it("gets a long answer in several parts", async () => {
    await listen();
    const long: Block = {
      kind: "bullets",
      items: Array.from({ length: 60 }, (_, at) => [{ text: `Line ${at} ${"x".repeat(150)}.` }]),
    };
    answer = () => say("Long", false, long);
    await ask("latest").settled();
    await eventually(() => server.whispers("daily-news", "marit").length === 3);
    const words = server.whispers("daily-news", "marit").map(wordsOf).join("");
    expect(words).toContain("Line 0 ");
    expect(words).toContain("Line 59 ");
  });

  it("gets plain words when Discord refuses the components", async () => {
    await listen();
    server.fault({ method: "PATCH", path: /@original$/, fault: { kind: "status", status: 400, code: 50_035 } });
    expect((await ask("latest").settled()).content).toBe("Answer to command");
  });

  it("gets the answer though a first try to give it failed", async () => {
    await listen();
    server.fault({ method: "PATCH", path: /@original$/, fault: { kind: "cut" } });
    expect(wordsOf(await ask("latest").settled())).toContain("Answer to command");
  });
});

describe("a button", () => {
  it("on a private message turns its page", async () => {
    await listen();
    answer = () => say("Page one", false, buttons("latest:1"));
    const message = await ask("latest").settled();
    answer = () => say("Page two", true, buttons("latest:2"));
    const pressed = server.press({ message, user: "marit", customId: "latest:1" });
    expect(await pressed.first).toMatchObject({ kind: "deferred-update" });
    expect((await pressed.settled()).id).toBe(message.id);
    expect(wordsOf(message)).toContain("Page two");
    expect(requests.at(-1)?.input).toEqual({ kind: "button", action: "latest:1" });
  });

  it("on a private message can also be answered beside it", async () => {
    await listen();
    answer = () => say("Story", false, buttons("evidence:s1:1:0"));
    const message = await ask("story", { story: "s1" }).settled();
    answer = () => say("Evidence", false);
    await server.press({ message, user: "marit", customId: "evidence:s1:1:0" }).first;
    await eventually(() => server.whispers("daily-news", "marit").length === 2);
    expect(wordsOf(message)).toContain("Story");
  });

  it("that opens a form opens it first, and what was filled in comes back", async () => {
    await listen();
    answer = () => say("Story", false, buttons("merge:s1"));
    const message = await ask("story", { story: "s1" }).settled();
    answer = () => FORM;
    const pressed = server.press({ message, user: "marit", customId: "merge:s1" });
    expect(await pressed.first).toMatchObject({
      kind: "modal",
      modal: { title: "Merge with…", custom_id: "merge:s1" },
    });
    answer = () => say("Merged");
    const sent = server.submit(pressed, { reason: "one storm", other: "s2" });
    expect(wordsOf(await sent.settled())).toContain("Merged");
    expect(requests.at(-1)?.input).toEqual({
      kind: "form",
      action: "merge:s1",
      values: { reason: "one storm", other: "s2" },
    });
  });

  it("whose form takes too long offers it once more", async () => {
    await listen();
    answer = () => say("Story", false, buttons("merge:s1"));
    const message = await ask("story", { story: "s1" }).settled();
    const late = Promise.withResolvers<Answer>();
    answer = () => late.promise;
    const pressed = server.press({ message, user: "marit", customId: "merge:s1" });
    expect(await pressed.first).toMatchObject({ kind: "deferred" });
    late.resolve(FORM);
    const offer = await pressed.settled();
    answer = () => FORM;
    expect(await server.press({ message: offer, user: "marit", customId: "merge:s1" }).first).toMatchObject({
      kind: "modal",
    });
  });
});

describe("the gateway", () => {
  it("is resumed after a cut, and questions are answered again", async () => {
    const listener = await listen();
    server.gateway.refuse(true);
    server.gateway.cut();
    await eventually(() => listener.state() === "connecting");
    server.gateway.refuse(false);
    await eventually(() => listener.state() === "connected");
    expect(wordsOf(await ask("latest").settled())).toContain("Answer to command");
    expect(alerts).toEqual([]);
  });

  it("lets no bot in whose token is revoked: one alert, and no more tries", async () => {
    const listener = await listen();
    server.revokeToken();
    await eventually(() => listener.state() === "revoked");
    const identifies = server.gateway.identifies();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(server.gateway.identifies()).toBe(identifies);
    expect(alerts).toEqual([expect.stringContaining("no longer lets the bot in")]);
  });

  it("lets no bot in whose token is wrong", async () => {
    server.revokeToken();
    bot = await listenDiscord({
      token: "wrong.bot.token",
      apiUrl: server.apiUrl,
      servers: [],
      conversation,
      clock,
      log,
      onAlert: (text) => alerts.push(text),
    });
    await eventually(() => bot?.state() === "revoked");
    expect(alerts).toHaveLength(1);
  });

  it("that is not there at the start is entered when it comes", async () => {
    const port = Number(new URL(server.url).port);
    await server.close();
    const starting = listenDiscord({
      token: server.token,
      apiUrl: server.apiUrl,
      servers: [],
      conversation,
      clock,
      log,
      onAlert: () => {},
    });
    bot = await starting;
    expect(bot.state()).toBe("connecting");
    server = await startDiscord({ port });
    await eventually(() => bot?.state() === "connected");
    expect(alerts).toEqual([]);
  });

  it("is left without breaking a rule", async () => {
    const listener = await listen();
    await listener.close();
    bot = null;
    expect(server.gateway.connected()).toBe(0);
    expect(server.violations).toEqual([]);
  });
});
