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
