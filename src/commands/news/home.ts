import type { Block, Message } from "../../core/message.ts";
import { bullets, counted, DIVIDER, headline, heading, paragraph, plain, press, small } from "./blocks.ts";
import type { Call, Desk } from "./desk.ts";
import { onWall } from "./moments.ts";
import { channelBlocks, namesMadeInChat } from "./subscriptions.ts";

/** A page of the app has at most 100 blocks. */
const MOST_CHANNELS = 12;
const MOST_WISHES = 5;
const MOST_FOLLOWED = 5;

/** The app's own page: what this workspace receives, whether all is well, what waits for a decision. */
export async function home(call: Call): Promise<Message> {
  const { desk, from } = call;
  const channels = desk.channels().filter(({ platform }) => platform === from.platform);
  const made = await namesMadeInChat(desk);
  const blocks: Block[] = [
    headline("Copydesk"),
    {
      kind: "actions",
      buttons: [press("Latest stories", "latest", "", "0"), press("Brief me", "brief", "3", ""), press("Help", "help")],
    },
    heading("Subscriptions"),
  ];
  if (channels.length === 0)
    blocks.push(paragraph("There are none yet. Ask in a channel: /news subscribe weekdays 08:00"));
  for (const channel of channels.slice(0, MOST_CHANNELS)) {
    blocks.push(...(await channelBlocks(desk, channel, made.has(channel.name))));
  }
  const more = channels.length - MOST_CHANNELS;
  if (more > 0)
    blocks.push(small(`and ${counted(more, "subscription")} more: /news subscriptions shows those of a channel.`));
  blocks.push(DIVIDER, heading("Health"), bullets((await health(desk, call)).map((line) => [plain(line)])));
  blocks.push(...(await followed(call)), ...(await wishes(call)));
  blocks.push(
    small(
      "To manage a channel's subscriptions, ask there: /news subscriptions",
      `As of ${onWall(desk.clock.now(), channels[0]?.timezone ?? "UTC")}`,
    ),
  );
  return { summary: "Copydesk: subscriptions and health", blocks };
}

async function health({ store }: Desk, { from }: Call): Promise<readonly string[]> {
  const { pending, sending, unknown, dead } = await store.deliveries.counts();
  const holds = (await store.lanes.holds()).filter(
    ({ lane, paused }) => paused !== null && lane.startsWith(`${from.platform}:`),
  );
  const owed = pending + sending;
  const aside = (await store.quarantine.list()).length;
  return [
    owed === 0 ? "Nothing waits to be posted." : `${counted(owed, "message")} wait to be posted.`,
    ...(unknown === 0
      ? []
      : [`${counted(unknown, "message")} may or may not have arrived; their channels are being read.`]),
    ...(dead === 0
      ? []
      : [`${counted(dead, "message")} could not be posted. Whoever runs the desk sees why: copydesk outbox`]),
    ...holds.map(
      ({ lane, paused }) =>
        `Paused: ${lane.slice(lane.indexOf(":") + 1)}: ${paused?.reason ?? ""}. ${paused?.mend ?? ""}`,
    ),
    ...(aside === 0 ? [] : [`${counted(aside, "file")} put aside as unreadable: copydesk quarantine`]),
  ];
}

async function followed({ desk, from }: Call): Promise<readonly Block[]> {
  const follows = (await desk.store.follows.of(from)).slice(0, MOST_FOLLOWED);
  if (follows.length === 0) return [];
  const stories = await Promise.all(follows.map(async ({ storyId }) => await desk.store.stories.get(storyId)));
  const buttons = stories.flatMap((story) =>
    story === null ? [] : [press(story.headline ?? story.id, "story", story.id)],
  );
  return [DIVIDER, heading("Stories that you follow"), { kind: "actions", buttons }];
}

/** How many there are; they are settled where somebody manages a channel. */
async function wishes({ desk }: Call): Promise<readonly Block[]> {
  const open = await desk.store.rulings.inState("wished", MOST_WISHES);
  if (open.length === 0) return [];
  const stories = await Promise.all(open.map(async ({ subject }) => await desk.store.stories.get(subject.storyId)));
  const lines = stories.map((story, index) => [plain(story?.headline ?? open[index]?.subject.storyId ?? "")]);
  return [
    DIVIDER,
    heading("Wishes of readers"),
    paragraph(
      "Articles that belong elsewhere, or stories that are one. In a channel that you manage, /news why settles them:",
    ),
    bullets(lines),
  ];
}
