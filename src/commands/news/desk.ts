import type { Asker } from "../../core/conversation.ts";
import type { Platform } from "../../core/platform.ts";
import type { PlatformName, Subscription } from "../../core/subscription.ts";
import type { Clock } from "../../core/time.ts";
import type { Log } from "../../log.ts";
import type { Store } from "../../store/store.ts";

/** What the commands of `/news` work with; `app.ts` hands it in. */
export interface Desk {
  readonly store: Store;
  /** Of the configuration, then those made in chat. */
  readonly channels: () => readonly Subscription[];
  /** Reads those made in chat anew, after one was made or ended. */
  readonly refresh: () => Promise<void>;
  /** For what goes into the outbox: only a platform knows its own form of a message. */
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly clock: Clock;
  /** A channel's next slot as local time in its zone; null for one without a schedule. */
  readonly nextSlot: (channel: Subscription) => string | null;
  /** Address of the archive ("https://desk.example"); null when it is not served. */
  readonly archive: string | null;
  readonly log: Log;
  /** Something waits in the outbox, or a ruling on a story waits for the next round. */
  readonly wake: () => void;
}

/** One request under way. */
export interface Call {
  readonly desk: Desk;
  readonly from: Asker;
  /** Of the request, unique over all platforms. */
  readonly id: string;
}

/** Typed options by name, as `COMMANDS` has them; what was not given is not there. */
export type Options = Readonly<Record<string, string>>;

/** The story's page in the archive. */
export function linkOf({ archive }: Desk, storyId: string): string | null {
  return archive === null ? null : `${archive}/stories/${storyId}`;
}

/** Whether somebody asks where nobody else reads: what one may there says nothing of what one may in a channel. */
export function isDirect({ platform, workspace, channel }: Asker): boolean {
  return channel.startsWith("@") || (platform === "slack" ? channel.startsWith("D") : workspace === "");
}

/** Subscriptions of the channel in which somebody asks. */
export function channelsHere({ desk, from }: Pick<Call, "desk" | "from">): readonly Subscription[] {
  return desk.channels().filter(({ platform, channel }) => platform === from.platform && channel === from.channel);
}
