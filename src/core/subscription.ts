/** The platforms that Copydesk speaks to. */
export const PLATFORM_NAMES = ["console", "slack", "discord"] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** `digest`: the daily channel digest. `briefing`: one team's topics, what is new since its last briefing first. */
export type EditionKind = "digest" | "briefing";

/** What one channel wants, and when. */
export interface Subscription {
  /** Unique name of the channel in the configuration; it is the name people see. */
  readonly name: string;
  readonly platform: PlatformName;
  /** The platform's id of the channel; for the console, the name of its record. */
  readonly channel: string;
  /** Five-field cron expression, or "ready": each digest as soon as it is made. */
  readonly schedule: string;
  /** IANA zone, e.g. "Europe/Lisbon". */
  readonly timezone: string;
  readonly kind: EditionKind;
  /** Words or phrases; a story on any of them belongs to the channel. Empty: every story. */
  readonly topics: readonly string[];
  /** The most stories in one edition. */
  readonly limit: number;
}
