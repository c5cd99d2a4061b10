import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as api from "./index.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const INDEX = new URL("index.ts", import.meta.url).href;

interface Example {
  readonly title: string;
  readonly code: string;
  readonly output: string;
}

/** Each block of code with the heading above it and the output below it. */
function examplesIn(readme: string): Example[] {
  return readme.split(/^## /m).flatMap((section) => {
    const [, code, output] = /```ts\n(.*?)```\s+```text\n(.*?)```/s.exec(section) ?? [];
    return code === undefined || output === undefined ? [] : [{ title: section.split("\n")[0]!, code, output }];
  });
}

describe("the README", () => {
  const examples = examplesIn(README);
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "summarize-lite-readme-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has an output for every example", () => {
    expect(examples).toHaveLength(3);
    expect(README.match(/```ts/g)).toHaveLength(examples.length);
  });

  test.each(examples)("tells the truth: $title", ({ title, code, output }) => {
    const file = join(folder, `${title.replaceAll(/\W/g, "-")}.ts`);
    writeFileSync(file, code.replace('"summarize-lite"', JSON.stringify(INDEX)));
    expect(execFileSync(process.execPath, [file], { encoding: "utf8" })).toBe(output);
  });

  test("names everything that the package exports", () => {
    for (const name of Object.keys(api)) expect(README).toContain(`\`${name}`);
  });
});
