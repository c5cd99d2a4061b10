import * as spec from "discord-api-spec/zod";
import type { FormIssue } from "./errors.ts";
import { invalidForm } from "./errors.ts";
import { isJson, shown } from "./json.ts";
import type { Json } from "./json.ts";

/** Bodies by the name of their schema in Discord's OpenAPI. */
const SCHEMAS = {
  message: spec.MessageCreateRequestSchema,
  "message-edit": spec.MessageEditRequestPartialSchema,
  starter: spec.BaseCreateMessageCreateRequestSchema,
  post: spec.CreateForumThreadRequestSchema,
  "thread-of-message": spec.CreateTextThreadWithMessageRequestSchema,
  thread: spec.CreateTextThreadWithoutMessageRequestSchema,
  "thread-edit": spec.UpdateThreadRequestPartialSchema,
  "callback-message": spec.CreateMessageInteractionCallbackRequestSchema,
  "callback-update": spec.UpdateMessageInteractionCallbackRequestSchema,
  "callback-choices": spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  "callback-modal": spec.ModalInteractionCallbackRequestSchema,
  followup: spec.IncomingWebhookRequestPartialSchema,
  "followup-edit": spec.IncomingWebhookUpdateRequestPartialSchema,
  direct: spec.CreatePrivateChannelRequestSchema,
  command: spec.ApplicationCommandUpdateRequestSchema,
} as const;
export type SchemaName = keyof typeof SCHEMAS;

type Path = readonly (string | number)[];

/** An issue as zod tells it. */
interface Told {
  readonly code: string;
  readonly path: Path;
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Told[])[];
}

/**
 * Checks a body by Discord's own schema.
 * @throws ApiError 50035 with the tree of what is wrong
 */
export function checkBody(name: SchemaName, body: unknown): Json {
  const issues = schemaIssues(name, body);
  if (issues.length > 0 || !isJson(body)) throw invalidForm(issues);
  return body;
}

export function schemaIssues(name: SchemaName, body: unknown): readonly FormIssue[] {
  const result = SCHEMAS[name].safeParse(body);
  if (result.success) return [];
  return (result.error.issues as unknown as readonly Told[]).flatMap((told) => issuesOf(told, [], body));
}

function issuesOf(told: Told, above: Path, body: unknown): readonly FormIssue[] {
  const path = [...above, ...told.path];
  if (told.code === "invalid_union") return unionIssues(told, path, body);
  return [{ path, ...wordOf(told, valueAt(body, path)) }];
}

/** Of the ways that a value could have been meant: the one whose `type` fits, else that no `type` fits. */
function unionIssues(told: Told, path: Path, body: unknown): readonly FormIssue[] {
  const ways = told.errors ?? [];
  const typed = ways.filter((way) => !way.some((issue) => issue.path.length === 1 && issue.path[0] === "type"));
  if (typed.length === 0 && ways.length > 0) {
    const types = ways.flatMap((way) =>
      way.flatMap(({ path: [key], values }) => (key === "type" ? (values ?? []) : [])),
    );
    const message = `Value of field "type" must be one of (${types.join(", ")}).`;
    return [{ path: [...path, "type"], code: "UNION_TYPE_CHOICES", message }];
  }
  const closest = [...typed].sort((a, b) => a.length - b.length)[0] ?? [];
  return closest.flatMap((issue) => issuesOf(issue, path, body));
}

function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Json)[String(key)] : at),
    body,
  );
}

function wordOf(told: Told, value: unknown): { readonly code: string; readonly message: string } {
  const number = told.origin === "number" || told.origin === "int";
  if (value === undefined) return { code: "BASE_TYPE_REQUIRED", message: "This field is required" };
  switch (told.code) {
    case "too_big":
      return number
        ? { code: "NUMBER_TYPE_MAX", message: `Value should be less than or equal to ${told.maximum}.` }
        : { code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${told.maximum} or fewer in length.` };
    case "too_small":
      if (number)
        return { code: "NUMBER_TYPE_MIN", message: `Value should be greater than or equal to ${told.minimum}.` };
      return told.minimum === 1 && value === ""
        ? { code: "BASE_TYPE_REQUIRED", message: "This field is required" }
        : { code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${told.minimum} or more in length.` };
    case "invalid_value":
      return { code: "BASE_TYPE_CHOICES", message: `Value must be one of {${(told.values ?? []).join(", ")}}.` };
    case "invalid_format":
      if (told.format === "url") return { code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." };
      if (told.format === "regex")
        return { code: "NUMBER_TYPE_COERCE", message: `Value "${shown(value)}" is not snowflake.` };
      return { code: "DATE_TIME_TYPE_PARSE", message: `Could not parse ${shown(value)}. Should be ISO8601.` };
    default:
      return { code: "BASE_TYPE_BAD_TYPE", message: `Must be of type ${told.expected ?? "another"}.` };
  }
}
