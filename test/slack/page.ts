import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isRecord } from "./blocks/checks.ts";
import type { Exchange } from "./deeds.ts";
import type { Events } from "./events.ts";
import { readBody, sendReply } from "./http.ts";
import type { Reply } from "./http.ts";
import type { Entry } from "./inputs.ts";
import type { Controls } from "./inspection.ts";
import type { Interactions } from "./interactions.ts";
import type { Change, SlackState, View } from "./state.ts";
import type { StoredMessage } from "./workspace.ts";

/** What a person at the page can do. */
export type Hands = Interactions & Events & Pick<Controls, "say">;

const FILES: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/page.css": "page.css",
  "/blocks.css": "blocks.css",
  "/page.js": "page.js",
  "/blocks.js": "blocks.js",
  "/elements.js": "elements.js",
  "/modal.js": "modal.js",
  "/words.js": "words.js",
};

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: http: https:; base-uri 'none'; form-action 'none'";

/** The page that shows the workspace as a person sees it. @returns whether the request was for it */
export async function servePage(
  state: SlackState,
  hands: Hands,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const file = Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
  if (request.method === "GET" && file !== undefined) {
    const bytes = await readFile(new URL(`page/${file}`, import.meta.url), "utf8");
    const type = TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain";
    response.writeHead(200, { "content-type": type, "content-security-policy": POLICY, "cache-control": "no-store" });
    response.end(bytes);
    return true;
  }
  if (request.method === "GET" && pathname === "/watch") {
    watch(state, searchParams.get("user") ?? "", response);
    return true;
  }
  if (request.method === "POST" && pathname.startsWith("/do/")) {
    sendReply(response, await act(state, hands, request, pathname.slice("/do/".length)), state.now());
    return true;
  }
  return false;
}

/** Everything that this person sees, then every change, as server-sent events. */
function watch(state: SlackState, user: string, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const send = (name: string, data: unknown): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  send("workspace", snapshot(state, user));
  const watcher = (change: Change): void => {
    if (sees(state, user, change)) send("change", change);
  };
  state.watchers.add(watcher);
  response.once("close", () => state.watchers.delete(watcher));
}

function snapshot(state: SlackState, user: string): unknown {
  const mine = (one: { readonly only: string | null }): boolean => one.only === null || one.only === user;
  const channels = [...state.channels.values()].filter(({ members }) => members.has(user));
  return {
    team: state.team,
    bot: { id: state.app.botUser, name: state.app.name },
    people: [...state.people.values()],
    channels: channels.map(({ id, name, kind, topic, messages, ephemerals }) => ({
      id,
      name,
      kind,
      topic,
      messages: [...messages, ...ephemerals.filter(mine)],
    })),
    views: [...state.views.values()].filter((view) => view.user === user && view.open),
    sockets: state.connections,
  };
}

function sees(state: SlackState, user: string, change: Change): boolean {
  switch (change.kind) {
    case "message": {
      const { channel, only } = change.message;
      return (only ?? user) === user && (state.channels.get(channel)?.members.has(user) ?? false);
    }
    case "view":
      return change.view.user === user;
    case "sockets":
      return true;
    default:
      return change satisfies never;
  }
}

/** One deed. A mistake of the person's, such as a field left empty, comes back in words. */
async function act(state: SlackState, hands: Hands, request: IncomingMessage, deed: string): Promise<Reply> {
  // Forms of foreign pages cannot send this type without being asked first.
  if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return no(415, "JSON only");
  const order: unknown = JSON.parse(await readBody(request));
  if (!isRecord(order)) return no(400, "an object is needed");
  try {
    const exchange = perform(state, hands, deed, order);
    if (exchange === undefined) return no(404, `no deed ${deed}`);
    const ack = await exchange?.ack;
    if (ack === undefined || ack.ok) return { status: 200, body: { ok: true, body: ack?.body ?? null } };
    return no(200, `the app did not answer (${ack.reason}: ${ack.detail})`);
  } catch (error) {
    return no(200, error instanceof Error ? error.message : String(error));
  }
}

function no(status: number, error: string): Reply {
  return { status, body: { ok: false, error } };
}

type Order = Readonly<Record<string, unknown>>;

/** @returns null when the app is not told of it, undefined when there is no such deed */
function perform(state: SlackState, hands: Hands, deed: string, order: Order): Exchange | null | undefined {
  const text = (name: string): string => stringOf(order[name]);
  const user = text("user");
  switch (deed) {
    case "say": {
      const threadTs = order["threadTs"];
      hands.say({
        channel: text("channel"),
        user,
        text: text("text"),
        ...(typeof threadTs === "string" && { threadTs }),
      });
      return null;
    }
    case "slash":
      return hands.slash({ channel: text("channel"), user, command: text("command"), text: text("text") });
    case "press":
      return hands.press({
        user,
        actionId: text("actionId"),
        blockId: text("blockId"),
        ...placeOf(state, order),
        ...(order["value"] !== undefined && { value: order["value"] as Entry }),
      });
    case "submit":
      return hands.submit(viewOf(state, order), order["values"] as Record<string, Entry>);
    case "dismiss":
      return hands.dismiss(viewOf(state, order));
    case "suggest":
      return hands.suggest({ user, view: viewOf(state, order), actionId: text("actionId"), text: text("text") });
    case "home":
      return hands.openHome(user);
    default:
      return undefined;
  }
}

function viewOf(state: SlackState, order: Order): View {
  const view = state.views.get(stringOf(order["view"]));
  if (view === undefined) throw new Error("this form is not open any more");
  return view;
}

function placeOf(state: SlackState, order: Order): { readonly view: View } | { readonly message: StoredMessage } {
  if (order["view"] !== undefined) return { view: viewOf(state, order) };
  const channel = state.channels.get(stringOf(order["channel"]));
  const all = [...(channel?.messages ?? []), ...(channel?.ephemerals ?? [])];
  const message = all.find(({ ts, deleted }) => ts === order["ts"] && !deleted);
  if (message === undefined) throw new Error("this message is not there any more");
  return { message };
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
