import { beforeAll, expect, test } from "vitest";
import { openSharedDatabase } from "./connection.ts";
import type { SharedDatabase } from "./connection.ts";
import { hunt } from "./hunt.ts";
import { HUNTS } from "./mutants.ts";

let database: SharedDatabase;

beforeAll(async () => {
  database = await openSharedDatabase();
});

test.each(HUNTS)("on $platform, $mutant.name is caught", { timeout: 300_000 }, async ({ platform, mutant }) => {
  expect(await hunt(mutant, platform, database)).not.toBeNull();
});

test("there are at least twelve", () => {
  expect(new Set(HUNTS.map(({ mutant }) => mutant.name)).size).toBeGreaterThanOrEqual(12);
});
