import type { History, HistorySpan, Platform } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";
import type { Timers } from "../../core/time.ts";
import { within } from "./within.ts";

/** Many pages, each waited for as the platform asks. */
const LONGEST_MS = 600_000;
const NO_ANSWER: History = {
  known: false,
  passing: true,
  reason: "reading it never ended",
  mend: "It is read again later.",
};

/** What stands in a channel or a thread. A platform that throws has a fault of ours, and then nobody knows. */
export async function readHistory(timers: Timers, platform: Platform, to: Target, span: HistorySpan): Promise<History> {
  try {
    return await within(timers, LONGEST_MS, platform.history(to, span), NO_ANSWER);
  } catch (error) {
    return { known: false, reason: error instanceof Error ? error.message : String(error), mend: "" };
  }
}
