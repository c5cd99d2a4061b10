import { isRecord } from "./blocks/checks.ts";

/** Someone who would hear a sound. */
export interface Ping {
  readonly kind: "channel" | "here" | "everyone" | "user" | "usergroup";
  /** Of a user or group. */
  readonly id: string | null;
}

/** What Slack would make of a message's words. */
export interface Reading {
  readonly pings: readonly Ping[];
  /** Addresses that Slack would link, and unfurl if it may. */
  readonly links: readonly string[];
}

/** How loosely names are linked: `full` and link_names also take `@channel` without brackets. */
export type Parse = "none" | "full";

const BROADCAST = /<!(channel|here|everyone)(?:\|[^>]*)?>/g;
const USER = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;
const GROUP = /<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g;
const BARE_BROADCAST = /(?<![\w&;])@(channel|here|everyone)\b/g;
const MARKED_LINK = /<((?:https?|mailto):[^|>\s]+)(?:\|[^>]*)?>/g;
const BARE_LINK = /(?<![<\w])https?:\/\/[^\s<>|]+/g;

/** mrkdwn as Slack reads it: the text of messages and of mrkdwn objects. Code spans do not protect. */
export function readMrkdwn(text: string, parse: Parse = "none"): Reading {
  const pings: Ping[] = [];
  for (const [, kind] of text.matchAll(BROADCAST)) pings.push(broadcast(kind));
  for (const [, id] of text.matchAll(USER)) pings.push({ kind: "user", id: id ?? null });
  for (const [, id] of text.matchAll(GROUP)) pings.push({ kind: "usergroup", id: id ?? null });
  if (parse === "full") for (const [, kind] of text.matchAll(BARE_BROADCAST)) pings.push(broadcast(kind));
  const links = [...text.matchAll(MARKED_LINK)].map(([, url]) => url ?? "");
  for (const [url] of text.matchAll(BARE_LINK)) links.push(url);
  return { pings, links };
}

function broadcast(kind: string | undefined): Ping {
  return { kind: kind === "channel" || kind === "here" ? kind : "everyone", id: null };
}

/** Blocks as Slack reads them: only mrkdwn objects and typed elements can ping or link; plain text cannot. */
export function readBlocks(blocks: unknown): Reading {
  if (Array.isArray(blocks)) return join(blocks.map(readBlocks));
  if (!isRecord(blocks)) return { pings: [], links: [] };
  const { type, text, url } = blocks;
  if (type === "mrkdwn" && typeof text === "string") return readMrkdwn(text);
  if (type === "plain_text") return { pings: [], links: [] };
  const own = readElement(blocks);
  const links = type === "link" && typeof url === "string" ? [url] : [];
  return join([{ pings: own, links }, ...Object.values(blocks).map(readBlocks)]);
}

function readElement(element: Readonly<Record<string, unknown>>): Ping[] {
  if (element["type"] === "broadcast") return [broadcast(String(element["range"]))];
  if (element["type"] === "user" && typeof element["user_id"] === "string") {
    return [{ kind: "user", id: element["user_id"] }];
  }
  if (element["type"] === "usergroup" && typeof element["usergroup_id"] === "string") {
    return [{ kind: "usergroup", id: element["usergroup_id"] }];
  }
  return [];
}

export function join(readings: readonly Reading[]): Reading {
  return { pings: readings.flatMap(({ pings }) => pings), links: readings.flatMap(({ links }) => links) };
}
