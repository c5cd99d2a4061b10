import { ActionRowBuilder, Events, MessageFlags, ModalBuilder, TextInputBuilder, TextInputStyle } from "discord.js";
import type { Client, Interaction } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NEWS, startClient } from "./client.fixture.ts";
import { listOf, rest } from "./rest.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let clock = Date.UTC(2026, 10, 22, 8);
let server: DiscordServer;
let bot: Client<true>;

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 8);
  server = await startDiscord({ now: () => clock, patienceMs: 300 });
  bot = await startClient(server);
  await bot.application.commands.set([NEWS]);
});
afterEach(async () => {
  await bot.destroy();
  await server.close();
});

function answer(how: (interaction: Interaction) => Promise<unknown>): void {
  bot.on(Events.InteractionCreate, (interaction) => void how(interaction));
}

const latest = { channel: "daily-news", user: "tomasz", subcommand: "latest" };
const button = (id: string, more: object = {}) => ({
  type: 1,
  components: [{ type: 2, style: 2, label: "More", custom_id: id, ...more }],
});

describe("a slash command", () => {
  it("reaches the bot with its typed options and is answered to one person alone", async () => {
    const got: unknown[] = [];
    answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      got.push(interaction.options.getSubcommand(), interaction.options.getInteger("count"), interaction.user.username);
      await interaction.reply({ content: "Three stories", flags: MessageFlags.Ephemeral });
    });
    const first = await server.slash({ ...latest, options: { count: 3 } }).first;
    expect(first).toMatchObject({ kind: "message", message: { content: "Three stories" } });
    expect(got).toEqual(["latest", 3, "tomasz"]);
    expect(server.messages("daily-news")).toEqual([]);
    expect(server.whispers("daily-news", "tomasz")).toHaveLength(1);
    expect(server.whispers("daily-news", "marit")).toEqual([]);
    expect(listOf(await rest(server, "GET", `/channels/${server.channel("daily-news").id}/messages`))).toEqual([]);
  });

  it("may be deferred, edited and followed up", async () => {
    answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: "Done" }] });
      await interaction.followUp({ content: "And more", flags: MessageFlags.Ephemeral });
    });
    const asked = server.slash(latest);
    expect(await asked.first).toMatchObject({ kind: "deferred" });
    expect(await asked.settled()).toMatchObject({ components: [{ type: 10, content: "Done" }], edits: [] });
    await expect.poll(() => server.whispers("daily-news", "tomasz").length).toBe(2);
  });

  it("says nothing more to a bot that was silent for too long", async () => {
    const asked = server.slash(latest);
    expect(await asked.first).toEqual({ kind: "none" });
    const { id, token } = asked.interaction;
    const late = await rest(server, "POST", `/interactions/${id}/${token}/callback`, {
      type: 4,
      data: { content: "c" },
    });
    expect(late).toMatchObject({ status: 404, body: { code: 10_062 } });
    expect(server.violations).toMatchObject([{ kind: "late-callback" }]);
  });

  it("knows no answer after 3 s of the clock, also while the person still waits", async () => {
    const { id, token } = server.slash(latest).interaction;
    clock += 3_001;
    const late = await rest(server, "POST", `/interactions/${id}/${token}/callback`, { type: 5 });
    expect(late).toMatchObject({ status: 404, body: { code: 10_062 } });
  });

  it("takes one first answer, and may come twice", async () => {
    const outcomes: string[] = [];
    answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const failed = ({ code }: { code: number }) => String(code);
      outcomes.push(await interaction.reply({ content: "c" }).then(() => "ok", failed));
    });
    const asked = server.slash(latest);
    await asked.first;
    asked.redeliver();
    await expect.poll(() => outcomes).toEqual(["ok", "40060"]);
    expect(server.messages("daily-news")).toHaveLength(1);
  });

  it("has a token for 15 minutes", async () => {
    answer(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: "c" });
    });
    const asked = server.slash(latest);
    await asked.first;
    const original = `/webhooks/${server.world.applicationId}/${asked.interaction.token}/messages/@original`;
    clock += 15 * 60_000;
    expect((await rest(server, "PATCH", original, { content: "d" })).status).toBe(200);
    clock += 1;
    expect(await rest(server, "PATCH", original, { content: "e" })).toMatchObject({
      status: 401,
      body: { code: 50_027 },
    });
  });

  it.each([
    ["an option that is not registered", { ...latest, options: { many: 3 } }, 'no option "many"'],
    ["words for a number", { ...latest, options: { count: "three" } }, "takes a number"],
    ["a number out of range", { ...latest, options: { count: 11 } }, "must be 10 or less"],
    ["a subcommand that is not there", { ...latest, subcommand: "weather" }, 'no "weather"'],
    ["no subcommand", { channel: "daily-news", user: "ines" }, "needs a subcommand"],
    ["a required option left out", { ...latest, subcommand: "search" }, "required"],
    ["none of the choices", { ...latest, subcommand: "search", options: { words: "w", order: "x" } }, "choices"],
    ["a command that is not there", { ...latest, command: "weather" }, "is not offered"],
  ])("is not sent with %s", (_, act, why) => {
    expect(() => server.slash(act)).toThrow(why);
  });

  it("is offered to those who may alone", async () => {
    await bot.application.commands.set([{ ...NEWS, default_member_permissions: "16" }]);
    expect(server.commandsFor("marit", "daily-news")).toHaveLength(1);
    expect(server.commandsFor("tomasz", "daily-news")).toEqual([]);
  });
});

