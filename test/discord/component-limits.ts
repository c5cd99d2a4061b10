import { COMPONENT, placed } from "./components.ts";
import type { Placed } from "./components.ts";
import type { FormIssue } from "./errors.ts";
import { isJson, objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";

/** Components with those inside them. */
const MAX_COMPONENTS = 40;
/** Characters over all text displays (discord/discord-api-docs, pull request 8562). */
const MAX_DISPLAY_TEXT = 4_000;
/** UTF-8 bytes over all text displays, with 12 a display; above it Discord answers 500 (discord/discord-api-docs#8554). */
export const MAX_DISPLAY_BYTES = 10_170;
const BYTES_A_DISPLAY = 12;

/** What is wrong with the components of a message, old or new, beyond their schemas. */
export function componentIssues(body: Json): FormIssue[] {
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

/** UTF-8 bytes over all text displays, counted as Discord does. */
export function displayBytes(body: Json): number {
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
