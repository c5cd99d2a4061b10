import type { Field, Form } from "../../core/conversation.ts";
import { TYPE } from "./components.ts";
import { escape } from "./escape.ts";
import { recordsIn, stringIn } from "./places.ts";
import { shortened, visible } from "../../core/text.ts";

// Source: Discord's references of components and interactions.
const LABEL = 18;
const TEXT_INPUT = 4;
const SELECT = 3;
const MAX_TITLE = 45;
const MAX_LABEL = 45;
const MAX_DESCRIPTION = 100;
const MAX_VALUE = 4_000;
const MAX_CHOICE = 100;
const MAX_CHOICES = 25;
/** Components of a form, its note among them. */
const MAX_PARTS = 5;

type Json = Readonly<Record<string, unknown>>;

/** The body of a form. */
export function modalOf({ title, action, note, fields }: Form): Json {
  const parts = fields.map(partOf);
  const words = note === null ? "" : escape(note);
  const noted = words === "" || parts.length >= MAX_PARTS ? parts : [{ type: TYPE.text, content: words }, ...parts];
  return { custom_id: action, title: plain(title, MAX_TITLE), components: noted.slice(0, MAX_PARTS) };
}

function partOf(field: Field): Json {
  const label = plain(field.label, MAX_LABEL);
  const hint = field.kind === "line" && field.hint !== null ? plain(field.hint, MAX_DESCRIPTION) : "";
  return { type: LABEL, label, ...(hint === "" ? {} : { description: hint }), component: inputOf(field) };
}

function inputOf(field: Field): Json {
  const { name, required } = field;
  if (field.kind === "line") {
    const value = shortened(visible(field.value), MAX_VALUE);
    return { type: TEXT_INPUT, custom_id: name, style: 1, required, ...(value === "" ? {} : { value }) };
  }
  const options = field.choices.slice(0, MAX_CHOICES).map(({ value, label }) => ({
    value,
    label: plain(label, MAX_CHOICE),
    default: value === field.value,
  }));
  return { type: SELECT, custom_id: name, required, options };
}

function plain(text: string, limit: number): string {
  return shortened(visible(text).trim(), limit) || "…";
}

/** What was filled in, by the field's name. */
export function valuesOf(components: unknown): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const part of recordsIn(components)) {
    const inputs = [...recordsIn(part["components"]), ...recordsIn([part["component"]])];
    for (const input of inputs) {
      const name = stringIn(input, "custom_id");
      if (name === null) continue;
      const chosen: unknown = Array.isArray(input["values"]) ? input["values"][0] : input["value"];
      values[name] = typeof chosen === "string" ? chosen : "";
    }
  }
  return values;
}
