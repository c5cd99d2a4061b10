import { sql, type Selectable } from "kysely";
import type { Delivery, DeliveryAction, DeliveryState, Failure, OwedDelivery } from "../core/delivery.ts";
import { laneOf } from "../core/delivery.ts";
import type { EpochMs } from "../core/time.ts";
import { holdOf } from "./lanes.ts";
import type { DeliveryRow, LaneRow } from "./schema.ts";
import type { LaneHead } from "./store.ts";

/** Key of the advisory lock under which one process at a time adds to a PostgreSQL outbox: "outb" as bytes. */
export const OUTBOX_LOCK = 0x6f757462;

/** The open states written out: as parameters they would hide from SQLite that the index of the lanes holds them. */
export function isOpen(table: "deliveries" | "earlier") {
  return sql<boolean>`${sql.ref(`${table}.state`)} in ('pending', 'sending', 'unknown')`;
}

export function newRow(delivery: OwedDelivery, at: EpochMs) {
  const { to, action } = delivery;
  return {
    key: delivery.key,
    lane: laneOf(to),
    name: to.name,
    platform: to.platform,
    channel: to.channel,
    crosspost: to.crosspost ? 1 : 0,
    edition_id: delivery.editionId,
    story_id: delivery.storyId,
    part: delivery.part,
    action: action.kind,
    about: aboutOf(action),
    payload: JSON.stringify(delivery.payload ?? null),
    created_at: at,
    attempt: 0,
    term: 0,
    faults: 0,
    lost: 0,
    tier: 0,
    aside: 0,
    state: "pending" as const,
    at,
  };
}

function aboutOf(action: DeliveryAction): string | null {
  switch (action.kind) {
    case "post":
      return null;
    case "reply":
      return action.under;
    case "edit":
      break;
  }
  return action.of;
}

export function fromRow(row: Selectable<DeliveryRow>): Delivery {
  return {
    key: row.key,
    to: { name: row.name, platform: row.platform, channel: row.channel, crosspost: row.crosspost === 1 },
    editionId: row.edition_id,
    storyId: row.story_id,
    part: row.part,
    action: actionOf(row),
    payload: JSON.parse(row.payload) as unknown,
    sequence: row.sequence,
    createdAt: row.created_at,
    attempt: row.attempt,
    term: row.term,
    faults: row.faults,
    lost: row.lost,
    tier: row.tier,
    firstSentAt: row.first_sent_at,
    lastSentAt: row.last_sent_at,
    aside: row.aside === 1,
    status: statusOf(row),
  };
}

function actionOf({ key, action, about }: Selectable<DeliveryRow>): DeliveryAction {
  if (action === "post") return { kind: "post" };
  if (about === null) throw new Error(`Delivery ${key} does not say which message it is about.`);
  return action === "reply" ? { kind: "reply", under: about } : { kind: "edit", of: about };
}

function statusOf({ key, state, at, message_id, failure }: Selectable<DeliveryRow>): DeliveryState {
  switch (state) {
    case "pending":
      return { state, dueAt: at };
    case "sending":
    case "unknown":
      return { state, since: at };
    case "sent":
      return { state, messageId: message_id ?? "", sentAt: at };
    case "dead":
      return { state, failure: JSON.parse(failure ?? "null") as Failure, diedAt: at };
    case "cancelled":
      return { state, reason: failure ?? "", cancelledAt: at };
    default:
      throw new Error(`Delivery ${key} stands in a state that does not exist: ${String(state satisfies never)}.`);
  }
}

type HoldName = Exclude<keyof LaneRow, "lane">;
const HOLD_NAMES: readonly HoldName[] = ["paused", "reason", "mend", "since", "looks", "look_at", "not_before"];

/** A lane's head beside what holds the lane ("own") and its platform ("whole"). */
export type HeadRow = Selectable<DeliveryRow> &
  Readonly<Record<`own_${HoldName}` | `whole_${HoldName}`, string | number | null>> & {
    readonly newest_sent: number | null;
  };

/** The columns of `HeadRow` that come from the two rows of `lanes`. */
export const HOLDS = sql.raw(
  ["own", "whole"].flatMap((of) => HOLD_NAMES.map((name) => `${of}.${name} as ${of}_${name}`)).join(", "),
);

export function headOf(row: HeadRow): LaneHead {
  return {
    delivery: fromRow(row),
    lane: hold(row, "own", row.lane),
    platform: hold(row, "whole", `${row.platform}:*`),
    newestSent: row.newest_sent,
  };
}

function hold(row: HeadRow, of: "own" | "whole", lane: string) {
  return holdOf({
    lane,
    paused: row[`${of}_paused`] as LaneRow["paused"],
    reason: row[`${of}_reason`] as string | null,
    mend: row[`${of}_mend`] as string | null,
    since: row[`${of}_since`] as number | null,
    looks: Number(row[`${of}_looks`] ?? 0),
    look_at: Number(row[`${of}_look_at`] ?? 0),
    not_before: Number(row[`${of}_not_before`] ?? 0),
  });
}
