import type { Role } from "./types.ts";

/** Every role, in the order of the weights. */
export const ROLES = [
  "main",
  "consequence",
  "previous_event",
  "current_context",
  "historical",
  "anecdotal",
  "evaluation",
  "expectation",
  "na",
] as const satisfies readonly Role[];

/** No odds for any role. */
export const NO_ODDS: Readonly<Record<Role, number>> = {
  main: 0,
  consequence: 0,
  previous_event: 0,
  current_context: 0,
  historical: 0,
  anecdotal: 0,
  evaluation: 0,
  expectation: 0,
  na: 0,
};
