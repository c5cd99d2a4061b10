import type { Edition } from "../../core/edition.ts";
import type { Subscription } from "../../core/subscription.ts";
import { counted } from "./blocks.ts";
import type { Desk } from "./desk.ts";
import { onWall, relative, slotInWords } from "./moments.ts";

/** Editions looked through for the last one that was posted: those without news in between were not. */
const LOOKED_THROUGH = 20;

/** When the channel's next edition comes, in its zone. */
export function nextInWords(desk: Desk, channel: Subscription): string {
  if (channel.schedule === "ready") return "each story as soon as its digest is ready";
  const label = desk.nextSlot(channel);
  return label === null
    ? "none: its schedule names no time to come"
    : slotInWords(label, channel.timezone, desk.clock.now());
}

/** The channel's last edition that was posted; null when there was none. */
async function lastEdition({ store }: Desk, { name }: Subscription): Promise<Edition | null> {
  const editions = await store.editions.latest(LOOKED_THROUGH, name);
  return editions.find(({ stories }) => stories.length > 0) ?? null;
}

/** When the channel's last edition came, in its zone. */
export async function lastInWords(desk: Desk, channel: Subscription): Promise<string> {
  const edition = await lastEdition(desk, channel);
  if (edition === null) return "none yet";
  const { createdAt, stories } = edition;
  const count = counted(stories.length, "story", "stories");
  return `${onWall(createdAt, channel.timezone)}, ${relative(createdAt, desk.clock.now())}, with ${count}`;
}
