import type { SlackState } from "../state.ts";
import { none } from "./method.ts";
import type { Method } from "./method.ts";

/** A new address for one connection of Socket Mode; good once. */
function open(state: SlackState): Record<string, unknown> {
  const ticket = state.nextId("ticket-");
  state.tickets.add(ticket);
  const origin = state.origin.replace(/^http/, "ws");
  return { url: `${origin}/link/?ticket=${ticket}&app_id=${state.app.id}` };
}

export const connectionMethods: Readonly<Record<string, Method>> = {
  "apps.connections.open": { tier: 4, token: "app", scopes: none, args: [], run: open },
};
