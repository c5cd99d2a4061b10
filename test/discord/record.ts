import type { Fault } from "./faults.ts";

/** One request that reached the server. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  /** Below /api/v10, without the query. */
  readonly path: string;
  readonly query: string;
  /** The route's template; null: there is none. */
  readonly route: string | null;
  readonly body: unknown;
  readonly fault: Fault["kind"] | null;
  /** Null while there was no answer: lost, cut, on its way. */
  status: number | null;
  /** Discord's error code. */
  code: number | null;
}

/** Something that a good bot does not do. */
export interface Violation {
  readonly at: number;
  readonly kind:
    /** 401, 403 or 429 (not shared): 10,000 in ten minutes and the address is banned. */
    | "invalid-request"
    | "during-retry-after"
    /** A first answer after 3 s, or after none. */
    | "late-callback"
    | "second-callback"
    | "user-agent"
    /** More than GUILDS. */
    | "intents"
    | "gateway"
    /** This server failed, not the bot. */
    | "server";
  readonly detail: string;
}

export interface Ledger {
  readonly requests: RequestRecord[];
  readonly violations: Violation[];
}
