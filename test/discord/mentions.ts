import { COMPONENT, placed } from "./components.ts";
import { isJson, stringOf } from "./json.ts";
import type { Json } from "./json.ts";

/** Someone that a message called. */
export type Ping =
  | { readonly kind: "everyone"; readonly word: "@everyone" | "@here" }
  | { readonly kind: "user" | "role"; readonly id: string };

// Invisible and direction marks between the sign and the word do not stop a ping (discord/discord-api-docs#1189).
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;

/**
 * Whom a body pings: in its content and its text displays, never in embeds. Without `allowed_mentions` everything that
 * looks like a mention is one. Code spans are not exempt: a renderer that counts on them is one backtick away from a ping.
 */
export function pingsOf(body: Json): readonly Ping[] {
  const texts = [stringOf(body["content"])];
  for (const { component } of placed(body["components"])) {
    if (component["type"] === COMPONENT.textDisplay) texts.push(stringOf(component["content"]));
  }
  const allowed = isJson(body["allowed_mentions"]) ? body["allowed_mentions"] : null;
  return mentionsIn(texts.join("\n")).filter((ping) => passes(ping, allowed));
}

/** Everything in a text that looks like a mention. */
export function mentionsIn(text: string): readonly Ping[] {
  const found: Ping[] = [];
  const plain = text.replaceAll(INVISIBLE, "");
  for (const [word] of plain.matchAll(/@everyone|@here/gu)) {
    found.push({ kind: "everyone", word: word === "@here" ? "@here" : "@everyone" });
  }
  for (const [, role, id = ""] of plain.matchAll(/<@(?:!|(&))?(\d+)>/gu)) {
    found.push({ kind: role === undefined ? "user" : "role", id });
  }
  return found;
}

function passes(ping: Ping, allowed: Json | null): boolean {
  if (allowed === null) return true;
  const parse = Array.isArray(allowed["parse"]) ? allowed["parse"] : [];
  if (ping.kind === "everyone") return parse.includes("everyone");
  const plural = ping.kind === "user" ? "users" : "roles";
  const named = allowed[plural];
  return parse.includes(plural) || (Array.isArray(named) && named.includes(ping.id));
}
