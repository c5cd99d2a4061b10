import type { Choice, Command, Option } from "./conversation.ts";

const option = (name: string, description: string, over: Partial<Option> = {}): Option => ({
  name,
  description,
  required: false,
  type: "text",
  suggested: false,
  choices: [],
  ...over,
});

const choices = (...values: readonly string[]): readonly Choice[] => values.map((value) => ({ value, label: value }));

const STORY = option("story", "A story: its id or words of its headline", { required: true, suggested: true });

/** `/news`, the same words on every platform. */
export const COMMANDS: readonly Command[] = [
  {
    verb: "latest",
    description: "The newest stories",
    options: [option("topic", "Only stories on this topic", { suggested: true })],
    manages: false,
  },
  { verb: "story", description: "One story in full", options: [STORY], manages: false },
  {
    verb: "search",
    description: "Articles in which all these words stand",
    options: [option("words", 'Words; "…" keeps a phrase together', { required: true })],
    manages: false,
  },
  {
    verb: "brief",
    description: "What matters now, in the minutes that you have",
    options: [
      option("minutes", "Reading time, 1 to 30; 3 unless you say", { type: "number" }),
      option("topic", "Only stories on this topic", { suggested: true }),
    ],
    manages: false,
  },
  {
    verb: "sources",
    description: "A story's sources, and the passage behind each sentence",
    options: [STORY],
    manages: false,
  },
  {
    verb: "why",
    description: "Why something was posted, merged, held or left out",
    options: [
      option("about", "A story, an article's file or words of a headline", { required: true, suggested: true }),
    ],
    manages: false,
  },
  {
    verb: "subscribe",
    description: "Post digests to this channel",
    options: [
      option("topics", "Topics, with commas between; none: every story", { suggested: true }),
      option("schedule", 'A time such as 08:00, "weekdays 08:00", "ready", or five cron fields'),
      option("timezone", "IANA zone, such as Europe/Lisbon", { suggested: true }),
      option("kind", "digest or briefing", { choices: choices("digest", "briefing") }),
      option("name", "A name for it"),
    ],
    manages: true,
  },
  {
    verb: "unsubscribe",
    description: "End a subscription of this channel",
    options: [option("name", "Its name, as /news subscriptions shows it", { suggested: true })],
    manages: true,
  },
  { verb: "subscriptions", description: "What this channel receives, and when", options: [], manages: false },
  { verb: "next", description: "The last and the next edition of this channel", options: [], manages: false },
  { verb: "help", description: "What can be asked here", options: [], manages: false },
];
