import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addChannel } from "./add-channel.ts";
import { readConfig } from "./problems.ts";

const NEWS = {
  name: "Newsroom",
  platform: "slack",
  channel: "C0123456789",
  schedule: "0 8 * * 1-5",
  timezone: "Europe/Lisbon",
} as const;

const SHIPPED = readFileSync(new URL("../../config/copydesk.yaml", import.meta.url), "utf8");

function channelsOf(text: string): readonly string[] {
  const read = readConfig(text);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("\n"));
  return read.file.channels.map(({ name, channel, schedule }) => `${name} ${channel} ${schedule}`);
}

test("the first channel takes the place of the terminal, and the comments of the rest stay", () => {
  const text = addChannel(SHIPPED, NEWS);
  expect(channelsOf(text)).toEqual(["Newsroom C0123456789 0 8 * * 1-5"]);
  expect(text).toContain("# Bounds on what is read");
});

test("a further channel comes after those that are there", () => {
  const text = addChannel(addChannel(SHIPPED, NEWS), { ...NEWS, name: "Night", schedule: "ready" });
  expect(channelsOf(text)).toEqual(["Newsroom C0123456789 0 8 * * 1-5", "Night C0123456789 ready"]);
});

test("an empty configuration is one to which a channel can be added", () => {
  expect(channelsOf(addChannel("", NEWS))).toHaveLength(1);
});

test.each([
  ["a name that is taken", addChannel("", NEWS), 'a channel "Newsroom" already'],
  ["no YAML", "channels: [", "not valid YAML"],
])("%s is refused", (_, text, message) => {
  expect(() => addChannel(text, NEWS)).toThrow(message);
});
