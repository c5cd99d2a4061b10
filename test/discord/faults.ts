/** What can go wrong on the way. `applied`: whether the request takes effect although the answer says or shows nothing of it. */
export type Fault =
  /** Seconds, a fraction allowed. Calls that come earlier are refused as well. */
  | { readonly kind: "rate-limited"; readonly retryAfter: number; readonly scope?: "user" | "global" | "shared" }
  /** 5xx, or a 4xx with one of Discord's codes: 10003, 50001, 50013 … */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
      readonly applied?: boolean;
    }
  /** Takes effect, then the socket is gone. */
  | { readonly kind: "lost" }
  /** The socket is gone before anything happened. */
  | { readonly kind: "cut" }
  /** Takes effect at once; the answer takes its time. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Takes effect; half of the JSON arrives, as if it were all. */
  | { readonly kind: "truncated" }
  /** The page of a proxy in place of an answer. */
  | { readonly kind: "html"; readonly status?: number; readonly applied?: boolean }
  /**
   * Takes effect later: after `ms`, or when `land()` is called. Until then the caller has a dead socket ("cut", the
   * default) or waits ("silent").
   */
  | { readonly kind: "late"; readonly ms?: number; readonly caller?: "cut" | "silent" }
  /** The token is revoked from here on: 401 everywhere, and the gateway closes with 4004. */
  | { readonly kind: "revoked" };

export interface FaultRule {
  readonly fault: Fault;
  readonly method?: string;
  /** Below /api/v10: "/channels/1/messages" whole, or a pattern. Without it: every path. */
  readonly path?: string | RegExp;
  /** Default 1. */
  readonly times?: number;
}

export interface FaultHandle {
  /** How often it struck. */
  readonly hits: () => number;
  readonly clear: () => void;
}

export interface Faults {
  readonly add: (rule: FaultRule) => FaultHandle;
  /** The fault that strikes this request, if one does; the oldest rule first. */
  readonly strike: (method: string, path: string) => Fault | null;
  /** Keeps a request back until it lands. */
  readonly hold: (apply: () => void, ms: number | undefined) => void;
  /** Lets everything land that was kept back. */
  readonly land: () => void;
}

export function createFaults(): Faults {
  const rules: { readonly rule: FaultRule; left: number; hits: number }[] = [];
  const held = new Set<() => void>();
  return {
    add: (rule) => {
      const entry = { rule, left: rule.times ?? 1, hits: 0 };
      rules.push(entry);
      return {
        hits: () => entry.hits,
        clear: () => {
          entry.left = 0;
        },
      };
    },
    strike: (method, path) => {
      const entry = rules.find(({ rule, left }) => left > 0 && fits(rule, method, path));
      if (!entry) return null;
      entry.left -= 1;
      entry.hits += 1;
      return entry.rule.fault;
    },
    hold: (apply, ms) => {
      const once = () => {
        if (held.delete(once)) apply();
      };
      held.add(once);
      if (ms !== undefined) setTimeout(once, ms).unref();
    },
    land: () => {
      for (const once of held) once();
    },
  };
}

function fits({ method, path }: FaultRule, asked: string, at: string): boolean {
  if (method !== undefined && method !== asked) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? path === at : path.test(at);
}
