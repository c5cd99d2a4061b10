import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import type { LogOptions } from "./log.ts";

function lines(options: Partial<LogOptions>, work: (log: ReturnType<typeof createLog>) => void): readonly string[] {
  const written: string[] = [];
  work(
    createLog({
      level: "info",
      secrets: [],
      forPeople: false,
      colours: false,
      write: (line) => written.push(line),
      ...options,
    }),
  );
  return written;
}

test("in a pipe a line is one JSON object with the sentence and its facts", () => {
  const [line = ""] = lines({}, (log) => log.warn("The folder is missing.", { folder: "/wire" }));
  expect(JSON.parse(line)).toMatchObject({ level: 40, msg: "The folder is missing.", folder: "/wire" });
  expect(line.endsWith("}\n")).toBe(true);
});

test("for people a line is a time and a sentence", () => {
  const [line] = lines({ forPeople: true }, (log) => log.error("The post was refused.", { channel: "desk" }));
  expect(line).toMatch(/^\d\d:\d\d:\d\d error: The post was refused\.\n$/);
});

test("what is below the level is left out", () => {
  expect(lines({ level: "warn" }, (log) => log.info("Nothing."))).toEqual([]);
});

test.each([
  ["a known secret", "hunter2!", "password is hunter2!"],
  ["a known secret that JSON escapes", 'a"b\\c', 'key a"b\\c'],
  ["a Slack token of unknown origin", "xoxb-12345678-abcdefgh", "sent xoxb-12345678-abcdefgh"],
  ["a password in an address", "s3cret", "postgres://desk:s3cret@db/copydesk"],
])("%s is hidden, in sentences, facts and errors", (_, secret, text) => {
  for (const forPeople of [true, false]) {
    const secrets = text.includes("://") || text.includes("xox") ? [] : [secret];
    const written = lines({ forPeople, secrets }, (log) => {
      log.info(text);
      log.error("It failed.", { fact: text, error: new Error(text) });
    }).join("");
    expect(written).not.toContain(secret);
    expect(written).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(written).toContain("[hidden]");
  }
});
