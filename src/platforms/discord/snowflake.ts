import type { EpochMs } from "../../core/time.ts";

/** First second of 2015, from which Discord's ids count. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** The least id of a moment; "0" for all before 2015. */
export function idAt(at: EpochMs): string {
  return (BigInt(Math.max(0, Math.floor(at) - DISCORD_EPOCH)) << 22n).toString();
}

/** Whether `a` was made after `b`; ids are longer than a number holds. */
export function isNewer(a: string, b: string): boolean {
  return /^\d{1,20}$/.test(a) && /^\d{1,20}$/.test(b) && BigInt(a) > BigInt(b);
}
