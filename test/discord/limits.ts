import { COMPONENT, placed } from "./components.ts";
import type { Placed } from "./components.ts";
import { ApiError, below, invalidForm } from "./errors.ts";
import type { FormIssue } from "./errors.ts";
import { isJson, objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { FLAGS } from "./world.ts";

// What the schemas do not say. Lengths are counted in UTF-16 units: no count of Discord's is stricter.
/** Characters of `content`; the schema's 4000 are for people. */
export const MAX_CONTENT = 2_000;
/** Characters of all embeds together. */
export const MAX_EMBEDS_TEXT = 6_000;
/** Components with those inside them. */
export const MAX_COMPONENTS = 40;
/** Characters over all text displays (discord/discord-api-docs, pull request 8562). */
export const MAX_DISPLAY_TEXT = 4_000;
/** UTF-8 bytes over all text displays, with 12 a display; above it Discord answers 500 (discord/discord-api-docs#8554). */
export const MAX_DISPLAY_BYTES = 10_170;
const BYTES_A_DISPLAY = 12;
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

function componentIssues(body: Json): FormIssue[] {
  const all = [...placed(body["components"])];
  const issues: FormIssue[] = [];
  const over = (code: string, message: string) => issues.push({ path: ["components"], code, message });
  if (all.length > MAX_COMPONENTS) {
    over("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", `The total number of components cannot exceed ${MAX_COMPONENTS}.`);
  }
  if (sum(displays(all), (text) => text.length) > MAX_DISPLAY_TEXT) {
    const message = `The total displayable text size cannot exceed ${MAX_DISPLAY_TEXT} characters.`;
    over("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
  }
  issues.push(
    ...repeated(all, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"),
  );
  issues.push(...repeated(all, "id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"));
  for (const one of all) issues.push(...issuesOfOne(one));
  return issues;
}

function displays(all: readonly Placed[]): readonly string[] {
  return all.flatMap(({ component }) =>
    component["type"] === COMPONENT.textDisplay ? [stringOf(component["content"])] : [],
  );
}

function displayBytes(body: Json): number {
  return sum(displays([...placed(body["components"])]), (text) => Buffer.byteLength(text) + BYTES_A_DISPLAY);
}

function sum(texts: readonly string[], measure: (text: string) => number): number {
  return texts.reduce((total, text) => total + measure(text), 0);
}

function repeated(all: readonly Placed[], key: string, code: string, message: string): FormIssue[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }) => {
    const value = component[key];
    // An id of 0 asks Discord to choose one.
    if (value === undefined || value === null || value === 0) return [];
    if (seen.has(value)) return [{ path: [...path, key], code, message }];
    seen.add(value);
    return [];
  });
}

const SELECTS = new Set<unknown>([
  COMPONENT.select,
  COMPONENT.userSelect,
  COMPONENT.roleSelect,
  COMPONENT.mentionableSelect,
  COMPONENT.channelSelect,
]);

function issuesOfOne({ component, path }: Placed): FormIssue[] {
  switch (component["type"]) {
    case COMPONENT.row:
      return rowIssues(component, path);
    case COMPONENT.button:
      return buttonIssues(component, path);
    case COMPONENT.select:
      return selectIssues(component, path);
    case COMPONENT.textDisplay:
      if (stringOf(component["content"]).trim() !== "") return [];
      return [{ path: [...path, "content"], code: "BASE_TYPE_REQUIRED", message: "This field is required" }];
    default:
      return [];
  }
}

function rowIssues(row: Json, path: Placed["path"]): FormIssue[] {
  const inner = objects(row["components"]);
  const selects = inner.filter(({ type }) => SELECTS.has(type)).length;
  if (selects === 0 || inner.length === 1) return [];
  const message = "The specified component exceeds the maximum width";
  return [{ path: [...path, "components"], code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message }];
}

const LINK = 5;
const PREMIUM = 6;

function buttonIssues(button: Json, path: Placed["path"]): FormIssue[] {
  const issues: FormIssue[] = [];
  const say = (key: string, code: string, message: string) => issues.push({ path: [...path, key], code, message });
  const [id, url] = [stringOf(button["custom_id"]), stringOf(button["url"])];
  if (button["style"] === PREMIUM) return issues;
  if (id !== "" && url !== "") {
    say(
      "custom_id",
      "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE",
      "A custom id and url cannot both be specified",
    );
  }
  if (button["style"] === LINK) {
    if (url === "") say("url", "BASE_TYPE_REQUIRED", "This field is required");
    else if (!/^(?:https?|discord):\/\//iu.test(url)) {
      say(
        "url",
        "URL_TYPE_INVALID_SCHEME",
        `Scheme "${url.split(":")[0]}" is not supported. Scheme must be one of ('discord', 'http', 'https').`,
      );
    }
  } else {
    if (url !== "") say("url", "BUTTON_COMPONENT_URL_WITHOUT_LINK_STYLE", "A url needs the link style");
    if (id === "") say("custom_id", "BASE_TYPE_REQUIRED", "This field is required");
  }
  if (stringOf(button["label"]).trim() === "" && !isJson(button["emoji"])) {
    say("label", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required");
  }
  return issues;
}

function selectIssues(select: Json, path: Placed["path"]): FormIssue[] {
  const options = objects(select["options"]);
  const issues: FormIssue[] = [];
  const seen = new Set<unknown>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value)) {
      const message = "The specified option value is already used";
      issues.push({
        path: [...path, "options", index, "value"],
        code: "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        message,
      });
    }
    seen.add(value);
  }
  const least = Number(select["min_values"] ?? 1);
  const most = Number(select["max_values"] ?? 1);
  if (least > most) {
    issues.push({
      path: [...path, "min_values"],
      code: "NUMBER_TYPE_MAX",
      message: `Value should be less than or equal to ${most}.`,
    });
  }
  if (most > options.length) {
    issues.push({
      path: [...path, "max_values"],
      code: "NUMBER_TYPE_MAX",
      message: `Value should be less than or equal to ${options.length}.`,
    });
  }
  return issues;
}
