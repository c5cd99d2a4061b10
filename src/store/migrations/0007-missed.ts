import type { Migration } from "./migration.ts";

/** Editions know which slot came out before them where those between stayed empty. */
export const missed: Migration = {
  number: 7,
  name: "missed",
  statements: () => ["alter table editions add column silent_since text"],
};