describe("autocomplete", () => {
  const search = { ...latest, subcommand: "search", options: { topic: "sc" }, focused: "topic" };

  it("brings what the bot offers", async () => {
    answer(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: interaction.options.getFocused(), value: "science" }]);
    });
    expect(await server.autocomplete(search).first).toEqual({
      kind: "choices",
      choices: [{ name: "sc", value: "science" }],
    });
  });

  it("takes 25 choices and no more", async () => {
    const choices = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `n${n}`, value: `v${n}` }));
    const reply = async (count: number) => {
      const { id, token } = server.autocomplete(search).interaction;
      return rest(server, "POST", `/interactions/${id}/${token}/callback`, {
        type: 8,
        data: { choices: choices(count) },
      });
    };
    expect((await reply(25)).status).toBe(204);
    expect(await reply(26)).toMatchObject({ status: 400, body: { code: 50_035 } });
  });

  it("is not answered with a message", async () => {
    const { id, token } = server.autocomplete(search).interaction;
    const reply = await rest(server, "POST", `/interactions/${id}/${token}/callback`, {
      type: 4,
      data: { content: "c" },
    });
    expect(reply).toMatchObject({ status: 400, body: { code: 50_035 } });
  });
});

describe("buttons, lists and forms", () => {
  const posted = async (components: readonly object[]) => {
    const path = `/channels/${server.channel("daily-news").id}/messages`;
    await rest(server, "POST", path, { content: "Story", components });
    return server.messages("daily-news").at(-1)!;
  };

  it("a pressed button edits its message", async () => {
    answer(async (interaction) => {
      if (interaction.isButton())
        await interaction.update({ content: `Pressed ${interaction.customId}`, components: [] });
    });
    const message = await posted([button("more")]);
    const first = await server.press({ message, user: "ines", customId: "more" }).first;
    expect(first).toMatchObject({ kind: "update", message: { id: message.id, content: "Pressed more" } });
  });

  it("a deferred update settles with the edit", async () => {
    answer(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: "Later" });
    });
    const message = await posted([button("more")]);
    const asked = server.press({ message, user: "ines", customId: "more" });
    expect(await asked.first).toEqual({ kind: "deferred-update" });
    expect(await asked.settled()).toMatchObject({ content: "Later" });
  });

  it("a list gives what was chosen", async () => {
    answer(async (interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply({ content: interaction.values.join(" ") });
    });
    const options = ["a", "b", "c"].map((value) => ({ label: value, value }));
    const message = await posted([{ type: 1, components: [{ type: 3, custom_id: "pick", max_values: 2, options }] }]);
    const press = (...values: string[]) => server.press({ message, user: "ines", customId: "pick", values });
    expect(await press("a", "c").first).toMatchObject({ message: { content: "a c" } });
    expect(() => press("a", "b", "c")).toThrow("Choose 1 to 2");
    expect(() => press("d")).toThrow("not on the list");
  });

  it("a form opens from a button and comes back filled in", async () => {
    const input = new TextInputBuilder()
      .setCustomId("why")
      .setLabel("Why")
      .setStyle(TextInputStyle.Short)
      .setMaxLength(5);
    const modal = new ModalBuilder().setCustomId("form").setTitle("Not the same story");
    modal.addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input));
    answer(async (interaction) => {
      if (interaction.isButton()) await interaction.showModal(modal);
      if (interaction.isModalSubmit()) {
        await interaction.reply({
          content: interaction.fields.getTextInputValue("why"),
          flags: MessageFlags.Ephemeral,
        });
      }
    });
    const message = await posted([button("split")]);
    const asked = server.press({ message, user: "ines", customId: "split" });
    expect(await asked.first).toMatchObject({ kind: "modal", modal: { title: "Not the same story" } });
    expect(() => server.submit(asked, { why: "too long" })).toThrow("0 to 5 characters");
    expect(() => server.submit(asked, { what: "x" })).toThrow("required");
    const sent = server.submit(asked, { why: "dates" });
    expect(await sent.first).toMatchObject({ kind: "message", message: { content: "dates" } });
    expect(() => server.submit(asked, { why: "again" })).toThrow("No form is open");
  });

  it("a disabled button, a missing one and one that somebody else sees cannot be pressed", async () => {
    const message = await posted([button("off", { disabled: true })]);
    expect(() => server.press({ message, user: "ines", customId: "off" })).toThrow("disabled");
    expect(() => server.press({ message, user: "ines", customId: "gone" })).toThrow("no component");
    expect(() => server.press({ message: { ...message, onlyFor: "1" }, user: "ines", customId: "off" })).toThrow(
      "cannot see",
    );
  });

  it("five fields a form and no more", async () => {
    const message = await posted([button("split")]);
    const field = (n: number) => ({ type: 1, components: [{ type: 4, custom_id: `f${n}`, style: 1, label: "l" }] });
    const reply = async (count: number) => {
      const { id, token } = server.press({ message, user: "ines", customId: "split" }).interaction;
      const data = { custom_id: "form", title: "t", components: Array.from({ length: count }, (_, n) => field(n)) };
      return rest(server, "POST", `/interactions/${id}/${token}/callback`, { type: 9, data });
    };
    expect((await reply(5)).status).toBe(204);
    expect(await reply(6)).toMatchObject({ status: 400, body: { code: 50_035 } });
  });
});
