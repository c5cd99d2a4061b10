import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NEWS } from "./client.fixture.ts";
import type { Json } from "./json.ts";
import { listOf, rest } from "./rest.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let server: DiscordServer;
let path = "";

beforeAll(async () => {
  server = await startDiscord();
  path = `/applications/${server.world.applicationId}/commands`;
});
afterAll(() => server.close());

const put = (...commands: readonly Json[]) => rest(server, "PUT", path, commands);
const plain = (more: Json = {}): Json => ({ name: "news", description: "d", ...more });
const option = (more: Json = {}): Json => ({ type: 3, name: "o", description: "d", ...more });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

describe("limits of commands: taken at the limit, refused one past it", () => {
  const cases: readonly (readonly [string, (over: number) => readonly Json[]])[] = [
    ["commands", (over) => times(100 + over, (n) => plain({ name: `c${n}` }))],
    ["name", (over) => [plain({ name: "x".repeat(32 + over) })]],
    ["description", (over) => [plain({ description: "x".repeat(100 + over) })]],
    ["options", (over) => [plain({ options: times(25 + over, (n) => option({ name: `o${n}` })) })]],
    [
      "choices",
      (over) => [plain({ options: [option({ choices: times(25 + over, (n) => ({ name: `n${n}`, value: "v" })) })] })],
    ],
    [
      "a choice's value",
      (over) => [plain({ options: [option({ choices: [{ name: "n", value: "x".repeat(100 + over) }] })] })],
    ],
  ];
  it.each(cases)("%s", async (_, commands) => {
    expect((await put(...commands(0))).status).toBe(200);
    expect(await put(...commands(1))).toMatchObject({ status: 400, body: { code: 50_035 } });
  });

  it("8,000 characters over names, descriptions and values", async () => {
    // 100 for the command, 100 for each option, 200 for each of 38 choices.
    const choices = (count: number) => times(count, (n) => ({ name: `${n}`.padEnd(100, "n"), value: "v".repeat(100) }));
    const options = (last: number) => [
      option({ name: "a", description: "d".repeat(99), choices: choices(20) }),
      option({ name: "b", description: "d".repeat(99), choices: choices(18) }),
      option({ name: "c", description: "d".repeat(last) }),
    ];
    const body = (last: number) => plain({ description: "d".repeat(96), options: options(last) });
    expect((await put(body(99))).status).toBe(200);
    expect(JSON.stringify((await put(body(100))).body)).toContain("APPLICATION_COMMAND_TOO_LARGE");
  });
});

describe("commands that Discord refuses", () => {
  it.each([
    ["capitals in a name", [plain({ name: "News" })], "INVALID_NAME"],
    ["a blank in a name", [plain({ name: "the news" })], "INVALID_NAME"],
    ["no description", [{ name: "news" }], "description"],
    ["a name twice", [plain(), plain()], "DUPLICATE_NAME"],
    ["an option's name twice", [plain({ options: [option(), option()] })], "NAME_ALREADY_EXISTS"],
    [
      "a required option after a free one",
      [plain({ options: [option(), option({ name: "p", required: true })] })],
      "REQUIRED_INVALID",
    ],
    [
      "subcommands among options",
      [plain({ options: [option(), { type: 1, name: "s", description: "d" }] })],
      "OPTIONS_TYPE_INVALID",
    ],
    [
      "completion beside choices",
      [plain({ options: [option({ autocomplete: true, choices: [{ name: "n", value: "v" }] })] })],
      "AUTOCOMPLETE_CHOICES",
    ],
    ["permissions that are no number", [plain({ default_member_permissions: "manage" })], "default_member_permissions"],
    [
      "a subcommand in a subcommand",
      [
        plain({
          options: [{ type: 1, name: "s", description: "d", options: [{ type: 1, name: "t", description: "d" }] }],
        }),
      ],
      "UNION_TYPE_CHOICES",
    ],
  ] as const)("%s", async (_, commands, where) => {
    const reply = await rest(server, "PUT", path, commands);
    expect(reply).toMatchObject({ status: 400, body: { code: 50_035 } });
    expect(JSON.stringify(reply.body["errors"])).toContain(where);
  });

  it("somebody else's application", async () => {
    expect(await rest(server, "GET", "/applications/1/commands")).toMatchObject({
      status: 403,
      body: { code: 20_012 },
    });
  });
});

describe("a set of commands", () => {
  it("replaces the one before; a command keeps its id while its name stays", async () => {
    const [first] = listOf(await put(NEWS));
    const [again, other] = listOf(await put({ ...NEWS, description: "Other" }, plain({ name: "more" })));
    expect(again).toMatchObject({ id: first?.["id"], description: "Other" });
    expect(again?.["version"]).not.toBe(first?.["version"]);
    expect(other).toMatchObject({ name: "more", default_member_permissions: null });
    expect(listOf(await rest(server, "GET", path))).toHaveLength(2);
  });

  it("of the guild stands beside it", async () => {
    await put(NEWS);
    const local = path.replace("/commands", `/guilds/${server.world.guild.id}/commands`);
    const [made] = listOf(
      await rest(server, "PUT", local, [plain({ name: "local", default_member_permissions: "16" })]),
    );
    expect(made).toMatchObject({ guild_id: server.world.guild.id, default_member_permissions: "16" });
    expect(listOf(await rest(server, "GET", path)).map(({ name }) => name)).toEqual(["news"]);
    expect((await rest(server, "DELETE", `${local}/${String(made?.["id"])}`)).status).toBe(204);
  });
});
