import { COMPONENT } from "./components.ts";
import { isJson, objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { NotPossible } from "./not-possible.ts";

type Values = Readonly<Record<string, string | readonly string[]>>;

/**
 * A form's components with what was filled in, as they go to the bot.
 * @throws NotPossible for what a client would not send
 */
export function filledIn(modal: Json, values: Values): readonly Json[] {
  const known = new Set<string>();
  const fill = (component: Json): Json => {
    if (component["type"] === COMPONENT.row) {
      return { type: component["type"], components: objects(component["components"]).map(fill) };
    }
    if (component["type"] === COMPONENT.label && isJson(component["component"])) {
      return { type: component["type"], component: fill(component["component"]) };
    }
    if (component["type"] === COMPONENT.textDisplay) return { type: component["type"] };
    const id = stringOf(component["custom_id"]);
    known.add(id);
    const kind = { type: component["type"], custom_id: id };
    return component["type"] === COMPONENT.textInput
      ? { ...kind, value: textOf(component, values[id]) }
      : { ...kind, values: listOf(component, values[id]) };
  };
  const components = objects(modal["components"]).map(fill);
  const unknown = Object.keys(values).find((id) => !known.has(id));
  if (unknown !== undefined) throw new NotPossible(`The form has no field "${unknown}".`);
  return components;
}

function textOf(input: Json, given: Values[string] | undefined): string {
  const text = typeof given === "string" ? given : stringOf(input["value"]);
  const id = stringOf(input["custom_id"]);
  if (text === "" && input["required"] !== false) throw new NotPossible(`"${id}" is required.`);
  const [least, most] = [Number(input["min_length"] ?? 0), Number(input["max_length"] ?? 4_000)];
  if (text !== "" && (text.length < least || text.length > most)) {
    throw new NotPossible(`"${id}" takes ${least} to ${most} characters.`);
  }
  return text;
}

function listOf(select: Json, given: Values[string] | undefined): readonly string[] {
  const preset = objects(select["options"]).filter((option) => option["default"] === true);
  const untouched = preset.map(({ value }) => stringOf(value));
  const chosen = given === undefined ? untouched : typeof given === "string" ? [given] : given;
  const id = stringOf(select["custom_id"]);
  if (chosen.length === 0 && select["required"] !== false) throw new NotPossible(`"${id}" is required.`);
  const offered = objects(select["options"]).map(({ value }) => value);
  const unknown = chosen.find((value) => offered.length > 0 && !offered.includes(value));
  if (unknown !== undefined) throw new NotPossible(`"${unknown}" is not on the list of "${id}".`);
  return chosen;
}
