import type { Delivery, DependentAction } from "../../core/delivery.ts";
import type { Order } from "../../core/platform.ts";
import type { Ports } from "../ports.ts";

/** What a delivery asks of the platform, once what it is about is known. */
export type Readiness =
  | { readonly ready: true; readonly order: Order }
  /** What it is about has not been posted yet. `aside`: nor will it be soon. */
  | { readonly ready: false; readonly aside: boolean }
  /** It never will be. */
  | { readonly ready: "never"; readonly reason: string };

/** Reads what the delivery is about: the head of its thread, or the message that it changes. */
export async function readinessOf({ store }: Ports, delivery: Delivery): Promise<Readiness> {
  const { key, action, payload } = delivery;
  if (action.kind === "post") return { ready: true, order: { kind: "post", key, payload } };
  const about = await store.deliveries.get(aboutOf(action));
  const gone = isGone(about, delivery);
  if (gone !== null) return { ready: "never", reason: gone };
  if (about?.status.state !== "sent") return { ready: false, aside: about?.aside === true };
  const { messageId } = about.status;
  if (action.kind === "reply") return { ready: true, order: { kind: "reply", key, payload, under: messageId } };
  const under = about.action.kind === "reply" ? await messageIdOf(store, about.action.under) : null;
  return { ready: true, order: { kind: "edit", key: about.key, payload, messageId, under } };
}

/** Key of the delivery below whose message it stands, or whose message it changes. */
export function aboutOf(action: DependentAction): string {
  return action.kind === "reply" ? action.under : action.of;
}

function isGone(about: Delivery | null, { action }: Delivery): string | null {
  const what = action.kind === "reply" ? "The message above it" : "The message that it changes";
  if (about === null) return `${what} is not known.`;
  if (about.status.state === "dead") return `${what} was given up.`;
  return about.status.state === "cancelled" ? `${what} was cancelled.` : null;
}

async function messageIdOf(store: Ports["store"], key: string): Promise<string | null> {
  const row = await store.deliveries.get(key);
  return row?.status.state === "sent" ? row.status.messageId : null;
}

/** The thread in which a delivery's message stands; null: the channel itself. */
export function threadOf(order: Order): string | null {
  return order.kind === "post" ? null : order.under;
}
