import { z } from "zod";
import { parseCron } from "../core/cron.ts";
import { LAYOUTS, PLATFORM_NAMES, SUBSCRIPTION_DEFAULTS, UNCLEAR_POLICIES } from "../core/subscription.ts";
import { isTimeZone } from "../core/time.ts";
import { DEFAULT_LIMITS } from "../intake/intake.ts";

/** Follows the value in a message: `web.port: 99999 is not a port. Use a whole number …`. */
function must(be: string, use: string): { readonly error: string } {
  return { error: `is not ${be}. Use ${use}.` };
}

function wholeNumber(low: number, high: number, what: string, example: number): z.ZodInt {
  const wanted = must(what, `a whole number from ${low} to ${high}, such as ${example}`);
  return z.int(wanted).min(low, wanted).max(high, wanted);
}

function words(what: string, use: string): z.ZodString {
  return z.string(must(what, use)).trim().min(1, must(what, use));
}

const schedule = words("a schedule", '"ready", or five cron fields such as "0 8 * * 1-5"')
  .superRefine((text, context) => {
    if (text === "ready") return;
    const read = parseCron(text);
    if (!read.ok) {
      context.addIssue(`${read.reason}. Use five cron fields such as "0 8 * * 1-5", or "ready".`);
    }
  })
  .describe(
    'When it is posted: "ready" posts each digest as soon as it is made; five cron fields (minute hour day month weekday) post an edition at those times.',
  );

const channel = z.strictObject({
  name: words("a name", "a short name that people know the channel by").describe(
    "Unique name of the channel; it is the name that people see.",
  ),
  platform: z
    .enum(PLATFORM_NAMES, must("a platform", PLATFORM_NAMES.map((name) => `"${name}"`).join(", ")))
    .describe("Where the channel is."),
  channel: words("a channel", "the platform's id of the channel").describe(
    "The platform's id of the channel; for the console, the name of its record (letters, digits, - and _).",
  ),
  schedule: schedule.default("ready"),
  timezone: z
    .string(must("an IANA time zone", 'one such as "Europe/Lisbon"'))
    .refine(isTimeZone, must("an IANA time zone", 'one such as "Europe/Lisbon"'))
    .default("UTC")
    .describe('IANA time zone of the schedule, such as "Europe/Lisbon".'),
  kind: z
    .enum(["digest", "briefing"], must("a kind of edition", '"digest" or "briefing"'))
    .default("digest")
    .describe("digest: the channel's news, ranked. briefing: one team's topics, what changed since its last briefing."),
  topics: z
    .array(words("a topic", "a word or phrase"), must("a list of topics", 'a list such as ["storm", "city council"]'))
    .default([])
    .describe("Words or phrases; a story on any of them belongs to the channel. Empty: every story."),
  limit: wholeNumber(1, 50, "a number of stories", 10).default(10).describe("The most stories in one edition."),
  layout: z
    .enum(LAYOUTS, must("a layout", '"thread" or "stories"'))
    .default(SUBSCRIPTION_DEFAULTS.layout)
    .describe(
      "thread: one message an edition, with the full digests in its thread. stories: one message a story, as forums want it.",
    ),
  crosspost: z
    .boolean(must("a yes or no", "true or false"))
    .default(SUBSCRIPTION_DEFAULTS.crosspost)
    .describe("Discord's announcement channels: publish each post to the servers that follow the channel."),
  unclear: z
    .enum(UNCLEAR_POLICIES, must("a policy", '"hold", "resend" or "drop"'))
    .default(SUBSCRIPTION_DEFAULTS.unclear)
    .describe(
      "What becomes of a post that may already stand in a channel whose history cannot be read: hold waits for a person, resend may double it, drop may lose it.",
    ),
});

const ids = (whose: string, example: string): z.ZodArray<z.ZodString> =>
  z.array(
    words(`an id of ${whose}`, `one such as "${example}"`),
    must("a list of ids", `a list such as ["${example}"]`),
  );

const slack = z.strictObject(
  {
    mode: z
      .enum(["socket", "http"], must("a mode", '"socket" or "http"'))
      .default("socket")
      .describe("How Slack reaches the bot: socket needs no public address; http needs one, and SLACK_SIGNING_SECRET."),
    host: words("a host", '"127.0.0.1" for this machine alone')
      .default("127.0.0.1")
      .describe("http: address to listen on."),
    port: wholeNumber(0, 65_535, "a port", 8788).default(8788).describe("http: port to listen on, for /slack/events."),
    managers: ids("a person", "U0123456789")
      .default([])
      .describe("People who may manage subscriptions beside workspace admins and the channel's creator."),
  },
  must("a setting of Slack", 'mode: "socket"'),
);

const discord = z.strictObject(
  {
    servers: ids("a server", "123456789012345678")
      .default([])
      .describe(
        "Servers in which /news is registered at once; empty: everywhere, which Discord may take an hour to show.",
      ),
  },
  must("a setting of Discord", "servers: []"),
);

