import { Events } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NEWS, startClient } from "./client.fixture.ts";
import { listOf, rest } from "./rest.fixture.ts";
import { personOf } from "./people.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let server: DiscordServer;
let ines = "";

beforeEach(async () => {
  server = await startDiscord();
  ines = personOf(server.world, "ines").id;
});
afterEach(() => server.close());

const open = (recipient_id: string) => rest(server, "POST", "/users/@me/channels", { recipient_id });

describe("a direct channel", () => {
  it("is one for each person, outside the guild, with a history", async () => {
    const { body } = await open(ines);
    expect(body).toMatchObject({ type: 1, recipients: [{ id: ines }] });
    expect((await open(ines)).body["id"]).toBe(body["id"]);
    const path = `/channels/${String(body["id"])}/messages`;
    expect((await rest(server, "POST", path, { content: "Briefing", nonce: "n", enforce_nonce: true })).status).toBe(
      200,
    );
    expect(listOf(await rest(server, "GET", path))).toMatchObject([{ content: "Briefing", nonce: "n" }]);
    const names = listOf(await rest(server, "GET", `/guilds/${server.world.guild.id}/channels`)).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["daily-news", "bulletins", "stories", "tea-break"]);
  });

  it("opens for closed doors too, and then takes nothing", async () => {
    server.closeDoor("ines", true);
    const { body } = await open(ines);
    const post = () => rest(server, "POST", `/channels/${String(body["id"])}/messages`, { content: "c" });
    expect(await post()).toMatchObject({ status: 403, body: { code: 50_007 } });
    server.closeDoor("ines", false);
    expect((await post()).status).toBe(200);
  });

  it.each([
    ["nobody", "1", 404, 10_013],
    ["what is no id", "ines", 400, 50_035],
  ])("with %s is refused", async (_, recipient, status, code) => {
    expect(await open(recipient)).toMatchObject({ status, body: { code } });
  });

  it("hears commands of everywhere, from a person without a server", async () => {
    const bot = await startClient(server);
    await bot.application.commands.set([NEWS]);
    bot.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply({ content: String(interaction.guildId) });
    });
    const { body } = await open(ines);
    const asked = server.slash({ channel: String(body["id"]), user: "ines", subcommand: "latest" });
    expect(await asked.first).toMatchObject({ kind: "message", message: { content: "null" } });
    expect(() => server.slash({ channel: String(body["id"]), user: "marit", subcommand: "latest" })).toThrow(
      "not offered",
    );
    await bot.destroy();
  });
});
