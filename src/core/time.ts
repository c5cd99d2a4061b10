/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Where the program gets its time from; tests hand in their own. */
export interface Clock {
  /** Wall clock. */
  readonly now: () => EpochMs;
}
