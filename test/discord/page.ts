import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isJson, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { NotPossible } from "./not-possible.ts";
import { viewChannel, viewFirst, viewGuild, viewMessage, viewOptions } from "./page-view.ts";
import { channelOf, personOf } from "./people.ts";
import type { Asked, People, SlashAct } from "./people.ts";
import type { Happening, Message, World } from "./world.ts";

export interface PageHost {
  readonly world: World;
  readonly people: People;
  readonly listen: (hear: (happening: Happening) => void) => () => void;
  /** Whether a bot is connected. */
  readonly online: () => boolean;
}

export interface Page {
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const FILES: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/page.css": "page.css",
  "/main.js": "main.js",
  "/dom.js": "dom.js",
  "/markdown.js": "markdown.js",
  "/components.js": "components.js",
  "/message.js": "message.js",
  "/room.js": "room.js",
  "/composer.js": "composer.js",
  "/options.js": "options.js",
  "/popup.js": "popup.js",
  "/form.js": "form.js",
};
const TYPES: Readonly<Record<string, string>> = { html: "text/html", css: "text/css", js: "text/javascript" };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
/** Milliseconds between looks at whether the bot is there. */
const PULSE_MS = 1_000;

/** The page on which people see the channels and use them. */
export function createPage(host: PageHost): Page {
  const asked = new Map<string, Asked>();
  return {
    serve: async (request, response) => {
      const url = new URL(request.url ?? "/", "http://page");
      // Another site's page must not speak through a reader's browser.
      if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/u.test(request.headers.host ?? "")) return end(response, 403, {});
      const file = FILES[url.pathname];
      if (file !== undefined) return sendFile(response, file);
      try {
        if (url.pathname === "/demo/events") return follow(host, url, request, response);
        const answer = request.method === "POST" ? await act(host, asked, url, request) : look(host, url);
        end(response, answer === null ? 404 : 200, answer ?? {});
      } catch (error) {
        if (!(error instanceof NotPossible)) throw error;
        end(response, 422, { message: error.message });
      }
    },
  };
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const type = TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain";
  const text = await readFile(new URL(`page/${file}`, import.meta.url));
  response.writeHead(200, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  });
  response.end(text);
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}

function look(host: PageHost, url: URL): Json | null {
  const { world } = host;
  const user = personOf(world, url.searchParams.get("user") ?? "");
  if (url.pathname === "/demo/guild") return { ...viewGuild(world, user), online: host.online() };
  const [, , noun, id = ""] = url.pathname.split("/");
  if (noun === "channel") return viewChannel(world, channelOf(world, decodeURIComponent(id)), user);
  if (noun === "commands") return { commands: viewOptions(host.people.commandsFor(user.id, decodeURIComponent(id))) };
  return null;
}

async function act(
  host: PageHost,
  asked: Map<string, Asked>,
  url: URL,
  request: IncomingMessage,
): Promise<Json | null> {
  const body = await jsonOf(request);
  const { people, world } = host;
  const user = stringOf(body["user"]);
  const channel = stringOf(body["channel"]);
  const started = (one: Asked): Promise<Json> => {
    asked.set(one.interaction.id, one);
    return one.first.then((first) => ({ ...viewFirst(world, first), interaction: one.interaction.id }));
  };
  switch (url.pathname) {
    case "/demo/say":
      return { message: people.say({ channel, user, content: stringOf(body["content"]) }).id };
    case "/demo/slash":
      return started(people.slash(slashOf(body)));
    case "/demo/complete":
      return started(people.autocomplete({ ...slashOf(body), focused: stringOf(body["focused"]) }));
    case "/demo/press": {
      const message = messageOf(world, channel, stringOf(body["message"]));
      const values = Array.isArray(body["values"]) ? { values: body["values"].map(String) } : {};
      return started(people.press({ message, user, customId: stringOf(body["customId"]), ...values }));
    }
    case "/demo/submit": {
      const opener = asked.get(stringOf(body["interaction"]));
      if (!opener) throw new NotPossible("This form is no longer open.");
      return started(people.submit(opener, (isJson(body["values"]) ? body["values"] : {}) as Record<string, string>));
    }
    default:
      return null;
  }
}

async function jsonOf(request: IncomingMessage): Promise<Json> {
  if (!/^application\/json\b/u.test(request.headers["content-type"] ?? "")) throw new NotPossible("Send JSON.");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  return isJson(body) ? body : {};
}

function slashOf(body: Json): SlashAct {
  const named = (key: "command" | "group" | "subcommand") =>
    stringOf(body[key]) === "" ? {} : { [key]: stringOf(body[key]) };
  return {
    channel: stringOf(body["channel"]),
    user: stringOf(body["user"]),
    ...named("command"),
    ...named("group"),
    ...named("subcommand"),
    options: (isJson(body["options"]) ? body["options"] : {}) as NonNullable<SlashAct["options"]>,
  };
}

function messageOf(world: World, channel: string, id: string): Message {
  const { messages, whispers } = channelOf(world, channel);
  const message = messages.get(id) ?? whispers.get(id);
  if (!message) throw new NotPossible("This message is gone.");
  return message;
}

/** Server-sent events: what happens, as far as this person may see it. */
function follow(host: PageHost, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const { world } = host;
  const user = personOf(world, url.searchParams.get("user") ?? "");
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const say = (data: Json) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const stop = host.listen((happening) => {
    const told = tell(world, user.id, happening);
    if (told) say(told);
  });
  let online = host.online();
  say({ kind: "bot", online });
  const pulse = setInterval(() => {
    if (host.online() === online) return;
    online = host.online();
    say({ kind: "bot", online });
  }, PULSE_MS).unref();
  request.on("close", () => {
    stop();
    clearInterval(pulse);
  });
}

function tell(world: World, userId: string, happening: Happening): Json | null {
  switch (happening.kind) {
    case "message": {
      const { message, what } = happening;
      if (message.onlyFor !== null && message.onlyFor !== userId) return null;
      return { kind: "message", what, message: viewMessage(world, message) };
    }
    case "channel":
      return { kind: "channel", what: happening.what, id: happening.channel.id, parent: happening.channel.parentId };
    case "typing":
      return { kind: "typing", channel: happening.channelId };
    case "commands":
      return { kind: "commands" };
  }
}
