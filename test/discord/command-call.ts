import { OPTION, isBranch } from "./command-form.ts";
import { objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { NotPossible } from "./not-possible.ts";
import type { SlashAct } from "./people.ts";
import { wireChannel, wireUser } from "./wire.ts";
import type { World } from "./world.ts";

type Given = NonNullable<SlashAct["options"]>;

/**
 * The options of a command as they go to the bot, checked against what it registered.
 * @param focused the option that is being typed into: others may be missing, and nothing is final
 * @throws NotPossible for what a client would not send
 */
export function checkOptions(world: World, command: Json, act: SlashAct, focused: string | null): Json {
  const [path, leaf] = descend(command, act);
  const registered = objects(leaf["options"]).filter((option) => !isBranch(option));
  const given = act.options ?? {};
  for (const name of Object.keys(given)) {
    if (!registered.some((option) => option["name"] === name)) {
      throw new NotPossible(`/${stringOf(command["name"])} ${act.subcommand ?? ""} has no option "${name}".`);
    }
  }
  const values = registered.flatMap((option) => valueOf(option, given, focused));
  const options = path.reduceRight<readonly Json[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    values,
  );
  return { ...(options.length > 0 ? { options } : {}), ...resolved(world, values) };
}

/** From the command down to what is called: groups and subcommands must be named. */
function descend(command: Json, { group, subcommand }: SlashAct): readonly [readonly Json[], Json] {
  const path: Json[] = [];
  let at = command;
  for (const name of [group, subcommand]) {
    if (name === undefined) continue;
    const next = objects(at["options"]).find((option) => isBranch(option) && option["name"] === name);
    if (!next) throw new NotPossible(`/${stringOf(command["name"])} has no "${name}".`);
    path.push(next);
    at = next;
  }
  if (objects(at["options"]).some(isBranch)) throw new NotPossible(`/${stringOf(command["name"])} needs a subcommand.`);
  return [path, at];
}

function valueOf(option: Json, given: Given, focused: string | null): readonly Json[] {
  const name = stringOf(option["name"]);
  const value = given[name];
  const { type } = option;
  if (focused === name) {
    if (option["autocomplete"] !== true) throw new NotPossible(`"${name}" does not complete.`);
    return [{ name, type, value: String(value ?? ""), focused: true }];
  }
  if (value === undefined) {
    if (option["required"] === true && focused === null) throw new NotPossible(`"${name}" is required.`);
    return [];
  }
  if (focused === null) checkValue(option, value);
  return [{ name, type, value }];
}

function checkValue(option: Json, value: string | number | boolean): void {
  const name = stringOf(option["name"]);
  const fail = (why: string): never => {
    throw new NotPossible(`"${name}" ${why}.`);
  };
  const choices = objects(option["choices"]);
  if (choices.length > 0 && !choices.some((choice) => choice["value"] === value)) fail("is none of the choices");
  switch (option["type"]) {
    case OPTION.string:
      if (typeof value !== "string") return fail("takes words");
      return between(value.length, option["min_length"] ?? 0, option["max_length"] ?? 6_000, fail);
    case OPTION.integer:
    case OPTION.number:
      if (typeof value !== "number") return fail("takes a number");
      if (option["type"] === OPTION.integer && !Number.isInteger(value)) return fail("takes a whole number");
      return between(value, option["min_value"] ?? -(2 ** 53), option["max_value"] ?? 2 ** 53, fail);
    case OPTION.boolean:
      return typeof value === "boolean" ? undefined : fail("takes yes or no");
    default:
      return typeof value === "string" && /^\d+$/u.test(value) ? undefined : fail("takes an id");
  }
}

function between(size: number, least: unknown, most: unknown, fail: (why: string) => never): void {
  if (size < Number(least)) fail(`must be ${String(least)} or more`);
  if (size > Number(most)) fail(`must be ${String(most)} or less`);
}

/** The people and channels that options name. */
function resolved(world: World, values: readonly Json[]): Json {
  const users: Json = {};
  const channels: Json = {};
  for (const { type, value } of values) {
    const id = String(value);
    const channel = world.guild.channels.get(id);
    const member = world.guild.members.get(id);
    if (type === OPTION.channel && channel) channels[id] = { ...wireChannel(world, channel), permissions: "0" };
    if (type === OPTION.user && member) users[id] = wireUser(member.user);
  }
  const filled = Object.entries({ users, channels }).filter(([, found]) => Object.keys(found).length > 0);
  return filled.length === 0 ? {} : { resolved: Object.fromEntries(filled) };
}
