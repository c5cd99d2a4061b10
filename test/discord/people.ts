import { checkOptions } from "./command-call.ts";
import { COMPONENT, placed } from "./components.ts";
import { filledIn } from "./form-call.ts";
import { FIRST_ANSWER_MS, INTERACTION_TYPES } from "./interaction.ts";
import type { InteractionKind } from "./interaction.ts";
import { objects, shown, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { NotPossible } from "./not-possible.ts";
import { can, channelPermissions } from "./permissions.ts";
import { post } from "./posting.ts";
import { wireInteractionChannel, wireMember, wireMessage, wireUser } from "./wire.ts";
import { FLAGS } from "./world.ts";
import type { Channel, Command, FirstAnswer, Happening, Interaction, Message, User, World } from "./world.ts";

/** What a person does, as the chat's own client lets them. */
export interface People {
  readonly say: (act: { readonly channel: string; readonly user: string; readonly content: string }) => Message;
  readonly slash: (act: SlashAct) => Asked;
  /** Types into an option: asks the bot for what could stand there. */
  readonly autocomplete: (act: SlashAct & { readonly focused: string }) => Asked;
  /** Presses a button or, with `values`, chooses from a list. */
  readonly press: (act: PressAct) => Asked;
  /** Sends the form that an interaction opened. Values by custom id. */
  readonly submit: (asked: Asked, values: Readonly<Record<string, string | readonly string[]>>) => Asked;
  /** Commands that this person is offered in this channel. */
  readonly commandsFor: (user: string, channel: string) => readonly Command[];
}

export interface SlashAct {
  readonly channel: string;
  readonly user: string;
  /** Default: the only command there is. */
  readonly command?: string;
  readonly group?: string;
  readonly subcommand?: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

interface PressAct {
  readonly message: Message;
  readonly user: string;
  readonly customId: string;
  readonly values?: readonly string[];
}

/** An interaction under way. */
export interface Asked {
  readonly interaction: Interaction;
  /** What the person sees first; "none" when the bot said nothing in time. */
  readonly first: Promise<FirstAnswer>;
  /** The answer itself, once it is no longer "… is thinking" and, for a deferred update, once it was edited. */
  readonly settled: () => Promise<Message>;
  /** Sends the same interaction once more, as a network sometimes does. */
  readonly redeliver: () => void;
}

export interface PeopleOptions {
  readonly world: World;
  readonly dispatch: (event: string, data: Json) => void;
  readonly listen: (hear: (happening: Happening) => void) => () => void;
  /** Real milliseconds after which an unanswered interaction is dead. */
  readonly patienceMs?: number;
}

export function createPeople({ world, dispatch, listen, patienceMs = FIRST_ANSWER_MS }: PeopleOptions): People {
  const ask = (act: Act): Asked => {
    const { promise, resolve } = Promise.withResolvers<FirstAnswer>();
    const interaction = newInteraction(world, act, resolve);
    world.interactions.set(interaction.id, interaction);
    const data = wireInteraction(world, interaction);
    let editsBefore = 0;
    const first = promise.then((answer) => {
      editsBefore = act.source?.edits.length ?? 0;
      return answer;
    });
    const timer = setTimeout(() => giveUp(interaction), patienceMs).unref();
    void promise.then(() => clearTimeout(timer));
    dispatch("INTERACTION_CREATE", data);
    return {
      interaction,
      first,
      settled: async () => settled(interaction, await first, () => editsBefore, listen),
      redeliver: () => dispatch("INTERACTION_CREATE", data),
    };
  };

  return {
    say: ({ channel, user, content }) =>
      post(world, { channel: channelOf(world, channel), author: personOf(world, user), body: { content } }),
    slash: (act) => ask(slashAct(world, act, null)),
    autocomplete: (act) => ask(slashAct(world, act, act.focused)),
    press: (act) => ask(pressAct(world, act)),
    submit: (asked, values) => ask(submitAct(asked.interaction, values)),
    commandsFor: (user, channel) => commandsFor(world, personOf(world, user), channelOf(world, channel)),
  };
}

interface Act {
  readonly kind: InteractionKind;
  readonly channel: Channel;
  readonly user: User;
  readonly data: Json;
  readonly name: string;
  readonly source: Message | null;
}

function newInteraction(world: World, act: Act, settle: (first: FirstAnswer) => void): Interaction {
  const id = world.nextId();
  const noise = Array.from({ length: 6 }, () => Math.floor(world.random() * 2 ** 30).toString(36)).join("");
  const token = Buffer.from(`interaction:${id}:${noise}`).toString("base64url");
  const createdAt = world.now();
  return { ...act, id, token, createdAt, first: null, modal: null, original: null, followups: [], settle };
}

function giveUp(interaction: Interaction): void {
  if (interaction.first !== null) return;
  interaction.first = { kind: "none" };
  interaction.settle(interaction.first);
}

function wireInteraction(world: World, interaction: Interaction): Json {
  const { channel, user, source, kind } = interaction;
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: INTERACTION_TYPES[kind],
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: wireInteractionChannel(world, channel, user.id),
    app_permissions: channelPermissions(world, world.bot.id, channel).toString(),
    locale: "en-US",
    entitlements: [],
    authorizing_integration_owners: { 0: world.guild.id },
    attachment_size_limit: 10_485_760,
    data: interaction.data,
    ...whereAndWho(world, channel, user),
    ...(source ? { message: wireMessage(world, source) } : {}),
  };
}

/** In a guild its member asks, in a direct channel just a person. */
function whereAndWho(world: World, channel: Channel, user: User): Json {
  if (channel.recipientId !== null) return { user: wireUser(user), context: 1 };
  const member = world.guild.members.get(user.id);
  const permissions = channelPermissions(world, user.id, channel).toString();
  return {
    guild_id: world.guild.id,
    guild: { id: world.guild.id, locale: "en-US", features: ["COMMUNITY", "NEWS"] },
    guild_locale: "en-US",
    member: { ...(member ? wireMember(member) : {}), permissions },
    context: 0,
  };
}

async function settled(
  interaction: Interaction,
  first: FirstAnswer,
  editsBefore: () => number,
  listen: PeopleOptions["listen"],
): Promise<Message> {
  if (first.kind === "message" || first.kind === "update") return first.message;
  const message = interaction.original;
  if (!message || first.kind === "none") throw new NotPossible(`No message: the first answer is "${first.kind}".`);
  const done = () =>
    first.kind === "deferred" ? (message.flags & FLAGS.loading) === 0 : message.edits.length > editsBefore();
  if (done()) return message;
  const { promise, resolve } = Promise.withResolvers<Message>();
  const stop = listen((happening) => {
    if (happening.kind === "message" && happening.message === message && done()) resolve(message);
  });
  return promise.finally(stop);
}

/** A channel by its id or its name. @throws NotPossible */
export function channelOf(world: World, channel: string): Channel {
  const byName = [...world.guild.channels.values()].find(({ name }) => name === channel);
  const found = world.guild.channels.get(channel) ?? byName;
  if (!found) throw new NotPossible(`There is no channel "${channel}".`);
  return found;
}

/** A person by id or username. @throws NotPossible */
export function personOf(world: World, user: string): User {
  const byName = [...world.guild.members.values()].find((member) => member.user.username === user);
  const found = world.guild.members.get(user) ?? byName;
  if (!found) throw new NotPossible(`There is no person "${user}".`);
  return found.user;
}

function commandsFor(world: World, user: User, channel: Channel): readonly Command[] {
  if (!can(world, user.id, channel, "USE_APPLICATION_COMMANDS")) return [];
  const may = channelPermissions(world, user.id, channel);
  return world.commands.filter(({ body, guildId }) => {
    if (channel.recipientId !== null) return guildId === null && reachesDirect(body);
    const wanted = body["default_member_permissions"];
    if (wanted === undefined || wanted === null) return true;
    const bits = BigInt(shown(wanted));
    // None at all: administrators only.
    return bits === 0n ? can(world, user.id, channel, "ADMINISTRATOR") : (may & bits) === bits;
  });
}

/** Commands of everywhere are those of direct channels too, unless they say where they belong. */
function reachesDirect(body: Json): boolean {
  const { contexts } = body;
  return Array.isArray(contexts) ? contexts.includes(1) : body["dm_permission"] !== false;
}

function slashAct(world: World, act: SlashAct, focused: string | null): Act {
  const channel = channelOf(world, act.channel);
  const user = personOf(world, act.user);
  const offered = commandsFor(world, user, channel);
  const command = offered.find(({ body }) => act.command === undefined || body["name"] === act.command);
  if (!command) throw new NotPossible(`${user.displayName} is not offered /${act.command ?? "…"} in #${channel.name}.`);
  const options = checkOptions(world, command.body, act, focused);
  const name = [stringOf(command.body["name"]), act.group, act.subcommand].filter(Boolean).join(" ");
  const data: Json = { id: command.id, name: command.body["name"], type: 1, ...options };
  if (command.guildId !== null) data["guild_id"] = command.guildId;
  return { kind: focused === null ? "command" : "autocomplete", channel, user, data, name, source: null };
}

function pressAct(world: World, { message, user: who, customId, values }: PressAct): Act {
  const channel = channelOf(world, message.channelId);
  const user = personOf(world, who);
  if (message.onlyFor !== null && message.onlyFor !== user.id) {
    throw new NotPossible(`${user.displayName} cannot see this message.`);
  }
  const found = [...placed(message.components)].find(({ component }) => component["custom_id"] === customId)?.component;
  if (!found) throw new NotPossible(`The message has no component "${customId}".`);
  if (found["disabled"] === true) throw new NotPossible(`The component "${customId}" is disabled.`);
  const chosen = found["type"] === COMPONENT.button ? {} : { values: checkValues(found, values ?? []) };
  const data = { custom_id: customId, component_type: found["type"], id: found["id"], ...chosen };
  return { kind: "component", channel, user, data, name: customId, source: message };
}

function checkValues(select: Json, values: readonly string[]): readonly string[] {
  const offered = objects(select["options"]).map(({ value }) => value);
  const unknown = values.find((value) => offered.length > 0 && !offered.includes(value));
  if (unknown !== undefined) throw new NotPossible(`"${unknown}" is not on the list.`);
  const [least, most] = [Number(select["min_values"] ?? 1), Number(select["max_values"] ?? 1)];
  if (values.length < least || values.length > most) throw new NotPossible(`Choose ${least} to ${most}.`);
  return values;
}

function submitAct(opener: Interaction, values: Readonly<Record<string, string | readonly string[]>>): Act {
  const { modal, channel, user, source } = opener;
  if (!modal) throw new NotPossible("No form is open.");
  const data = { custom_id: modal["custom_id"], components: filledIn(modal, values) };
  opener.modal = null;
  return { kind: "modal", channel, user, data, name: stringOf(modal["custom_id"]), source };
}
