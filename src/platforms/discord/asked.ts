import { readAction } from "../../core/action.ts";
import type { Verb } from "../../core/action.ts";
import { COMMANDS } from "../../core/commands.ts";
import type { Asker, Input } from "../../core/conversation.ts";
import { actionOf } from "./buttons.ts";
import { EPHEMERAL } from "./body.ts";
import { valuesOf } from "./modal.ts";
import { PERMISSION } from "./invite.ts";
import { bitsIn, recordsIn, stringIn } from "./places.ts";

/** Types of interactions. Source: Discord's reference of interactions. */
const INTERACTION = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

type Json = Readonly<Record<string, unknown>>;

/** An interaction as the gateway tells it: what we read of it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly application_id: string;
  readonly type: number;
  readonly data?: Json;
  /** Missing in direct messages, as is `member`. */
  readonly guild_id?: string;
  readonly channel_id?: string;
  readonly channel?: Json;
  readonly member?: Json;
  readonly user?: Json;
  /** Of a button. */
  readonly message?: Json;
}

/** What a person did, in the words of a conversation. */
export type Asked =
  | {
      readonly kind: "input";
      readonly input: Input;
      /** Pressed on a message that only this person sees. */
      readonly onPrivate: boolean;
    }
  | { readonly kind: "typing"; readonly verb: Verb; readonly option: string; readonly typed: string };

/** Null: nothing that we know. */
export function readAsked({ type, data, message }: Interaction): Asked | null {
  switch (type) {
    case INTERACTION.command:
      return commandOf(data);
    case INTERACTION.autocomplete:
      return typingOf(data);
    case INTERACTION.component: {
      const customId = stringIn(data, "custom_id");
      if (customId === null) return null;
      const flags = Number(message?.["flags"] ?? 0);
      return {
        kind: "input",
        input: { kind: "button", action: actionOf(customId) },
        onPrivate: (flags & EPHEMERAL) !== 0,
      };
    }
    case INTERACTION.modal: {
      const action = stringIn(data, "custom_id");
      if (action === null) return null;
      return {
        kind: "input",
        input: { kind: "form", action, values: valuesOf(data?.["components"]) },
        onPrivate: false,
      };
    }
    default:
      return null;
  }
}

interface Chosen {
  readonly verb: Verb;
  readonly options: readonly Json[];
}

function chosenIn(data: Json | undefined): Chosen | null {
  const [sub] = recordsIn(data?.["options"]);
  const command = COMMANDS.find(({ verb }) => verb === sub?.["name"]);
  return command === undefined ? null : { verb: command.verb, options: recordsIn(sub?.["options"]) };
}

function commandOf(data: Json | undefined): Asked | null {
  const chosen = chosenIn(data);
  if (chosen === null) return null;
  const options = Object.fromEntries(chosen.options.map(({ name, value }) => [String(name), String(value)]));
  return { kind: "input", input: { kind: "command", verb: chosen.verb, options }, onPrivate: false };
}

function typingOf(data: Json | undefined): Asked | null {
  const chosen = chosenIn(data);
  const focused = chosen?.options.find((option) => option["focused"] === true);
  if (!chosen || focused === undefined) return null;
  const { name, value } = focused;
  return { kind: "typing", verb: chosen.verb, option: String(name), typed: typeof value === "string" ? value : "" };
}

/** Whether the answer may be a form, which no first answer may go before. */
export function mayOpenForm(input: Input, opensForm: (action: string) => boolean): boolean {
  if (input.kind === "button") return opensForm(input.action);
  return input.kind === "command" && Object.keys(input.options).length === 0 && opensForm(input.verb);
}

/** A button that does again what was asked, for one who has to ask twice; null where none can. */
export function againOf(input: Input): string | null {
  if (input.kind === "button") return input.action;
  return input.kind === "command" && readAction(input.verb) !== null ? input.verb : null;
}

const MANAGES = PERMISSION.MANAGE_CHANNELS | PERMISSION.ADMINISTRATOR;

export function askerOf({ guild_id: server, channel_id: channel, channel: place, member, user }: Interaction): Asker {
  const name = stringIn(place, "name");
  const may = member === undefined ? 0n : bitsIn(member, "permissions");
  return {
    platform: "discord",
    workspace: server ?? "",
    channel: channel ?? "",
    ...(name === null ? {} : { channelName: name }),
    user: stringIn(member?.["user"] ?? user, "id") ?? "",
    // In a conversation with the bot there is nobody else to ask.
    mayManage:
      server === undefined || (may & MANAGES) !== 0n
        ? { allowed: true }
        : {
            allowed: false,
            why: "It takes the permission “Manage Channels” in this channel. Ask somebody who has it.",
          },
  };
}
