import type { Treatment } from "./relay.ts";

/** When a desk is killed. Milliseconds are real. */
export type Moment =
  /** After its start, whatever it does then. */
  | { readonly kind: "at random"; readonly ms: number }
  /** It has connected to the platform and said nothing. */
  | { readonly kind: "connected" }
  /** Its post has left it; `fate`: whether it arrives, now or later. */
  | { readonly kind: "asked"; readonly fate: "lands" | "lost" | "late" }
  /** The platform has posted, and no answer has gone back. */
  | { readonly kind: "posted" }
  /** The answer has just gone back. */
  | { readonly kind: "answered"; readonly ms: number }
  /** It reads the channel's history. */
  | { readonly kind: "reading" };

export type Roll = () => number;

function pick<T extends string>(roll: Roll, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(roll() * choices.length)] ?? choices[0];
}

/** @param longestMs of what is left to chance */
export function momentOf(roll: Roll, longestMs: number): Moment {
  const kind = pick(roll, ["at random", "at random", "asked", "asked", "posted", "answered", "connected", "reading"]);
  switch (kind) {
    case "at random":
      return { kind, ms: roll() * longestMs };
    case "asked":
      return { kind, fate: pick(roll, ["lands", "lost", "late"]) };
    case "answered":
      return { kind, ms: roll() * 4 };
    case "connected":
    case "posted":
    case "reading":
      return { kind };
    default:
      return kind satisfies never;
  }
}

/** A request is under way for this long at most, by the platform's clock. */
export const LATEST_MS = 60_000;

/** What happens to a request beside kills; times are real milliseconds. @param makeWait has the platform answer 429 */
export function troubleOf(
  roll: Roll,
  call: "write" | "read",
  speed: number,
  makeWait: (seconds: number) => void,
): Treatment {
  const chance = roll();
  if (call === "read") {
    if (chance < 0.02) return { kind: "cut" };
    return chance < 0.04 ? { kind: "status", status: 503, applied: false } : { kind: "pass" };
  }
  if (chance > 0.16) return { kind: "pass" };
  const kind = pick(roll, ["wait", "cut", "lost", "late", "refused", "failed", "half", "slow"]);
  switch (kind) {
    case "wait":
      makeWait(1 + Math.floor(roll() * 10));
      return { kind: "pass" };
    case "late":
      return { kind, ms: (roll() * LATEST_MS) / speed };
    case "refused":
      return { kind: "status", status: 503, applied: false };
    case "failed":
      return { kind: "status", status: 502, applied: true };
    case "slow":
      return { kind: "pass", delayMs: roll() * 300 };
    case "cut":
    case "lost":
    case "half":
      return { kind };
    default:
      return kind satisfies never;
  }
}
