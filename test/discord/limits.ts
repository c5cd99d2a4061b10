import { MAX_DISPLAY_BYTES, componentIssues, displayBytes } from "./component-limits.ts";
import { COMPONENT } from "./components.ts";
import { ApiError, below, invalidForm } from "./errors.ts";
import type { FormIssue } from "./errors.ts";
import { isJson, objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { FLAGS } from "./world.ts";

// What the schemas do not say. Lengths are counted in UTF-16 units: no count of Discord's is stricter.
/** Characters of `content`; the schema's 4000 are for people. */
const MAX_CONTENT = 2_000;
/** Characters of all embeds together. */
const MAX_EMBEDS_TEXT = 6_000;
/** Rows of a message without the components of version 2. */
const MAX_ROWS = 5;

/** Flags that a bot may set on a message; EPHEMERAL only in an answer. */
const SETTABLE = FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.componentsV2;

export interface Setting {
  /** An answer to an interaction. */
  readonly answer: boolean;
  /** The message already has the components of version 2. */
  readonly v2: boolean;
}

/**
 * Checks of a message's body beyond its schema.
 * @throws ApiError 50035, or 500 above the bytes of text displays, as Discord does
 */
export function checkMessage(body: Json, setting: Setting, at: readonly string[] = []): void {
  const v2 = setting.v2 || (flagsOf(body) & FLAGS.componentsV2) !== 0;
  const issues = [
    ...flagIssues(body, setting),
    ...(v2 ? legacyIssues(body) : oldComponentIssues(body)),
    ...lengthIssues(body),
    ...embedIssues(body),
    ...mentionIssues(body),
    ...componentIssues(body),
  ];
  if (issues.length > 0) throw invalidForm(below(at, issues));
  if (displayBytes(body) > MAX_DISPLAY_BYTES) throw new ApiError(500, 0, "500: Internal Server Error");
}

export function flagsOf(body: Json): number {
  return typeof body["flags"] === "number" ? body["flags"] : 0;
}

/** Whether there is anything to see: content, an embed, a component. */
export function isEmpty(body: Json): boolean {
  return (
    stringOf(body["content"]).trim() === "" &&
    objects(body["embeds"]).length === 0 &&
    objects(body["components"]).length === 0
  );
}

function flagIssues(body: Json, { answer }: Setting): FormIssue[] {
  const wrong = flagsOf(body) & ~(SETTABLE | (answer ? FLAGS.ephemeral : 0));
  if (wrong === 0) return [];
  return [{ path: ["flags"], code: "FLAGS_NOT_SETTABLE", message: `Flags ${wrong} cannot be set on this message.` }];
}

/** Components of version 2 stand alone. */
function legacyIssues(body: Json): FormIssue[] {
  const filled = ["content", "embeds", "sticker_ids", "poll"].filter((key) => {
    const value = body[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
  });
  return filled.map((key) => ({
    path: [key],
    code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }));
}

function oldComponentIssues(body: Json): FormIssue[] {
  const top = objects(body["components"]);
  const issues: FormIssue[] = [];
  for (const [index, { type }] of top.entries()) {
    if (type === COMPONENT.row) continue;
    const message = 'Value of field "type" must be one of (1,).';
    issues.push({ path: ["components", index, "type"], code: "UNION_TYPE_CHOICES", message });
  }
  if (top.length > MAX_ROWS) {
    issues.push({
      path: ["components"],
      code: "BASE_TYPE_MAX_LENGTH",
      message: `Must be ${MAX_ROWS} or fewer in length.`,
    });
  }
  return issues;
}

function lengthIssues(body: Json): FormIssue[] {
  if (stringOf(body["content"]).length <= MAX_CONTENT) return [];
  const message = `Must be ${MAX_CONTENT} or fewer in length.`;
  return [{ path: ["content"], code: "BASE_TYPE_MAX_LENGTH", message }];
}

function embedIssues(body: Json): FormIssue[] {
  const embeds = objects(body["embeds"]);
  const issues: FormIssue[] = [];
  for (const [index, embed] of embeds.entries()) {
    const seen = ["title", "description", "author", "footer", "image", "thumbnail"].some((key) => Boolean(embed[key]));
    if (!seen && objects(embed["fields"]).length === 0) {
      const path = ["embeds", index, "description"];
      issues.push({ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" });
    }
  }
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total > MAX_EMBEDS_TEXT) {
    const message = `Embed size exceeds maximum size of ${MAX_EMBEDS_TEXT}`;
    issues.push({ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message });
  }
  return issues;
}

function embedLength(embed: Json): number {
  const inner = (key: string, name: string) => {
    const part = embed[key];
    return isJson(part) ? stringOf(part[name]) : "";
  };
  const texts = [
    stringOf(embed["title"]),
    stringOf(embed["description"]),
    inner("footer", "text"),
    inner("author", "name"),
  ];
  for (const field of objects(embed["fields"])) texts.push(stringOf(field["name"]), stringOf(field["value"]));
  return texts.reduce((sum, text) => sum + text.trim().length, 0);
}

function mentionIssues(body: Json): FormIssue[] {
  const allowed = body["allowed_mentions"];
  if (!isJson(allowed)) return [];
  const parse = Array.isArray(allowed["parse"]) ? allowed["parse"] : [];
  return ["users", "roles"].flatMap((kind) => {
    const ids = allowed[kind];
    if (!parse.includes(kind) || !Array.isArray(ids) || ids.length === 0) return [];
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    return [{ path: ["allowed_mentions"], code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message }];
  });
}
