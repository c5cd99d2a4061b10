import type { Chat, Standing } from "./chat.ts";
import { isOpen } from "./outbox.ts";
import type { Row, Snapshot } from "./outbox.ts";

/** What came of a run, at rest. Every count but the first four should be 0. */
export interface Verdict {
  readonly posts: number;
  readonly replies: number;
  readonly edits: number;
  /** Edits that a newer one took the place of. */
  readonly replaced: number;
  /** Messages whose marker stood there already. */
  readonly duplicates: number;
  /** Rows marked as sent whose message does not stand there, or says something else. */
  readonly lost: number;
  readonly outOfOrder: number;
  /** Given up after three kills in the middle of the same row, and told of. */
  readonly givenUp: number;
  /** Everything that is wrong, in words. */
  readonly faults: readonly string[];
}

const REPLACED = "A newer edit of the same message takes its place.";

export function judge(chat: Chat, { rows, integrity }: Snapshot): Verdict {
  const standing = chat.standing();
  const duplicates = duplicatesOf(standing);
  const lost = lostOf(rows, standing);
  const outOfOrder = chat.channels.flatMap((channel) => disorderIn(channel, rows, standing));
  const dead = rows.filter(({ state }) => state === "dead");
  const count = (action: Row["action"]): number =>
    rows.filter((row) => row.action === action && row.state === "sent").length;
  return {
    posts: count("post"),
    replies: count("reply"),
    edits: count("edit"),
    replaced: rows.filter(({ failure }) => failure === REPLACED).length,
    duplicates: duplicates.length,
    lost: lost.length,
    outOfOrder: outOfOrder.length,
    givenUp: dead.length,
    faults: [
      ...duplicates,
      ...lost,
      ...outOfOrder,
      ...strangersIn(rows, standing),
      ...rows.filter(isOpen).map(({ key, state }) => `${key} is still ${state}`),
      ...silentDeaths(dead, rows),
      ...dropped(rows),
      ...(integrity === null || integrity === "ok" ? [] : [`the database is damaged: ${integrity}`]),
    ],
  };
}

function duplicatesOf(standing: readonly Standing[]): readonly string[] {
  const seen = new Set<string>();
  return standing.flatMap(({ key, id }) => {
    if (key === null) return [];
    if (seen.has(key)) return [`${key} stands there twice; the second one is ${id}`];
    seen.add(key);
    return [];
  });
}

function strangersIn(rows: readonly Row[], standing: readonly Standing[]): readonly string[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  return standing.flatMap(({ id, key }) => {
    const row = key === null ? undefined : known.get(key);
    if (row === undefined) return [`message ${id} has no row`];
    return row.state === "sent" && row.message_id !== id ? [`${key} is known as ${row.message_id}, and is ${id}`] : [];
  });
}

function lostOf(rows: readonly Row[], standing: readonly Standing[]): readonly string[] {
  const byId = new Map(standing.map((message) => [message.id, message]));
  const newest = new Map<string, Row>();
  for (const row of rows) {
    if (row.state === "sent") newest.set(row.action === "edit" ? (row.about ?? "") : row.key, row);
  }
  return rows.flatMap((row) => {
    if (row.state !== "sent" || row.action === "edit") return [];
    const message = byId.get(row.message_id ?? "");
    if (message === undefined) return [`${row.key} was sent, and ${row.message_id} does not stand there`];
    // A title is what Discord calls a thread by, which a later one does not change.
    const { title: _, ...payload } = JSON.parse((newest.get(row.key) ?? row).payload) as Record<string, unknown>;
    const missing = wordsIn(payload).find((text) => !message.says.includes(text));
    return missing === undefined ? [] : [`${row.key} does not say what its newest edit says: ${missing}`];
  });
}

/** As they stand in JSON. Short ones are names of kinds and styles. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.includes(" ") ? [JSON.stringify(value.trim()).slice(1, -1)] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}

function disorderIn(channel: string, rows: readonly Row[], standing: readonly Standing[]): readonly string[] {
  const sequence = new Map(rows.map((row) => [row.key, row.sequence]));
  let before = 0;
  return standing.flatMap((message) => {
    const own = message.channel === channel && message.key !== null ? sequence.get(message.key) : undefined;
    if (own === undefined) return [];
    if (own < before) return [`${message.key} (${own}) came after ${before} in channel ${channel}`];
    before = own;
    return [];
  });
}

/** Three times killed in the middle of one row is a reason to give it up, in the alerts' channel as well as in the log. */
function silentDeaths(dead: readonly Row[], rows: readonly Row[]): readonly string[] {
  const told = rows.filter(({ state, payload }) => state === "sent" && payload.includes("was given up")).length;
  const unjust = dead.filter(({ lost }) => lost < 3).map(({ key, failure }) => `${key} was given up: ${failure}`);
  return told < dead.length ? [...unjust, `${dead.length} rows were given up, and ${told} told of`] : unjust;
}

function dropped(rows: readonly Row[]): readonly string[] {
  return rows
    .filter(({ state, failure }) => state === "cancelled" && failure !== REPLACED)
    .filter(({ failure }) => failure?.endsWith("was given up.") !== true)
    .map(({ key, failure }) => `${key} was cancelled: ${failure}`);
}
