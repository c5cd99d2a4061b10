import type { Message } from "../../core/message.ts";
import { say } from "./blocks.ts";
import type { Call } from "./desk.ts";

/** A request that comes again after this is a new one: platforms repeat within the hour. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/**
 * Acts once on a request, however often it comes: what it changes and its answer land in one transaction, and a repeat is
 * given that answer.
 * @param act writes through the call that it is handed
 */
export async function once(call: Call, act: (inside: Call) => Promise<Message>): Promise<Message> {
  const { store, clock } = call.desk;
  const known = await store.requests.answered(call.id);
  if (known !== null) return known;
  return await store.transaction(async (inside) => {
    if (!(await inside.requests.take(call.id, clock.now()))) {
      return (await inside.requests.answered(call.id)) ?? say("This was already done.");
    }
    const message = await act({ ...call, desk: { ...call.desk, store: inside } });
    await inside.requests.answer(call.id, message);
    await inside.requests.forget(clock.now() - REMEMBERED_MS);
    return message;
  });
}
