/** The platforms that Copydesk speaks to. */
export const PLATFORM_NAMES = ["console", "slack", "discord"] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** `digest`: the daily channel digest. `briefing`: one team's topics, what is new since its last briefing first. */
export type EditionKind = "digest" | "briefing";

/** `thread`: one message an edition, its digests in the thread below. `stories`: one message a story. A platform without threads has all in one message. */
export const LAYOUTS = ["thread", "stories"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What becomes of a post that may stand in a channel whose history cannot be read: it waits for a person, goes out again, or is given up. */
export const UNCLEAR_POLICIES = ["hold", "resend", "drop"] as const;
export type UnclearPolicy = (typeof UNCLEAR_POLICIES)[number];

/** Where messages go. */
export interface Target {
  /** The name that people see, in messages and in the log. */
  readonly name: string;
  readonly platform: PlatformName;
  /** The platform's id of the channel; "@" and a person's id: their direct messages; for the console, the name of its record. */
  readonly channel: string;
  /** Discord's announcement channels: publish each post to the servers that follow the channel. */
  readonly crosspost: boolean;
}

/** What one channel wants, and when. `name` is unique. */
export interface Subscription extends Target {
  /** Five-field cron expression, or "ready": each digest as soon as it is made. */
  readonly schedule: string;
  /** IANA zone, e.g. "Europe/Lisbon". */
  readonly timezone: string;
  readonly kind: EditionKind;
  /** Words or phrases; a story on any of them belongs to the channel. Empty: every story. */
  readonly topics: readonly string[];
  /** The most stories in one edition. */
  readonly limit: number;
  readonly layout: Layout;
  readonly unclear: UnclearPolicy;
}

/** What a subscription has when nothing else is said. */
export const SUBSCRIPTION_DEFAULTS = {
  schedule: "ready",
  timezone: "UTC",
  kind: "digest",
  topics: [],
  limit: 10,
  layout: "thread",
  crosspost: false,
  unclear: "hold",
} as const satisfies Omit<Subscription, "name" | "platform" | "channel">;
