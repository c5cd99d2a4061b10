import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";

/**
 * Compares what was made with the file that a reviewer has accepted; `npm run golden` accepts what is made now.
 * @param path below test/golden, such as "slack/storm.json"
 */
export function expectGolden(path: string, made: unknown): void {
  const file = join(import.meta.dirname, path);
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text, `${path} (npm run golden accepts the change)`).toBe(accepted(file));
}

function accepted(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
