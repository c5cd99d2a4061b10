import { createHash } from "node:crypto";
import { first, json, text } from "./reading.ts";

/** docs.slack.dev: letters, digits and underscores. */
const EVENT_TYPE = "copydesk_delivery";
const BLOCK_PREFIX = "copydesk.";

/**
 * A message's marker, the key of its delivery. Anybody in the channel can read it: nothing but the key is in it.
 * It stands twice, in metadata and as the id of the first block, because a reader without the right to metadata gets
 * only blocks, and a message without blocks has only metadata.
 */
export function metadataOf(key: string): {
  readonly event_type: string;
  readonly event_payload: { readonly key: string };
} {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

export function markBlocks(blocks: readonly object[], key: string): readonly object[] {
  return blocks.map((block, at) => (at === 0 ? { ...block, block_id: BLOCK_PREFIX + key } : block));
}

/** The marker of a message as Slack gives it back; null: none of ours. */
export function keyOf(message: unknown): string | null {
  const { metadata, blocks } = json(message);
  const { event_type: type, event_payload: payload } = json(unpacked(metadata));
  const key = type === EVENT_TYPE ? text(json(payload)["key"]) : "";
  if (key !== "") return key;
  const id = text(first(unpacked(blocks))["block_id"]);
  return id.startsWith(BLOCK_PREFIX) ? id.slice(BLOCK_PREFIX.length) : null;
}

/** Requests carry structures as JSON in a text, and servers in Slack's place may give them back so. */
function unpacked(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

/** Of this program; chosen once at random. */
const NAMESPACE = "6f6d1c0e-8f0b-4a7e-9d56-2b7c4a1e93d8";

/**
 * A key as UUID, the same on every try. Slack lists errors about client_msg_id and does not document the argument: it is
 * sent and never relied on.
 * @see RFC 9562, version 5
 */
export function clientMessageId(key: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replaceAll("-", ""), "hex"))
    .update(key)
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
