import { flag, optional, structure } from "./args.ts";
import type { Args } from "./args.ts";
import { isRecord } from "./blocks/checks.ts";
import { problemsOfMessageBlocks } from "./blocks/layout.ts";
import { ALL_BLOCKS_TEXT, METADATA_BYTES, TRUNCATED_TEXT } from "./blocks/limits.ts";
import { textOfBlocks } from "./blocks/size.ts";
import { join, readBlocks, readMrkdwn } from "./mrkdwn.ts";
import type { Ping } from "./mrkdwn.ts";
import { Refusal, refusalWith } from "./refusal.ts";
import { violate, withBlockIds } from "./state.ts";
import type { SlackState } from "./state.ts";
import type { Block, Metadata } from "./workspace.ts";

/** What a message says, checked. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly pings: readonly Ping[];
  readonly unfurls: readonly string[];
  readonly truncated: boolean;
}

/** Which limits hold where the content goes. The sum over all blocks is not checked for response_url. */
export interface ContentRules {
  readonly sumOfBlocks: boolean;
}

/** @throws Refusal with Slack's own code for what is wrong */
export function readContent(state: SlackState, args: Args, rules: ContentRules): Content {
  const given = optional(args, "text") ?? "";
  const blocks = readBlockList(state, args, rules);
  const attachments = structure(args, "attachments", "invalid_attachments");
  if (attachments !== undefined && !(Array.isArray(attachments) && attachments.length === 0)) {
    throw refusalWith("invalid_attachments", ["attachments are legacy and not built here; use blocks"]);
  }
  if (given.trim() === "" && blocks.length === 0) throw new Refusal("no_text");
  if (given.trim() === "") violate(state, "no_fallback_text", "blocks without text: screen readers and notifications");
  const text = given.slice(0, TRUNCATED_TEXT);
  if (text !== given) violate(state, "text_truncated", `${given.length} characters of text, kept ${text.length}`);
  const named = flag(args, "link_names") === true || optional(args, "parse") === "full";
  const words = flag(args, "mrkdwn") === false ? "" : text;
  const { pings, links } = join([readMrkdwn(words, named ? "full" : "none"), readBlocks(blocks)]);
  const quiet = flag(args, "unfurl_links") === false && flag(args, "unfurl_media") === false;
  return {
    text,
    blocks: withBlockIds(state, blocks),
    pings,
    unfurls: quiet ? [] : [...new Set(links)],
    truncated: text !== given,
  };
}

function readBlockList(state: SlackState, args: Args, rules: ContentRules): Block[] {
  const blocks = structure(args, "blocks", "invalid_blocks_format");
  if (blocks === undefined) return [];
  if (!Array.isArray(blocks)) throw new Refusal("invalid_blocks_format");
  const problems = problemsOfMessageBlocks(blocks);
  if (problems.length > 0) {
    violate(state, "invalid_blocks", problems.join("; "));
    throw refusalWith("invalid_blocks", problems);
  }
  if (rules.sumOfBlocks && textOfBlocks(blocks) > ALL_BLOCKS_TEXT) throw new Refusal("msg_blocks_too_long");
  return blocks as Block[];
}

const EVENT_TYPE = /^\w{1,255}$/;

/** @returns undefined when the call says nothing about it, null when it takes it away */
export function readMetadata(args: Args): Metadata | null | undefined {
  const value = structure(args, "metadata", "invalid_metadata_format");
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw new Refusal("invalid_metadata_format");
  if (Object.keys(value).length === 0) return null;
  const { event_type, event_payload } = value;
  if (typeof event_type !== "string" || !EVENT_TYPE.test(event_type) || !isRecord(event_payload)) {
    throw refusalWith("invalid_metadata_schema", [
      "metadata needs event_type (letters, digits, underscores) and event_payload (an object) [json-pointer:/metadata]",
    ]);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > METADATA_BYTES) throw new Refusal("metadata_too_large");
  return { event_type, event_payload };
}
