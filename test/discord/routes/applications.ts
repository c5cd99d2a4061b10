import { checkCommands, commandIssues } from "../command-form.ts";
import { ApiError, invalidForm, missingAccess, unknownCommand } from "../errors.ts";
import type { Json } from "../json.ts";
import { wireCommand, wireUser } from "../wire.ts";
import type { Command, World } from "../world.ts";
import { NO_CONTENT, bodyOf, bot, ok } from "./route.ts";
import type { Answer, Call, Routes } from "./route.ts";

const GLOBAL = "/applications/:application/commands";
const LOCAL = "/applications/:application/guilds/:guild/commands";

export const applicationRoutes: Routes = [
  bot("GET", "/applications/@me", ({ world }) => ok(application(world))),
  bot("GET", "/oauth2/applications/@me", ({ world }) => ok(application(world))),
  ...[GLOBAL, LOCAL].flatMap((path): Routes => [
    bot("GET", path, (call) => ok(commandsOf(scoped(call)).map((command) => wireCommand(call.world, command)))),
    bot("PUT", path, replaceAll),
    bot("POST", path, create),
    bot("GET", `${path}/:command`, (call) => ok(wireCommand(call.world, theCommand(call)))),
    bot("PATCH", `${path}/:command`, change),
    bot("DELETE", `${path}/:command`, drop),
  ]),
];

function application(world: World): Json {
  return {
    id: world.applicationId,
    name: world.bot.displayName,
    icon: null,
    description: "",
    summary: "",
    type: null,
    bot: wireUser(world.bot),
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    hook: true,
    redirect_uris: [],
    interactions_endpoint_url: null,
    approximate_guild_count: 1,
    owner: wireUser({ id: world.guild.ownerId, username: "owner", displayName: "Owner", bot: false }),
    team: null,
  };
}

interface Scope {
  readonly call: Call;
  readonly guildId: string | null;
}

/** @throws 20012 for somebody else's application, 50001 for somebody else's guild */
function scoped(call: Call): Scope {
  const { world, params } = call;
  if (params["application"] !== world.applicationId) {
    throw new ApiError(403, 20012, "You are not authorized to perform this action on this application");
  }
  const guildId = params["guild"] ?? null;
  if (guildId !== null && guildId !== world.guild.id) throw missingAccess();
  return { call, guildId };
}

function commandsOf({ call, guildId }: Scope): readonly Command[] {
  return call.world.commands.filter((command) => command.guildId === guildId);
}

function theCommand(call: Call): Command {
  const found = commandsOf(scoped(call)).find(({ id }) => id === call.params["command"]);
  if (!found) throw unknownCommand();
  return found;
}

function replaceAll(call: Call): Answer {
  const scope = scoped(call);
  const before = commandsOf(scope);
  const after = checkCommands(call.body).map((body) => commandOf(scope, body, before));
  store(scope, after);
  return ok(after.map((command) => wireCommand(call.world, command)));
}

/** The id of a command stays while its name does. */
function commandOf({ call, guildId }: Scope, body: Json, before: readonly Command[]): Command {
  const same = before.find((command) => command.body["name"] === body["name"]);
  const { id: _, ...rest } = body;
  return { id: same?.id ?? call.world.nextId(), version: call.world.nextId(), guildId, body: rest };
}

function store({ call, guildId }: Scope, commands: readonly Command[]): void {
  const { world } = call;
  world.commands = [...world.commands.filter((command) => command.guildId !== guildId), ...commands];
  world.tell({ kind: "commands" });
}

function create(call: Call): Answer {
  const scope = scoped(call);
  const body = bodyOf(call);
  const issues = commandIssues(body);
  if (issues.length > 0) throw invalidForm(issues);
  const before = commandsOf(scope);
  const command = commandOf(scope, body, before);
  const others = before.filter(({ id }) => id !== command.id);
  checkCommands([...others, command].map((one) => one.body));
  store(scope, [...others, command]);
  return { status: others.length === before.length ? 201 : 200, body: wireCommand(call.world, command) };
}

function change(call: Call): Answer {
  const scope = scoped(call);
  const old = theCommand(call);
  const body = { ...old.body, ...bodyOf(call) };
  const issues = commandIssues(body);
  if (issues.length > 0) throw invalidForm(issues);
  const command = { ...old, version: call.world.nextId(), body };
  store(
    scope,
    commandsOf(scope).map((one) => (one.id === old.id ? command : one)),
  );
  return ok(wireCommand(call.world, command));
}

function drop(call: Call): Answer {
  const scope = scoped(call);
  const old = theCommand(call);
  store(
    scope,
    commandsOf(scope).filter(({ id }) => id !== old.id),
  );
  return NO_CONTENT;
}
