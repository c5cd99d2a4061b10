import type { Failure } from "../../core/delivery.ts";
import type { PostOutcome } from "../../core/platform.ts";
import type { Reply } from "./client.ts";
import { stringIn } from "./places.ts";
import { CODE, failureOf } from "./refusals.ts";

/** In the place of an id: the message stood there, and somebody has deleted it since. */
export const DELETED = "0";

export function outcomeOf(reply: Reply): PostOutcome {
  if (reply.state !== "ok") {
    // The nonce was used, and its message is not there any more (discord/discord-api-docs#6647).
    if (reply.state === "refused" && reply.code === CODE.unknownMessage) return { ok: true, messageId: DELETED };
    return { ok: false, failure: failureOf(reply) };
  }
  const messageId = stringIn(reply.body, "id");
  return messageId === null ? unclear("the answer has no message in it") : { ok: true, messageId };
}

export function unclear(reason: string): PostOutcome {
  return { ok: false, failure: { kind: "unclear", reason: `Discord: ${reason}` } };
}

/** There is nothing to write below, or to change. */
export function gone(): PostOutcome {
  const failure: Failure = {
    kind: "refused",
    what: "payload",
    reason: "Discord: the message was deleted",
    mend: "Nothing need be done: the rest goes on.",
  };
  return { ok: false, failure };
}
