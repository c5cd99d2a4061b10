import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nearest } from "../core/nearest.ts";
import { readConfig } from "./problems.ts";
import { configJsonSchema } from "./schema.ts";

/** All problems of a file, as "line:column: field: message". */
function problems(text: string): readonly string[] {
  const read = readConfig(text);
  if (read.ok) return [];
  return read.problems.map(({ line, column, field, message }) => `${line}:${column}: ${field}: ${message}`);
}

const CHANNEL = "channels:\n  - name: desk\n    platform: console\n    channel: desk\n";

describe("a bad value is named with its place and its mend", () => {
  test.each([
    [
      "timezone",
      `${CHANNEL}    timezone: Mars/Olympus\n`,
      '5:15: channels[0].timezone: "Mars/Olympus" is not an IANA time zone. Use one such as "Europe/Lisbon".',
    ],
    [
      "offset as zone",
      `${CHANNEL}    timezone: "+02:00"\n`,
      '5:15: channels[0].timezone: "+02:00" is not an IANA time zone. Use one such as "Europe/Lisbon".',
    ],
    [
      "schedule with four fields",
      `${CHANNEL}    schedule: 0 8 * *\n`,
      '5:15: channels[0].schedule: "0 8 * *" has 4 fields where a schedule has five: minute hour day month weekday. Use five cron fields such as "0 8 * * 1-5", or "ready".',
    ],
    [
      "schedule out of range",
      `${CHANNEL}    schedule: "0 25 * * *"\n`,
      '5:15: channels[0].schedule: "0 25 * * *" has "25" as its hour, which is outside 0-23. Use five cron fields such as "0 8 * * 1-5", or "ready".',
    ],
    [
      "schedule as number",
      `${CHANNEL}    schedule: 8\n`,
      '5:15: channels[0].schedule: 8 is not a schedule. Use "ready", or five cron fields such as "0 8 * * 1-5".',
    ],
    [
      "kind",
      `${CHANNEL}    kind: weekly\n`,
      '5:11: channels[0].kind: "weekly" is not a kind of edition. Use "digest" or "briefing".',
    ],
    [
      "topics",
      `${CHANNEL}    topics: storm\n`,
      '5:13: channels[0].topics: "storm" is not a list of topics. Use a list such as ["storm", "city council"].',
    ],
    [
      "limit",
      `${CHANNEL}    limit: 0\n`,
      "5:12: channels[0].limit: 0 is not a number of stories. Use a whole number from 1 to 50, such as 10.",
    ],
    [
      "platform",
      "channels:\n  - name: desk\n    platform: teams\n    channel: x\n",
      '3:15: channels[0].platform: "teams" is not a platform. Use "console", "slack", "discord".',
    ],
    [
      "record name",
      "channels:\n  - name: desk\n    platform: console\n    channel: ../x\n",
      '4:14: channels[0].channel: "../x" cannot name a console\'s record. Use up to 64 letters, digits, - and _.',
    ],
    [
      "a Slack channel by its name",
      'channels:\n  - name: desk\n    platform: slack\n    channel: "#news"\n',
      "4:14: channels[0].channel: \"#news\" is a name, and names change. Use the channel's id: it stands at the end of the channel's details, and starts with C.",
    ],
    [
      "a channel for alerts that is not there",
      `${CHANNEL}alerts: dessk\n`,
      '5:9: alerts: "dessk" is not the name of a channel. Did you mean "desk"?',
    ],
    [
      "layout",
      `${CHANNEL}    layout: grid\n`,
      '5:13: channels[0].layout: "grid" is not a layout. Use "thread" or "stories".',
    ],
    [
      "missing field",
      "channels:\n  - name: desk\n    platform: console\n",
      "2:5: channels[0].channel: is missing. Give it a value.",
    ],
    [
      "unknown field in a channel",
      `${CHANNEL}    timezon: UTC\n`,
      '5:5: channels[0].timezon: is not a field of this file. Did you mean "timezone"?',
    ],
    [
      "unknown field at the top",
      "folder: [inbox]\n",
      '1:1: folder: is not a field of this file. Did you mean "folders"?',
    ],
    [
      "unknown field like no other",
      "colour: red\n",
      "1:1: colour: is not a field of this file. Use one of folders, database, web, channels, slack, discord, alerts, limits, storyWindowDays, log.",
    ],
    [
      "port out of range",
      "web:\n  port: 99999\n",
      "2:9: web.port: 99999 is not a port. Use a whole number from 0 to 65535, such as 8787.",
    ],
    [
      "port as text",
      "web: { port: http }\n",
      '1:14: web.port: "http" is not a port. Use a whole number from 0 to 65535, such as 8787.',
    ],
    [
      "unknown field of the archive",
      "web:\n  prot: 80\n",
      '2:3: web.prot: is not a field of this file. Did you mean "port"?',
    ],
    [
      "address with a path",
      "web: { address: https://news.example/desk }\n",
      '1:17: web.address: "https://news.example/desk" is not an address of http or https without a path. Use one such as "https://news.example.org".',
    ],
    [
      "address without a scheme",
      "web: { address: news.example:8080 }\n",
      '1:17: web.address: "news.example:8080" is not an address of http or https without a path. Use one such as "https://news.example.org".',
    ],
    [
      "web as word",
      "web: yes please\n",
      '1:6: web: "yes please" is not a setting of the archive. Use host and port, or false to turn it off.',
    ],
    [
      "folders as text",
      "folders: inbox\n",
      '1:10: folders: "inbox" is not a list of folders. Use a list such as ["inbox"].',
    ],
    ["no folders", "folders: []\n", '1:10: folders: [] is not a list of folders. Use at least one, such as ["inbox"].'],
    [
      "level",
      "log: { level: loud }\n",
      '1:15: log.level: "loud" is not a level. Use "debug", "info", "warn", "error".',
    ],
    [
      "window",
      "storyWindowDays: 1.5\n",
      "1:18: storyWindowDays: 1.5 is not a number of days. Use a whole number from 1 to 365, such as 14.",
    ],
    [
      "limits",
      "limits: { maxBytes: 10 MB }\n",
      '1:21: limits.maxBytes: "10 MB" is not a size in bytes. Use a whole number from 1 to 1000000000, such as 10000000.',
    ],
    [
      "not a mapping",
      "- folders\n",
      '1:1: : ["folders"] is not a configuration. Use the fields of config/copydesk.yaml.',
    ],
  ])("%s", (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});

describe("a secret in the file is refused and never repeated", () => {
  const reason = "holds a secret, and this file is copied, shared and kept under version control.";
  test.each([
    [
      "slackBotToken: xoxb-1-2-abc\n",
      `1:1: slackBotToken: ${reason} Put it into the environment as SLACK_BOT_TOKEN or DISCORD_TOKEN, or into a file that SLACK_BOT_TOKEN_FILE or DISCORD_TOKEN_FILE names.`,
    ],
    [
      "database: postgres://desk:hunter2@db/copydesk\n",
      `1:11: database: ${reason} Put it into the environment as DATABASE_URL, or into a file that DATABASE_URL_FILE names.`,
    ],
    ["web: { address: https://desk:hunter2@news.example }\n", `1:17: web.address: ${reason} Take it out.`],
    [
      CHANNEL.replace("channel: desk", "channel: xoxb-1-2-abc"),
      `4:14: channels[0].channel: ${reason} Put it into the environment as SLACK_BOT_TOKEN, or into a file that SLACK_BOT_TOKEN_FILE names.`,
    ],
  ])("%s", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
    expect(problems(text).join(" ")).not.toMatch(/hunter2|xoxb-1/);
  });
});

test("all problems are told at once, in the order of the file", () => {
  const text = `folders: 3\n${CHANNEL}    limit: 99\n  - name: desk\n    platform: console\n    channel: other\n    timezone: Nowhere\nwebb: false\n`;
  expect(problems(text).map((problem) => problem.split(": ")[1])).toEqual([
    "folders",
    "channels[0].limit",
    "channels[1].name",
    "channels[1].timezone",
    "webb",
  ]);
  expect(problems(text)[2]).toBe(
    '7:11: channels[1].name: "desk" is already the name of channels[0]. Give every channel a name of its own.',
  );
});

test.each([
  ["folders: [inbox\n", "1:"],
  ["web:\n  port: 1\n  port: 2\n", "3:3: : is not valid YAML: Map keys must be unique."],
  ["a: 'x\n", "is not valid YAML"],
])("what is not YAML is told with its place: %j", (text, expected) => {
  expect(problems(text).join("\n")).toContain(expected);
});

test("a file without a word in it gives every default, and so does the file that comes with the program", () => {
  const empty = readConfig("");
  const shipped = readConfig(readFileSync(new URL("../../config/copydesk.yaml", import.meta.url), "utf8"));
  expect(empty.ok).toBe(true);
  expect(shipped).toEqual(empty);
});

test("the file for the container is valid, keeps everything in /data and links to the published port", () => {
  const read = readConfig(readFileSync(new URL("../../config/container.yaml", import.meta.url), "utf8"));
  expect(read).toMatchObject({
    ok: true,
    file: {
      folders: ["seeds", "/data/inbox"],
      database: "/data/copydesk.sqlite",
      web: { host: "0.0.0.0", port: 8787, address: "http://localhost:8787" },
    },
  });
});

test.each([
  ["https://news.example.org/", "https://news.example.org"],
  ["  HTTP://News.Example.org:80  ", "http://news.example.org"],
  ["http://[::1]:8787", "http://[::1]:8787"],
])("the archive's address %j becomes %s", (address, expected) => {
  expect(readConfig(`web: { address: ${JSON.stringify(address)} }\n`)).toMatchObject({
    ok: true,
    file: { web: { address: expected } },
  });
});

test("the archive can be turned off", () => {
  expect(readConfig("web: false\n")).toMatchObject({ ok: true, file: { web: false } });
});

test("config/schema.json is up to date with the schema", () => {
  expect(readFileSync(new URL("../../config/schema.json", import.meta.url), "utf8")).toBe(configJsonSchema());
});

test.each([
  ["chanel", "channel"],
  ["Schedual", "schedule"],
  ["xyz", null],
])("%s is nearest to %s", (word, expected) => {
  expect(nearest(word, ["channel", "schedule", "name"])).toBe(expected);
});
