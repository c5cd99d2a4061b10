import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NEWS, startClient } from "./client.fixture.ts";
import type { Json } from "./json.ts";
import { rest } from "./rest.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

/** A browser's module, without types. */
const MARKDOWN = new URL("page/markdown.js", import.meta.url).href;

let server: DiscordServer;

beforeEach(async () => {
  server = await startDiscord({ patienceMs: 200 });
});
afterEach(() => server.close());

const get = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}${path}`, { headers });
const seen = async (path: string) => (await (await get(path)).json()) as Json;
const act = async (path: string, body: Json) => {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${server.url}/demo/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Json };
};

describe("the page", () => {
  it("brings all its files itself and runs no script from elsewhere", async () => {
    const page = await get("/");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const html = await page.text();
    const files = new Set(["/page.css", "/main.js"]);
    for (const file of files) {
      const response = await get(file);
      expect([file, response.status]).toEqual([file, 200]);
      const text = await response.text();
      for (const [, name] of text.matchAll(/from "\.\/([a-z]+\.js)"/gu)) files.add(`/${name}`);
      expect(text).not.toMatch(/innerHTML|@import|url\(/u);
    }
    expect(html).not.toMatch(/(?:src|href)="https?:/u);
    expect([...files]).toContain("/markdown.js");
  });

  it("speaks to this machine alone", async () => {
    const { port } = new URL(server.url);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      const asked = request(
        { port, host: "127.0.0.1", path: "/", headers: { Host: "evil.example" } },
        ({ statusCode }) => resolve(statusCode),
      );
      asked.end();
    });
    expect(status).toBe(403);
  });

  it("shows each person what they may see, and no more", async () => {
    server.say({ channel: "tea-break", user: "tomasz", content: "Who has the kettle?" });
    expect((await seen("/demo/channel/tea-break?user=ines"))["messages"]).toMatchObject([
      { content: "Who has the kettle?" },
    ]);
    await rest(server, "POST", "/users/@me/channels", {
      recipient_id: server.world.guild.members.keys().toArray().at(-1),
    });
    const names = async (user: string) =>
      ((await seen(`/demo/guild?user=${user}`))["channels"] as Json[]).map(({ name }) => name);
    expect(await names("ines")).toContain("Copydesk");
    expect(await names("tomasz")).not.toContain("Copydesk");
  });

  it("offers the commands and carries a question to the bot and back", async () => {
    const bot = await startClient(server);
    await bot.application.commands.set([NEWS]);
    bot.on("interactionCreate", (interaction) => {
      if (interaction.isAutocomplete()) void interaction.respond([{ name: "Science", value: "science" }]);
      if (interaction.isChatInputCommand()) void interaction.reply({ content: "Found", flags: 64 });
    });
    const commands = await seen("/demo/commands/daily-news?user=tomasz");
    expect(commands["commands"]).toMatchObject([
      { command: "news", subcommand: "latest" },
      { command: "news", subcommand: "search" },
    ]);
    const call = { user: "tomasz", channel: "daily-news", command: "news", subcommand: "search" };
    expect((await act("complete", { ...call, focused: "topic" })).body).toMatchObject({
      choices: [{ value: "science" }],
    });
    const answer = await act("slash", { ...call, options: { words: "comet" } });
    expect(answer.body).toMatchObject({ kind: "message", message: { content: "Found", private: true } });
    const messages = async (user: string) => (await seen(`/demo/channel/daily-news?user=${user}`))["messages"];
    expect(await messages("tomasz")).toMatchObject([{ content: "Found" }]);
    expect(await messages("ines")).toEqual([]);
    expect(await act("slash", call)).toMatchObject({ status: 422, body: { message: '"words" is required.' } });
    await bot.destroy();
    expect((await act("slash", { ...call, options: { words: "comet" } })).body).toMatchObject({ kind: "none" });
  });

  it("tells what happens while it happens", async () => {
    const stream = await get("/demo/events?user=ines");
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    const own = server.say({ channel: "tea-break", user: "tomasz", content: "Tea is ready" });
    server.world.tell({ kind: "message", what: "created", message: { ...own, onlyFor: own.author.id } });
    server.say({ channel: "tea-break", user: "tomasz", content: "Come all" });
    let told = "";
    while (!told.includes("Come all")) told += (await reader.read()).value;
    const events = told
      .trim()
      .split("\n\n")
      .map((event) => JSON.parse(event.slice("data: ".length)) as Json);
    const said = (content: string) => ({ kind: "message", what: "created", message: { content, private: false } });
    expect(events).toMatchObject([said("Tea is ready"), said("Come all")]);
    await reader.cancel();
  });
});

describe("Markdown on the page", () => {
  const names = { user: () => "Ines", role: () => "Editors", channel: () => "news" };
  const html = async (text: string) => {
    const { document } = parseHTML("<!doctype html><body></body>");
    vi.stubGlobal("document", document);
    const { markdown } = (await import(MARKDOWN)) as { markdown: (text: string, names: unknown) => string };
    document.body.append(markdown(text, names));
    vi.unstubAllGlobals();
    return document.body.innerHTML;
  };

  it.each([
    [
      "bold, italic and both",
      "**a** *b* ***c***",
      '<div class="line"><strong>a</strong> <em>b</em> <strong><em>c</em></strong></div>',
    ],
    ["a small line", "-# Sources", '<small class="sub">Sources</small>'],
    ["a heading", "## Head", '<h4 class="size-2">Head</h4>'],
    ["a list in a list", "- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"],
    ["a quotation", "> a\n> b", '<blockquote><div class="line">a</div><div class="line">b</div></blockquote>'],
    ["code as it stands", "`**a**`", '<div class="line"><code>**a**</code></div>'],
    ["an escape", "\\*a\\*", '<div class="line">*a*</div>'],
    ["a name with underscores", "a_b_c", '<div class="line">a_b_c</div>'],
    [
      "people and channels",
      "<@1> in <#2>",
      '<div class="line"><span class="mention">@Ines</span> in <span class="mention">#news</span></div>',
    ],
    ["HTML as words", "<img src=x onerror=alert(1)>", '<div class="line">&lt;img src=x onerror=alert(1)&gt;</div>'],
    ["no link by another scheme", "[a](javascript:alert)", '<div class="line">[a](javascript:alert)</div>'],
  ])("%s", async (_, text, expected) => {
    expect(await html(text)).toBe(expected);
  });

  it("a masked link shows where it leads", async () => {
    expect(await html("[bank](https://evil.example/x)")).toContain('title="https://evil.example/x"');
  });
});
