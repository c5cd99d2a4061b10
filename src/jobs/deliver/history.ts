import type { History, HistorySpan, Platform } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";

/** What stands in a channel or a thread. A platform that throws has a fault of ours, and then nobody knows. */
export async function readHistory(platform: Platform, to: Target, span: HistorySpan): Promise<History> {
  try {
    return await platform.history(to, span);
  } catch (error) {
    return { known: false, reason: error instanceof Error ? error.message : String(error), mend: "" };
  }
}
