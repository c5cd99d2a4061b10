import type { Subscription } from "../core/subscription.ts";
import type { EpochMs } from "../core/time.ts";
import type { Store } from "../store/store.ts";

/** What the archive knows of the desk that runs it. */
export interface Desk {
  /** Shown on every page. */
  readonly name: string;
  readonly channels: readonly Subscription[];
  readonly now: () => EpochMs;
  /** The channel's next slot as local time in its zone ("2026-11-23T08:00"), or null when it has none. */
  readonly nextSlot?: (channel: Subscription) => string | null;
}

/** What a page is made from. */
export interface Archive {
  readonly store: Store;
  readonly desk: Desk;
}

export function channelNamed(desk: Desk, name: string): Subscription | null {
  return desk.channels.find((channel) => channel.name === name) ?? null;
}

/** The zone of a channel, null when it is no longer configured. */
export function zoneOf(desk: Desk, channel: string): string | null {
  return channelNamed(desk, channel)?.timezone ?? null;
}

/** The zone for times that belong to no channel: the one that all channels share, else UTC. */
export function deskZone(desk: Desk): string {
  const zones = new Set(desk.channels.map((channel) => channel.timezone));
  const [only] = zones;
  return zones.size === 1 && only !== undefined ? only : "UTC";
}
