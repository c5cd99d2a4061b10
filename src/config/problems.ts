import { isMap, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import type { z } from "zod";
import { configSchema, fieldsAt } from "./schema.ts";
import type { ConfigFile } from "./schema.ts";
import { nearest } from "../core/nearest.ts";

/** One thing that is wrong in a configuration file. */
export interface ConfigProblem {
  /** From 1; where the field or its value stands. */
  readonly line: number;
  readonly column: number;
  /** "channels[0].timezone"; empty for the file as a whole. */
  readonly field: string;
  /** What was found, and what to do. */
  readonly message: string;
}

export type ReadOutcome =
  | { readonly ok: true; readonly file: ConfigFile }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Reads a configuration file's text and finds everything that is wrong with it, in the order of the file. */
export function readConfig(text: string): ReadOutcome {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { line, column: col, field: "", message: `is not valid YAML: ${error.message}.` };
    });
    return { ok: false, problems };
  }
  const raw: unknown = document.toJS() ?? {};
  const parsed = configSchema.safeParse(raw, { reportInput: true });
  const secrets = secretsIn(raw, []);
  const known = new Set(secrets.map(({ path }) => fieldName(path)));
  const faults = [
    ...secrets,
    ...(parsed.success ? [] : parsed.error.issues.flatMap(faultsOf)),
    ...faultsOfChannels(raw),
    ...faultsOfAlerts(raw),
  ].filter((fault, index) => index < secrets.length || !known.has(fieldName(fault.path)));
  if (parsed.success && faults.length === 0) return { ok: true, file: parsed.data };
  const problems = faults.map(({ path, message }) => place(document, lines, path, message));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

interface Fault {
  readonly path: Path;
  readonly message: string;
}

function faultsOf(issue: Issue): readonly Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const fields = fieldsAt(issue.path);
      const near = nearest(key, fields);
      const mend = near === null ? `Use one of ${fields.join(", ")}.` : `Did you mean "${near}"?`;
      return { path: [...issue.path, key], message: `is not a field of this file. ${mend}` };
    });
  }
  if (issue.code === "invalid_union") {
    // web: the branch for an object says more than "not false".
    const branch = issue.errors.at(-1) ?? [];
    return branch.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return [{ path: issue.path, message: "is missing. Give it a value." }];
  }
  return [{ path: issue.path, message: `${shown(issue.input)} ${issue.message}` }];
}

/** What only shows when channels are seen together, or a channel as a whole; zod stops short of it after other faults. */
function faultsOfChannels(raw: unknown): readonly Fault[] {
  const channels = isRecord(raw) && Array.isArray(raw["channels"]) ? (raw["channels"] as readonly unknown[]) : [];
  const seen = new Map<unknown, number>();
  return channels.flatMap((entry, index): readonly Fault[] => {
    if (!isRecord(entry)) return [];
    const { name, platform, channel } = entry;
    const faults: Fault[] = [];
    const first = seen.get(name);
    if (typeof name === "string" && first !== undefined) {
      const message = `${shown(name)} is already the name of channels[${first}]. Give every channel a name of its own.`;
      faults.push({ path: ["channels", index, "name"], message });
    } else seen.set(name, index);
    if (platform === "console" && typeof channel === "string" && !/^[A-Za-z0-9_-]{1,64}$/.test(channel)) {
      const message = `${shown(channel)} cannot name a console's record. Use up to 64 letters, digits, - and _.`;
      faults.push({ path: ["channels", index, "channel"], message });
    }
    if (
      (platform === "slack" || platform === "discord") &&
      typeof channel === "string" &&
      /^#|\s/.test(channel.trim())
    ) {
      const message = `${shown(channel)} is a name, and names change. Use the channel's id: ${WHERE_IDS_ARE[platform]}.`;
      faults.push({ path: ["channels", index, "channel"], message });
    }
    return faults;
  });
}

const WHERE_IDS_ARE = {
  slack: "it stands at the end of the channel's details, and starts with C",
  discord:
    'turn on Developer Mode (User Settings, Advanced), then right-click the channel and choose "Copy Channel ID"',
} as const;

/** The operator is told in one of the channels. */
function faultsOfAlerts(raw: unknown): readonly Fault[] {
  const alerts = isRecord(raw) ? raw["alerts"] : undefined;
  if (!isRecord(raw) || typeof alerts !== "string") return [];
  const channels = Array.isArray(raw["channels"]) ? (raw["channels"] as readonly unknown[]) : [];
  const names = channels.flatMap((entry) =>
    isRecord(entry) && typeof entry["name"] === "string" ? [entry["name"]] : [],
  );
  if (names.includes(alerts)) return [];
  const near = nearest(alerts, names);
  const mend = near === null ? `Use one of ${names.join(", ")}.` : `Did you mean "${near}"?`;
  return [{ path: ["alerts"], message: `${shown(alerts)} is not the name of a channel. ${mend}` }];
}

const SECRET_NAMES: readonly (readonly [pattern: RegExp, variable: string])[] = [
  [/slack.*app.*token/i, "SLACK_APP_TOKEN"],
  [/signing.*secret/i, "SLACK_SIGNING_SECRET"],
  [/discord.*token/i, "DISCORD_TOKEN"],
  [/token/i, "SLACK_BOT_TOKEN or DISCORD_TOKEN"],
  [/database.*url/i, "DATABASE_URL"],
  [/secret|passw|credential/i, ""],
];

const SECRET_VALUES: readonly (readonly [pattern: RegExp, variable: string])[] = [
  [/^xapp-/, "SLACK_APP_TOKEN"],
  [/^xox[a-z]-/, "SLACK_BOT_TOKEN"],
  [/^postgres(?:ql)?:\/\//i, "DATABASE_URL"],
  [/^https?:\/\/[^\s/]*:[^\s/]*@/i, ""],
];

/** Secrets are refused wherever they stand; the message never repeats one. */
function secretsIn(value: unknown, path: Path): readonly Fault[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => secretsIn(inner, [...path, index]));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, inner]) => {
      const named = SECRET_NAMES.find(([pattern]) => pattern.test(key));
      return named === undefined ? secretsIn(inner, [...path, key]) : [secretFault([...path, key], named[1])];
    });
  }
  const kind = typeof value === "string" ? SECRET_VALUES.find(([pattern]) => pattern.test(value.trim())) : undefined;
  return kind === undefined ? [] : [secretFault(path, kind[1])];
}

function secretFault(path: Path, variable: string): Fault {
  const mend =
    variable === ""
      ? "Take it out."
      : `Put it into the environment as ${variable}, or into a file that ${variable.replaceAll(/[A-Z_]{4,}/g, "$&_FILE")} names.`;
  return { path, message: `holds a secret, and this file is copied, shared and kept under version control. ${mend}` };
}

function place(document: Document, lines: LineCounter, path: Path, message: string): ConfigProblem {
  const field = fieldName(path);
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const offset = offsetOf(document, path.slice(0, depth), depth === path.length);
    if (offset === null) continue;
    const { line, col } = lines.linePos(offset);
    return { line, column: col, field, message };
  }
  return { line: 1, column: 1, field, message };
}

/** Where a value begins; for an unknown field, where its name stands. */
function offsetOf(document: Document, path: Path, exact: boolean): number | null {
  const parent: unknown = path.length === 0 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (exact && isMap(parent) && typeof key === "string" && !fieldsAt(path.slice(0, -1)).includes(key)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair !== undefined && isScalar(pair.key)) return pair.key.range?.[0] ?? null;
  }
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isRecord(node) && Array.isArray(node["range"]) ? Number(node["range"][0]) : null;
}

function fieldName(path: Path): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
