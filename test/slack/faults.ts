import type { Args } from "./args.ts";

/** What goes wrong with one call. `applied` says whether the deed is done all the same. */
export type FaultKind =
  /** 429; `retryAfter` in seconds. */
  | { readonly kind: "rate_limited"; readonly retryAfter: number }
  /** A status such as 500 or 503 instead of an answer. */
  | { readonly kind: "http_error"; readonly status: number; readonly applied: boolean }
  /** The socket dies instead of an answer: before the deed, or after it. */
  | { readonly kind: "cut"; readonly applied: boolean }
  /** Done at once, answered after `ms`. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Done; the answer's JSON ends in the middle. */
  | { readonly kind: "truncated" }
  /** A proxy's page instead of the answer. */
  | { readonly kind: "html"; readonly status: number; readonly applied: boolean }
  /** `ok: false` with this error: `internal_error` and `fatal_error` may be applied, others are plain refusals. */
  | { readonly kind: "error"; readonly error: string; readonly applied: boolean }
  /** The socket dies at once; the deed is done `ms` later. */
  | { readonly kind: "lands_late"; readonly ms: number };

export interface FaultPlan {
  /** Name of a method, `response_url`, or `*` for any. */
  readonly method: string;
  readonly fault: FaultKind;
  /** How many calls meet it; 1 when left out. */
  readonly times?: number;
  /** Which calls meet it; all when left out. */
  readonly where?: (args: Args) => boolean;
}

interface Waiting {
  readonly plan: FaultPlan;
  left: number;
}

/** Faults that wait for their calls, first come first met. */
export interface FaultQueue {
  readonly add: (plan: FaultPlan) => void;
  /** The fault that this call meets; it is used up. */
  readonly meet: (method: string, args: Args) => FaultKind | null;
  /** How many faults still wait. */
  readonly waiting: () => number;
  readonly clear: () => void;
}

export function createFaults(): FaultQueue {
  let queue: Waiting[] = [];
  return {
    add: (plan) => {
      queue.push({ plan, left: plan.times ?? 1 });
    },
    meet: (method, args) => {
      const found = queue.find(
        ({ plan }) => (plan.method === method || plan.method === "*") && (plan.where?.(args) ?? true),
      );
      if (found === undefined) return null;
      found.left -= 1;
      queue = queue.filter(({ left }) => left > 0);
      return found.plan.fault;
    },
    waiting: () => queue.reduce((sum, { left }) => sum + left, 0),
    clear: () => {
      queue = [];
    },
  };
}
