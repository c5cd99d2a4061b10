// What Slack sends is read field by field: nothing about it is taken for granted.

export type Json = Readonly<Record<string, unknown>>;

const NOTHING: Json = {};

export function json(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : NOTHING;
}

/** The first object of a list. */
export function first(value: unknown): Json {
  return Array.isArray(value) ? json(value[0]) : NOTHING;
}

/** "" when it is no text. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
