import { COMPONENT, placed } from "../discord/components.ts";
import { objects, stringOf } from "../discord/json.ts";
import type { Json } from "../discord/json.ts";
import type { Asked } from "../discord/people.ts";
import type { DiscordServer } from "../discord/server.ts";
import type { Message } from "../discord/world.ts";
import type { Choice, Deed, Hands, Opened, Person, Shown } from "./hands.ts";

export const DISCORD_CHANNEL = "daily-news";
const PEOPLE: Readonly<Record<Person, string>> = { manager: "marit", reader: "tomasz" };

/** People of a server. */
export function discordHands(discord: DiscordServer): Hands {
  const messages = new WeakMap<Shown, () => readonly Message[]>();
  const forms = new WeakMap<Opened, Asked>();

  const shown = (standing: () => readonly Message[]): Shown => {
    const seen: Shown = {
      kind: "message",
      words: () => inLine(standing().flatMap(textsIn)),
      labels: () => standing().flatMap((message) => buttonsOf(message).map(({ label }) => label)),
    };
    messages.set(seen, standing);
    return seen;
  };
  const deed = (asked: Asked): Deed => {
    asked.redeliver();
    const { interaction } = asked;
    return {
      seen: seenOf(asked),
      answers: () => interaction.followups.length + (interaction.first === null ? 0 : 1),
      again: asked.redeliver,
    };
  };
  async function seenOf(asked: Asked): Promise<Shown | Opened> {
    const first = await asked.first;
    if (first.kind === "modal") {
      const form: Opened = { kind: "form", title: stringOf(first.modal["title"]), fields: fieldsOf(first.modal) };
      forms.set(form, asked);
      return form;
    }
    const { followups } = asked.interaction;
    // What a press on a private message asks for is shown in its place, or beside it.
    const besides = (): boolean => followups.length > 0;
    const original =
      first.kind === "deferred-update" ? await Promise.race([asked.settled(), until(besides)]) : await asked.settled();
    return shown(() => [
      ...(original === null || (first.kind === "deferred-update" && besides()) ? [] : [original]),
      ...followups,
    ]);
  }

  return {
    ask: ({ verb, options = {} }, who = "manager") =>
      deed(discord.slash({ channel: DISCORD_CHANNEL, user: PEOPLE[who], subcommand: verb, options })),
    press: (on, label, who = "manager") => {
      for (const message of messages.get(on)?.() ?? []) {
        const button = buttonsOf(message).find((one) => one.label === label);
        if (button !== undefined) return deed(discord.press({ message, user: PEOPLE[who], customId: button.customId }));
      }
      throw new Error(`there is no button "${label}" but: ${on.labels().join(", ")}`);
    },
    fill: (form, values) => {
      const asked = forms.get(form);
      if (asked === undefined) throw new Error("this form is not of this server");
      return deed(discord.submit(asked, values));
    },
    posts: () => discord.messages(DISCORD_CHANNEL).map((message) => shown(() => [message])),
    thread: (post) =>
      (messages.get(post)?.() ?? []).flatMap(({ id }) =>
        discord
          .threads(DISCORD_CHANNEL)
          .filter((thread) => thread.id === id)
          .flatMap((thread) => discord.messages(thread.id))
          .filter(({ type }) => type !== 21)
          .map((message) => shown(() => [message])),
      ),
    directMessages: () =>
      [...discord.world.guild.channels.values()]
        .filter(
          ({ recipientId }) => discord.world.guild.members.get(recipientId ?? "")?.user.username === PEOPLE.manager,
        )
        .flatMap(({ messages: all }) => [...all.values()].map((message) => shown(() => [message]))),
    misconduct: () => [...discord.violations, ...discord.pings()],
  };
}

async function until(holds: () => boolean): Promise<null> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
  return null;
}

function buttonsOf({ components }: Message): readonly { readonly label: string; readonly customId: string }[] {
  return [...placed(components)]
    .map(({ component }) => component)
    .filter(({ type, custom_id }) => type === COMPONENT.button && typeof custom_id === "string")
    .map(({ label, custom_id }) => ({ label: stringOf(label), customId: stringOf(custom_id) }));
}

function fieldsOf(modal: Json): ReadonlyMap<string, readonly Choice[]> {
  const inputs = [...placed(modal["components"])]
    .map(({ component }) => component)
    .filter(({ type }) => type === COMPONENT.textInput || type === COMPONENT.select);
  return new Map(inputs.map((input) => [stringOf(input["custom_id"]), choicesOf(input)]));
}

function choicesOf({ options }: Json): readonly Choice[] {
  return objects(options).map(({ value, label }) => ({ value: stringOf(value), label: stringOf(label) }));
}

function textsIn({ content, components }: Message): readonly string[] {
  const displays = [...placed(components)].map(({ component }) => component["content"]);
  return [content, ...displays].filter((text) => typeof text === "string" && text !== "") as readonly string[];
}

/** Without the signs of Discord's Markdown. */
function inLine(texts: readonly string[]): string {
  return texts
    .join(" ")
    .replaceAll(/^(?:-# |#{1,3} |> |- )/gm, "")
    .replaceAll(/\\(.)/g, "$1")
    .replaceAll("**", "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
