/** One thing that was looked at before or while the desk works: a token, a right, a channel, a clock. */
export interface Finding {
  readonly state: "ok" | "warning" | "fault";
  /** What was looked at and what was found, one line. */
  readonly what: string;
  /** What a person can do, one line; null when all is well. */
  readonly mend: string | null;
}
