import { isJson, objects } from "./json.ts";
import type { Json } from "./json.ts";

export const COMPONENT = {
  row: 1,
  button: 2,
  select: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

export interface Placed {
  readonly component: Json;
  readonly path: readonly (string | number)[];
}

/** Every component with those inside it, each with its path in the body. */
export function* placed(components: unknown, path: readonly (string | number)[] = ["components"]): Generator<Placed> {
  for (const [index, component] of objects(components).entries()) yield* within(component, [...path, index]);
}

function* within(component: Json, path: readonly (string | number)[]): Generator<Placed> {
  yield { component, path };
  yield* placed(component["components"], [...path, "components"]);
  for (const key of ["accessory", "component"]) {
    const inner = component[key];
    if (isJson(inner)) yield* within(inner, [...path, key]);
  }
}

/** Discord numbers the components that came without an id, 1 and up, around those that have one. */
export function numbered(components: unknown): readonly Json[] {
  const taken = new Set([...placed(components)].map(({ component }) => component["id"]));
  let next = 1;
  const free = (): number => {
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  };
  const number = (component: Json): Json => {
    const id = typeof component["id"] === "number" && component["id"] > 0 ? component["id"] : free();
    const copy: Json = { ...component, id };
    if (Array.isArray(component["components"])) copy["components"] = objects(component["components"]).map(number);
    for (const key of ["accessory", "component"]) {
      const inner = component[key];
      if (isJson(inner)) copy[key] = number(inner);
    }
    return copy;
  };
  return objects(components).map(number);
}
