import { isRecord } from "./blocks/checks.ts";
import { changeView, closeView, openModal, readView } from "./methods/views.ts";
import { Refusal } from "./refusal.ts";
import { violate } from "./state.ts";
import type { Deed, SlackState, View } from "./state.ts";

/** What becomes of a modal after it was sent: the acknowledgement says it by `response_action`. */
export function takeSubmission(state: SlackState, sent: View, body: unknown, deed: Deed): void {
  const view = state.views.get(sent.id) ?? sent;
  try {
    follow(state, view, body, deed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    violate(state, "bad_ack", `view_submission: ${error.code} ${JSON.stringify(error.fields)}`);
  }
}

function follow(state: SlackState, view: View, body: unknown, deed: Deed): void {
  if (!isRecord(body) || body["response_action"] === undefined) {
    closeView(state, view);
    return;
  }
  const action: unknown = body["response_action"];
  switch (typeof action === "string" ? action : "") {
    case "errors":
      return showErrors(state, view, body["errors"], deed);
    case "update":
      return deed.take({ kind: "view", view: changeView(state, view, readView(state, body["view"], "modal")) });
    case "push":
      return deed.take({
        kind: "view",
        view: openModal(state, view.user, readView(state, body["view"], "modal"), view),
      });
    case "clear":
      for (const one of state.views.values()) if (one.rootId === view.rootId) closeView(state, one);
      return;
    default:
      violate(state, "bad_ack", `view_submission: response_action ${JSON.stringify(action)}`);
  }
}

/** Each error stands at an input: one for a block that is none is lost, and the form hangs. */
function showErrors(state: SlackState, view: View, errors: unknown, deed: Deed): void {
  const inputs = new Set(
    (view.body["blocks"] as readonly unknown[])
      .filter(isRecord)
      .filter((block) => block["type"] === "input")
      .map((block) => block["block_id"]),
  );
  const shown: Record<string, string> = {};
  for (const [block, what] of Object.entries(isRecord(errors) ? errors : {})) {
    if (typeof what === "string" && inputs.has(block)) shown[block] = what;
    else violate(state, "bad_ack", `view_submission: an error for ${block}, which is no input of this form`);
  }
  if (Object.keys(shown).length === 0) violate(state, "bad_ack", "view_submission: errors without an error to show");
  deed.take({ kind: "errors", errors: shown });
}
