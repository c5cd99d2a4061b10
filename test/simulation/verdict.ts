import type { Tally } from "./process.ts";
import type { World } from "./world.ts";

interface Row {
  readonly key: string;
  readonly lane: string;
  readonly sequence: number;
  readonly action: "post" | "reply" | "edit";
  readonly about: string | null;
  readonly state: string;
  readonly message_id: string | null;
  readonly failure: string | null;
  readonly attempt: number;
  readonly payload: string;
}

/** Compares what is owed with what stands, once nothing moves any more. */
export function checkEnd(
  world: World,
  tally: Tally,
  isSettled: boolean,
): { readonly deliveries: number; readonly dead: number } {
  const rows = world.database.prepare("select * from deliveries order by sequence").all() as unknown as readonly Row[];
  checkLoss(world, rows, tally, isSettled);
  checkOrder(world, rows);
  checkTexts(world, rows);
  checkLedger(world);
  return { deliveries: rows.length, dead: rows.filter(({ state }) => state === "dead").length };
}

/** Nothing that is owed is forgotten, and what counts as sent stands there. */
function checkLoss({ server, watch, plan }: World, rows: readonly Row[], tally: Tally, isSettled: boolean): void {
  const standing = new Map(server.messages.map((message) => [message.id, message]));
  const known = new Set(rows.map(({ key }) => key));
  for (const { keys } of plan.owed) {
    for (const key of keys) if (!known.has(key)) watch.report("INV-4", `${key} is not in the outbox`);
  }
  for (const { key, action, state, message_id, failure } of rows) {
    switch (state) {
      case "sent":
        if (action !== "edit" && standing.get(message_id ?? "")?.key !== key) {
          watch.report("INV-2", `${key} counts as sent as ${message_id}, which is not its message`);
        }
        break;
      case "dead":
        if (failure === null || tally.errors === 0) watch.report("INV-2", `${key} was given up without a word`);
        break;
      case "cancelled":
        if (failure === null) watch.report("INV-2", `${key} was cancelled without a reason`);
        break;
      default:
        if (!isSettled) watch.report("INV-2", `${key} still is ${state} long after the last fault`);
    }
  }
}

/** In each lane messages stand in the order of the outbox. */
function checkOrder({ server, watch }: World, rows: readonly Row[]): void {
  const placeOf = new Map(server.messages.map(({ key, number }) => [key, number]));
  const last = new Map<string, { readonly key: string; readonly place: number }>();
  for (const { key, lane, action } of rows) {
    const place = placeOf.get(key);
    if (place === undefined || action === "edit" || watch.mayStandAnywhere(key)) continue;
    const before = last.get(lane);
    if (before !== undefined && before.place > place) {
      watch.report("INV-3", `${key} stands before ${before.key}, which was owed earlier`);
    }
    last.set(lane, { key, place });
  }
}

/** A message says what the last edit of it made it say, or one whose outcome was never known. */
function checkTexts({ server, watch }: World, rows: readonly Row[]): void {
  const said = new Map<string, readonly string[]>();
  for (const { key, action, about, state, attempt, payload } of rows) {
    if (watch.mayStandAnywhere(about ?? key)) continue;
    const { text } = JSON.parse(payload) as { readonly text: string };
    if (about === null || action !== "edit") said.set(key, [text]);
    else if (state === "sent") said.set(about, [text]);
    else if (attempt > 0) said.set(about, [...(said.get(about) ?? []), text]);
  }
  // Where a message may stand twice, one of the two is the one that is known.
  const known = new Set(rows.map(({ message_id }) => message_id));
  for (const { id, key, text, deleted } of server.messages) {
    if (deleted || !known.has(id)) continue;
    const wanted = said.get(key);
    if (wanted?.includes(text) === false)
      watch.report("INV-3", `${key} says "${text}", not "${wanted.join('" or "')}"`);
  }
}

/** A story is new to a channel once; what a channel has had is not posted to it again. */
function checkLedger({ database, plan, watch }: World): void {
  if (plan.desk === null) return;
  const twice = database
    .prepare(
      `select channel, story_id from editions join edition_stories on edition_id = id
       where reason = 'new' group by channel, story_id having count(*) > 1`,
    )
    .all();
  for (const { channel, story_id } of twice)
    watch.report("INV-9", `${String(story_id)} was new to ${String(channel)} twice`);
}
