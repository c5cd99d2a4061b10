import { laneOf, owedNote } from "../../core/delivery.ts";
import { noteKeyOf } from "../../core/identity.ts";
import { messageOfAlert } from "../../core/message.ts";
import type { Ports } from "../ports.ts";

/** The fact that nothing is sent in a lane, or on a platform: whoever notices it first tells it. */
export function pausedFact(lane: string): string {
  return `paused:${lane}`;
}

/** Something that a person should know of and can mend. */
export interface Alert {
  /** What it is about, never changing words: one alert a fact and day. */
  readonly fact: string;
  readonly text: string;
  readonly mend: string;
  /** The lane that it is about, or a platform's; an alert does not go where it could not arrive. */
  readonly lane?: string;
}

/**
 * Tells the operator: in the log, and once a day and fact in the operator's channel, through the outbox. Never throws.
 * @returns the lane in which something is owed now, or null
 */
export async function raiseAlert(ports: Ports, alert: Alert): Promise<string | null> {
  const { log, alerts, clock, store } = ports;
  log.error(`${alert.text} ${alert.mend}`.trim());
  if (alerts === null) return null;
  const lane = laneOf(alerts);
  // What is wrong with the operator's own channel cannot be told there, and would be told for ever.
  if (alert.lane === lane || alert.lane === `${alerts.platform}:*`) return null;
  const platform = ports.platforms.get(alerts.platform);
  if (platform === undefined) return null;
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  try {
    const payloads = platform.render(messageOfAlert(alert.text, alert.mend === "" ? null : alert.mend));
    const owed = owedNote(alerts, payloads, (part) => noteKeyOf("alert", alert.fact, day, part));
    await store.deliveries.add(owed, clock.now());
    return lane;
  } catch (error) {
    log.error("The operator's channel could not be told.", { error });
    return null;
  }
}
