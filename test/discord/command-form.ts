import { below, invalidForm } from "./errors.ts";
import type { FormIssue } from "./errors.ts";
import { objects, shown, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { schemaIssues } from "./schemas.ts";

/** CHAT_INPUT commands of one scope. */
const MAX_COMMANDS = 100;
/** Characters of a command: names, descriptions and values of all its options. */
const MAX_COMMAND_TEXT = 8_000;
/** Characters; the schema allows 6000, which is for what people type. */
const MAX_CHOICE_VALUE = 100;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
} as const;

type Path = FormIssue["path"];

/**
 * Checks a whole set of commands as the bulk call does.
 * @throws ApiError 50035
 */
export function checkCommands(bodies: unknown): readonly Json[] {
  if (!Array.isArray(bodies)) {
    throw invalidForm([{ path: [], code: "LIST_TYPE_CONVERT", message: "Only iterables may be used in a ListType" }]);
  }
  const issues = bodies.flatMap((body: unknown, index) => commandIssues(body, [index]));
  if (issues.length > 0) throw invalidForm(issues);
  const commands = objects(bodies);
  const slash = commands.filter(({ type }) => (type ?? 1) === 1);
  if (slash.length > MAX_COMMANDS) {
    const message = `Maximum number of application commands reached (${MAX_COMMANDS}).`;
    throw invalidForm([{ path: [], code: "APPLICATION_COMMANDS_MAX", message }]);
  }
  const names = commands.map(({ name, type }) => `${shown(type ?? 1)} ${stringOf(name)}`);
  const again = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (again !== -1) {
    const message = "Application command names must be unique";
    throw invalidForm([{ path: [again], code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message }]);
  }
  return commands;
}

/** What is wrong with one command. */
export function commandIssues(body: unknown, at: Path = []): readonly FormIssue[] {
  const schema = schemaIssues("command", coerced(body));
  if (schema.length > 0) return below(at, schema);
  const command = body as Json;
  const issues = [...nameIssues(command, at)];
  if ((command["type"] ?? 1) === 1) {
    if (stringOf(command["description"]).trim() === "") {
      issues.push({ path: [...at, "description"], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
    }
    issues.push(...optionsIssues(command, at, 0));
    if (textOf(command) > MAX_COMMAND_TEXT) {
      const message = `Command exceeds maximum size (${MAX_COMMAND_TEXT})`;
      issues.push({ path: at, code: "APPLICATION_COMMAND_TOO_LARGE", message });
    }
  }
  return issues;
}

/** The schema says integer where the API takes a string of digits; its own README says so. */
function coerced(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  const { default_member_permissions: bits } = body as Json;
  return typeof bits === "string" && /^\d+$/u.test(bits) ? { ...body, default_member_permissions: Number(bits) } : body;
}

function nameIssues(named: Json, at: Path): FormIssue[] {
  const name = stringOf(named["name"]);
  const slash = named["type"] === undefined || named["type"] === 1 || "description" in named;
  if (!slash || (NAME.test(name) && name === name.toLowerCase())) return [];
  const message = "Command name is invalid";
  return [{ path: [...at, "name"], code: "APPLICATION_COMMAND_INVALID_NAME", message }];
}

/** @param depth 0 a command's own options, 1 below a subcommand or group, 2 below a group's subcommand */
function optionsIssues(parent: Json, at: Path, depth: number): FormIssue[] {
  const options = objects(parent["options"]);
  const issues: FormIssue[] = [];
  const seen = new Set<string>();
  let optional = false;
  for (const [index, option] of options.entries()) {
    const path = [...at, "options", index];
    issues.push(...nameIssues(option, path));
    const name = stringOf(option["name"]);
    if (seen.has(name)) {
      const message = "Option name is already used";
      issues.push({ path: [...path, "name"], code: "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message });
    }
    seen.add(name);
    const required = option["required"] === true;
    if (required && optional) {
      const message = "Required options must be placed before non-required options";
      issues.push({ path, code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message });
    }
    optional ||= !required;
    issues.push(...(isBranch(option) ? branchIssues(option, path, depth) : leafIssues(option, path)));
  }
  if (options.some(isBranch) && !options.every(isBranch)) {
    const message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
    issues.push({ path: [...at, "options"], code: "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message });
  }
  return issues;
}

export function isBranch(option: Json): boolean {
  return option["type"] === OPTION.subcommand || option["type"] === OPTION.group;
}

function branchIssues(option: Json, path: Path, depth: number): FormIssue[] {
  const issues = optionsIssues(option, path, depth + 1);
  const inner = objects(option["options"]);
  if (option["type"] === OPTION.group && !inner.every(({ type }) => type === OPTION.subcommand)) {
    const message = "A sub-command group holds sub-commands only";
    issues.push({ path: [...path, "options"], code: "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message });
  }
  if (option["required"] === true) {
    const message = "A sub-command cannot be required";
    issues.push({ path: [...path, "required"], code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message });
  }
  return issues;
}

function leafIssues(option: Json, path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const choices = objects(option["choices"]);
  if (option["autocomplete"] === true && choices.length > 0) {
    const message = "Autocomplete may not be set to true if choices are present";
    issues.push({ path: [...path, "autocomplete"], code: "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", message });
  }
  for (const [index, { value }] of choices.entries()) {
    if (typeof value !== "string" || value.length <= MAX_CHOICE_VALUE) continue;
    const message = `Must be ${MAX_CHOICE_VALUE} or fewer in length.`;
    issues.push({ path: [...path, "choices", index, "value"], code: "BASE_TYPE_MAX_LENGTH", message });
  }
  const names = choices.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    const message = "Option choice names must be unique";
    issues.push({ path: [...path, "choices"], code: "APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATE", message });
  }
  for (const [least, most] of [
    ["min_length", "max_length"],
    ["min_value", "max_value"],
  ] as const) {
    if (typeof option[least] === "number" && typeof option[most] === "number" && option[least] > option[most]) {
      const message = `Value should be less than or equal to ${option[most]}.`;
      issues.push({ path: [...path, least], code: "NUMBER_TYPE_MAX", message });
    }
  }
  return issues;
}

function textOf(node: Json): number {
  const own = stringOf(node["name"]).length + stringOf(node["description"]).length;
  const choices = objects(node["choices"]).reduce(
    (sum, { name, value }) => sum + stringOf(name).length + String(value).length,
    0,
  );
  return own + choices + objects(node["options"]).reduce((sum, option) => sum + textOf(option), 0);
}