const limits = z.strictObject(
  {
    maxBytes: wholeNumber(1, 1_000_000_000, "a size in bytes", DEFAULT_LIMITS.maxBytes)
      .default(DEFAULT_LIMITS.maxBytes)
      .describe("Bytes of one file."),
    maxHtmlBytes: wholeNumber(1, 100_000_000, "a size in bytes", DEFAULT_LIMITS.maxHtmlBytes)
      .default(DEFAULT_LIMITS.maxHtmlBytes)
      .describe("Bytes of one HTML file; smaller, because reading it costs more."),
    maxHtmlDepth: wholeNumber(1, 10_000, "a depth", DEFAULT_LIMITS.maxHtmlDepth)
      .default(DEFAULT_LIMITS.maxHtmlDepth)
      .describe("Nested HTML elements."),
    maxFolderDepth: wholeNumber(0, 100, "a depth", DEFAULT_LIMITS.maxFolderDepth)
      .default(DEFAULT_LIMITS.maxFolderDepth)
      .describe("Folders below a watched folder."),
  },
  must("a set of limits", "maxBytes, maxHtmlBytes, maxHtmlDepth and maxFolderDepth"),
);

/** A host with http or https and nothing behind it: the pages' own links start at the root of a host. */
function isBaseAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return false;
  return url.pathname === "/" && url.search === "" && url.hash === "" && !/[?#]/.test(text);
}

const baseAddress = must("an address of http or https without a path", 'one such as "https://news.example.org"');

const web = z.strictObject(
  {
    host: words("a host", '"127.0.0.1" for this machine alone')
      .default("127.0.0.1")
      .describe("Address to listen on. The archive has no log-in: beyond 127.0.0.1, put a proxy with one before it."),
    port: wholeNumber(0, 65_535, "a port", 8787).default(8787).describe("Port to listen on; 0 takes a free one."),
    address: z
      .string(baseAddress)
      .trim()
      .refine(isBaseAddress, baseAddress)
      .transform((text) => new URL(text).origin)
      .optional()
      .describe(
        "Address under which people reach the archive, such as https://news.example.org; links in posts start with it. Default: host and port.",
      ),
  },
  must("a setting of the archive", "host and port, or false to turn it off"),
);

const LEVELS = ["debug", "info", "warn", "error"] as const;

/** What a configuration file may say. Every field has a default; unknown fields are refused. */
export const configSchema = z.strictObject(
  {
    folders: z
      .array(words("a folder", "a path"), must("a list of folders", 'a list such as ["inbox"]'))
      .min(1, must("a list of folders", 'at least one, such as ["inbox"]'))
      .default(["seeds", "inbox"])
      .describe("Folders that articles are read from: .txt, .md and .html files, and those in folders below."),
    database: words("a path", '"data/copydesk.sqlite"')
      .default("data/copydesk.sqlite")
      .describe("SQLite file. For PostgreSQL set DATABASE_URL in the environment instead."),
    web: z
      .union([z.literal(false), web])
      .prefault({})
      .describe("The archive of editions and stories; false turns it off."),
    channels: z
      .array(channel, must("a list of channels", "a list of entries with name, platform and channel"))
      .min(1, must("a list of channels", "at least one"))
      .prefault([{ name: "terminal", platform: "console", channel: "terminal" }])
      .describe("Who receives what, and when."),
    slack: slack.prefault({}).describe("How the Slack bot works."),
    discord: discord.prefault({}).describe("How the Discord bot works."),
    alerts: words("a channel", "the name of one of the channels")
      .optional()
      .describe("Name of the channel that is told what an operator should know. Default: the log alone."),
    limits: limits.prefault({}).describe("Bounds on what is read; a file beyond them goes to quarantine."),
    storyWindowDays: wholeNumber(1, 365, "a number of days", 14)
      .default(14)
      .describe("Days after its last article for which a story may still grow."),
    log: z
      .strictObject(
        {
          level: z
            .enum(LEVELS, must("a level", LEVELS.map((level) => `"${level}"`).join(", ")))
            .default("info")
            .describe("How much is logged: debug, info, warn or error."),
        },
        must("a setting of the log", 'level: "info"'),
      )
      .prefault({})
      .describe("The log goes to standard error."),
  },
  must("a configuration", "the fields of config/copydesk.yaml"),
);

export type ConfigFile = z.infer<typeof configSchema>;

/** Names of the fields that may stand at a place of the file, for "did you mean". Numbers in the path are list positions. */
export function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  switch (path[0]) {
    case undefined:
      return Object.keys(configSchema.shape);
    case "channels":
      return Object.keys(channel.shape);
    case "limits":
      return Object.keys(limits.shape);
    case "web":
      return Object.keys(web.shape);
    case "slack":
      return Object.keys(slack.shape);
    case "discord":
      return Object.keys(discord.shape);
    case "log":
      return ["level"];
    default:
      return [];
  }
}

/** JSON Schema of the file, for editors. */
export function configJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }), null, 2)}\n`;
}
