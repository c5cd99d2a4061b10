import type { Order, PostOutcome } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";
import { changedMessage, newMessage } from "./body.ts";
import type { Client, Reply } from "./client.ts";
import type { Payload } from "./components.ts";
import { openForumPost } from "./forum.ts";
import type { Desk } from "./desk.ts";
import { DELETED, gone, outcomeOf } from "./outcome.ts";
import { CODE, failureOf, harmless } from "./refusals.ts";
import { threadBelow } from "./threads.ts";

/** Carries out one order. See `Platform.send`. */
export async function sendOrder(desk: Desk, to: Target, order: Order, fence: () => boolean): Promise<PostOutcome> {
  const place = await desk.places.of(to);
  if (!place.found) return { ok: false, failure: place.failure };
  const payload = order.payload as Payload;
  switch (order.kind) {
    case "post":
      return post(desk, place.id, to, { ...order, payload }, fence);
    case "reply":
      if (order.under === DELETED) return gone();
      if (place.direct) return answer(desk, place.id, { ...order, payload }, fence);
      return reply(desk, place.id, { ...order, payload }, fence);
    case "edit":
      break;
  }
  if (order.messageId === DELETED) return gone();
  return edit(desk, place.direct ? { ...order, under: null } : order, place.id, fence);
}

type Filled<K extends Order["kind"]> = Omit<Extract<Order, { kind: K }>, "payload"> & { readonly payload: Payload };

async function post(
  desk: Desk,
  channelId: string,
  to: Target,
  order: Filled<"post">,
  fence: () => boolean,
): Promise<PostOutcome> {
  const { client, places, titles } = desk;
  if (places.isKnownForum(channelId)) {
    const outcome = await postToForum(desk, channelId, order, fence);
    if (outcome !== null) return outcome;
  }
  const result = await create(client, channelId, order, fence);
  // Forums need no question beforehand: they are the channels that refuse a message without a thread.
  const inForum = isWrongKind(result) ? await postToForum(desk, channelId, order, fence) : null;
  const outcome = inForum ?? outcomeOf(result);
  if (inForum !== null || !outcome.ok) return outcome;
  titles.keep(outcome.messageId, order.payload.title);
  if (to.crosspost && outcome.messageId !== DELETED) desk.later(crosspost(desk, channelId, outcome.messageId, to.name));
  return outcome;
}

/** Null: it is no forum. */
async function postToForum(
  desk: Desk,
  channelId: string,
  order: Filled<"post">,
  fence: () => boolean,
): Promise<PostOutcome | null> {
  const forum = await desk.places.forum(channelId);
  if (forum === null) return null;
  if ("state" in forum) return { ok: false, failure: harmless(failureOf(forum)) };
  return openForumPost(desk, forum, order, fence);
}

function create(
  client: Client,
  channelId: string,
  { payload, key }: { readonly payload: Payload; readonly key: string },
  fence: () => boolean,
): Promise<Reply> {
  return client.send("POST", `/channels/${channelId}/messages`, newMessage(payload, key, true), fence);
}

function isWrongKind(reply: Reply): boolean {
  return reply.state === "refused" && (reply.code === CODE.nonTextChannel || reply.code === CODE.wrongChannelType);
}

/** Below a message of ours: the thread has the message's id, and is opened by the first word into it. */
async function reply(
  desk: Desk,
  channelId: string,
  order: Filled<"reply">,
  fence: () => boolean,
): Promise<PostOutcome> {
  const first = await create(desk.client, order.under, order, fence);
  if (!isMissing(first)) return outcomeOf(first);
  if (await desk.places.isDirect(channelId)) return answer(desk, channelId, order, fence);
  const opened = await threadBelow(desk, channelId, order.under);
  if (opened !== null) return { ok: false, failure: opened };
  return outcomeOf(await create(desk.client, order.under, order, fence));
}

function isMissing(reply: Reply): boolean {
  return reply.state === "refused" && reply.status === 404;
}

/** A conversation with one person has no threads: what follows a message refers to it. */
async function answer(
  desk: Desk,
  channelId: string,
  order: Filled<"reply">,
  fence: () => boolean,
): Promise<PostOutcome> {
  const body = {
    ...newMessage(order.payload, order.key, true),
    message_reference: { message_id: order.under, fail_if_not_exists: false },
  };
  return outcomeOf(await desk.client.send("POST", `/channels/${channelId}/messages`, body, fence));
}

async function edit(
  desk: Desk,
  order: Extract<Order, { kind: "edit" }>,
  channelId: string,
  fence: () => boolean,
): Promise<PostOutcome> {
  const { client, places } = desk;
  const body = changedMessage(order.payload as Payload, order.key);
  const change = (within: string): Promise<Reply> =>
    client.send("PATCH", `/channels/${within}/messages/${order.messageId}`, body, fence);
  // The first message of a forum's post stands in the thread that has its id.
  let within = order.under ?? (places.isKnownForum(channelId) ? order.messageId : channelId);
  let result = await change(within);
  if ((isMissing(result) || isWrongKind(result)) && within === channelId) {
    const forum = await places.forum(channelId);
    if (forum !== null && !("state" in forum)) {
      within = order.messageId;
      result = await change(within);
    }
  }
  if (isMissing(result) && order.under !== null && (await places.isDirect(channelId))) {
    within = channelId;
    result = await change(within);
  }
  if (result.state === "refused" && result.code === CODE.archived) {
    const opened = await client.send("PATCH", `/channels/${within}`, { archived: false }, fence);
    if (opened.state !== "ok") return { ok: false, failure: harmless(failureOf(opened)) };
    result = await change(within);
  }
  if (result.state === "ok") return { ok: true, messageId: order.messageId };
  // A thread that is gone took the message along; the channel may be well.
  return isMissing(result) && within !== channelId ? gone() : { ok: false, failure: failureOf(result) };
}

async function crosspost({ client, log }: Desk, channelId: string, messageId: string, name: string): Promise<void> {
  const result = await client.send("POST", `/channels/${channelId}/messages/${messageId}/crosspost`, {});
  if (result.state === "ok") return;
  const failure = failureOf(result);
  const reason = failure.kind === "rate-limited" ? "Discord asks to wait" : failure.reason;
  log.warn(`A post stands in channel "${name}" and was not published to the servers that follow it: ${reason}.`);
}
