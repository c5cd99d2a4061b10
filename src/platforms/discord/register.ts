import { COMMANDS } from "../../core/commands.ts";
import type { Command, Option } from "../../core/conversation.ts";
import type { Log } from "../../log.ts";
import { isRecord } from "./client.ts";
import type { Client, Reply } from "./client.ts";
import { recordsIn, stringIn } from "./places.ts";
import { failureOf } from "./refusals.ts";

/** Types of options. Source: Discord's reference of application commands. */
const OPTION = { subcommand: 1, string: 3, integer: 4 } as const;

const COMMAND_NAME = "news";

type Json = Readonly<Record<string, unknown>>;

/** `/news` with one subcommand a verb. Visible to everyone: who may manage a channel is looked at when somebody tries. */
function newsCommand(): Json {
  return {
    name: COMMAND_NAME,
    description: "News of this desk: stories, sources, subscriptions",
    type: 1,
    options: COMMANDS.map(subcommand),
  };
}

function subcommand({ verb, description, options }: Command): Json {
  return { type: OPTION.subcommand, name: verb, description, options: options.map(optionOf) };
}

function optionOf({ name, description, required, type, suggested, choices }: Option): Json {
  return {
    type: type === "number" ? OPTION.integer : OPTION.string,
    name,
    description,
    required,
    ...(choices.length > 0 ? { choices: choices.map(({ value, label }) => ({ name: label, value })) } : {}),
    ...(suggested && choices.length === 0 ? { autocomplete: true } : {}),
  };
}

/** Anywhere: in servers, and in direct messages with the bot. */
const EVERYWHERE = { contexts: [0, 1], integration_types: [0] } as const;

/** Registers `/news` where it is not yet registered as it should be. @returns whether all is as it should be */
export async function registerCommands(client: Client, servers: readonly string[], log: Log): Promise<boolean> {
  const application = await client.get("/applications/@me");
  const id = application.state === "ok" ? stringIn(application.body, "id") : null;
  if (id === null) {
    log.warn("Discord: /news could not be registered, because Discord did not name the application.");
    return false;
  }
  const global = `/applications/${id}/commands`;
  if (servers.length === 0) return settle(client, global, { ...newsCommand(), ...EVERYWHERE }, "everywhere", log);
  const local = await Promise.all(
    servers.map((server) =>
      settle(client, `/applications/${id}/guilds/${server}/commands`, newsCommand(), `in server ${server}`, log),
    ),
  );
  // Left from a time without a list of servers it would be offered twice.
  return (await settle(client, global, null, "everywhere", log)) && local.every(Boolean);
}

/** @param wanted null: it must not be there. Other commands of the application stay. */
async function settle(client: Client, path: string, wanted: Json | null, where: string, log: Log): Promise<boolean> {
  const before = await client.get(path);
  // Without knowing what is there, nothing of it is replaced.
  if (before.state !== "ok") return wanted === null || failed(before, where, log);
  const known = recordsIn(before.body);
  const own = known.find(({ name }) => name === COMMAND_NAME);
  if (wanted === null ? own === undefined : own !== undefined && isSame(own, wanted)) return true;
  const others = known.filter((command) => command !== own);
  const after = await client.send("PUT", path, wanted === null ? others : [...others, wanted]);
  if (after.state !== "ok") return failed(after, where, log);
  log.info(`Discord: /news is ${wanted === null ? "no longer " : ""}registered ${where}.`);
  return true;
}

function failed(reply: Exclude<Reply, { state: "ok" }>, where: string, log: Log): false {
  const failure = failureOf(reply);
  const reason = failure.kind === "rate-limited" ? "Discord asks to wait" : failure.reason;
  const mend = "Invite the bot with the link of copydesk init, which lets it have commands.";
  log.warn(`/news could not be registered ${where}: ${reason}.${failure.kind === "refused" ? ` ${mend}` : ""}`);
  return false;
}

/** Whether Discord's form of a command says all that ours does; what it adds does not count. */
function isSame(theirs: unknown, ours: unknown): boolean {
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs)) return ours.length === 0 && (theirs === undefined || theirs === null);
    return theirs.length === ours.length && ours.every((one, index) => isSame(theirs[index], one));
  }
  if (isRecord(ours)) {
    const other = isRecord(theirs) ? theirs : null;
    return other !== null && Object.entries(ours).every(([key, value]) => isSame(other[key], value));
  }
  // Discord leaves out what is false.
  return theirs === ours || (ours === false && (theirs === undefined || theirs === null));
}
