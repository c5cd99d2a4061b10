import type { Edition } from "../core/edition.ts";
import type { EditionFrame } from "../core/message.ts";
import type { Subscription } from "../core/subscription.ts";
import { formatForPeople, formatLocal, localTime } from "../core/time.ts";
import type { Ports } from "./ports.ts";

/** What stands around the stories of an edition. */
export function frameOf(ports: Ports, channel: Subscription, edition: Edition): EditionFrame {
  const { slot, createdAt, kind, left, silentSince } = edition;
  // One outside the schedule is dated by the wall clocks of its channel.
  const label = /^\d/.test(slot) ? slot : formatLocal(localTime(createdAt, channel.timezone));
  return {
    channel: channel.name,
    kind,
    when: formatForPeople(label),
    left,
    silentSince: silentSince === null ? null : formatForPeople(silentSince),
    link: ports.archive(channel.platform),
  };
}
