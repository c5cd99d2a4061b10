import { optional, required, structure } from "../args.ts";
import type { Args } from "../args.ts";
import { isRecord } from "../blocks/checks.ts";
import { VIEW_BYTES, VIEW_STACK } from "../blocks/limits.ts";
import { problemsOfView } from "../blocks/view.ts";
import { Refusal, refusalWith } from "../refusal.ts";
import { tell, useTrigger, violate, withBlockIds } from "../state.ts";
import type { SlackState, View } from "../state.ts";
import { wireView } from "../wire.ts";
import type { Block } from "../workspace.ts";
import { none } from "./method.ts";
import type { Method } from "./method.ts";

/** A view as the bot sent it, checked. @throws Refusal invalid_arguments, view_too_large */
export function readView(state: SlackState, value: unknown, type: View["type"]): Block {
  const problems = problemsOfView(value, type);
  if (problems.length > 0 || !isRecord(value)) {
    violate(state, "invalid_view", problems.join("; "));
    throw refusalWith("invalid_arguments", problems);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > VIEW_BYTES) throw new Refusal("view_too_large");
  return { ...value, blocks: withBlockIds(state, value["blocks"] as Block[]) };
}

function viewArgument(args: Args): unknown {
  const view = structure(args, "view", "invalid_arguments");
  if (view === undefined) throw refusalWith("invalid_arguments", ["missing required field: view"]);
  return view;
}

function keep(state: SlackState, view: View): View {
  state.views.set(view.id, view);
  tell(state, { kind: "view", view });
  return view;
}

/** A new modal for a person, above `below` if there is one. @throws Refusal push_limit_reached */
export function openModal(state: SlackState, user: string, body: Block, below: View | null): View {
  const id = state.nextId("V");
  const rootId = below?.rootId ?? id;
  const stack = [...state.views.values()].filter((view) => view.open && view.rootId === rootId);
  if (stack.length >= VIEW_STACK) throw new Refusal("push_limit_reached");
  const hash = state.nextTs();
  return keep(state, { id, rootId, previousId: below?.id ?? null, type: "modal", user, hash, body, open: true });
}

export function changeView(state: SlackState, old: View, body: Block): View {
  return keep(state, { ...old, body, hash: state.nextTs() });
}

export function closeView(state: SlackState, view: View): View {
  return keep(state, { ...view, open: false });
}

/** The modal on top of a person's stack. */
export function topModal(state: SlackState, user: string): View | undefined {
  return [...state.views.values()].findLast((view) => view.user === user && view.type === "modal" && view.open);
}

function open(state: SlackState, args: Args): Record<string, unknown> {
  const body = readView(state, viewArgument(args), "modal");
  const deed = useTrigger(state, required(args, "trigger_id"));
  const view = openModal(state, deed.user, body, null);
  deed.take({ kind: "view", view });
  return { view: wireView(state, view) };
}

function push(state: SlackState, args: Args): Record<string, unknown> {
  const body = readView(state, viewArgument(args), "modal");
  const deed = useTrigger(state, required(args, "trigger_id"));
  const view = openModal(state, deed.user, body, topModal(state, deed.user) ?? null);
  deed.take({ kind: "view", view });
  return { view: wireView(state, view) };
}

function update(state: SlackState, args: Args): Record<string, unknown> {
  const id = optional(args, "view_id");
  const external = optional(args, "external_id");
  const old = [...state.views.values()].find(
    (view) => view.id === id || (external !== undefined && view.body["external_id"] === external),
  );
  if (old === undefined || !old.open) throw new Refusal("not_found");
  if ((optional(args, "hash") ?? old.hash) !== old.hash) throw new Refusal("hash_conflict");
  const view = changeView(state, old, readView(state, viewArgument(args), old.type));
  deedOf(state, view.user)?.take({ kind: "view", view });
  return { view: wireView(state, view) };
}

function publish(state: SlackState, args: Args): Record<string, unknown> {
  const user = required(args, "user_id");
  if (!state.people.has(user)) throw new Refusal("user_not_found");
  const body = readView(state, viewArgument(args), "home");
  const old = homeOf(state, user);
  if (old !== undefined && (optional(args, "hash") ?? old.hash) !== old.hash) throw new Refusal("hash_conflict");
  const id = old?.id ?? state.nextId("V");
  const view = keep(state, {
    id,
    rootId: id,
    previousId: null,
    type: "home",
    user,
    hash: state.nextTs(),
    body,
    open: true,
  });
  deedOf(state, user)?.take({ kind: "view", view });
  return { view: wireView(state, view) };
}

function deedOf(state: SlackState, user: string): SlackState["deeds"][number] | undefined {
  return state.deeds.find((deed) => deed.user === user);
}

export function homeOf(state: SlackState, user: string): View | undefined {
  return [...state.views.values()].find((view) => view.type === "home" && view.user === user);
}

export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": {
    tier: 4,
    token: "bot",
    scopes: none,
    args: ["trigger_id", "view", "interactivity_pointer"],
    run: open,
  },
  "views.push": {
    tier: 4,
    token: "bot",
    scopes: none,
    args: ["trigger_id", "view", "interactivity_pointer"],
    run: push,
  },
  "views.update": {
    tier: 4,
    token: "bot",
    scopes: none,
    args: ["view", "view_id", "external_id", "hash"],
    run: update,
  },
  "views.publish": { tier: 4, token: "bot", scopes: none, args: ["user_id", "view", "hash"], run: publish },
};
