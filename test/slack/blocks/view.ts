import { any, boolean, both, byType, isRecord, problems, shape, string } from "./checks.ts";
import type { Check, Fields } from "./checks.ts";
import { viewBlocks } from "./layout.ts";
import { ID, PRIVATE_METADATA, VIEW_TITLE } from "./limits.ts";
import { plainText } from "./objects.ts";

const shared: Fields = {
  private_metadata: string(0, PRIVATE_METADATA),
  callback_id: string(0, ID),
  external_id: string(0, ID),
};

/** A form without a way to send it is refused. */
const submitForInputs: Check = (value, at, report) => {
  if (!isRecord(value) || !Array.isArray(value["blocks"])) return;
  const asks = value["blocks"].some((block: unknown) => isRecord(block) && block["type"] === "input");
  if (asks && value["submit"] === undefined) report("missing required field: submit", at);
};

const modal = both(
  shape(
    { type: any, title: plainText(VIEW_TITLE), blocks: viewBlocks },
    {
      ...shared,
      submit: plainText(VIEW_TITLE),
      close: plainText(VIEW_TITLE),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  ),
  submitForInputs,
);

const home = shape({ type: any, blocks: viewBlocks }, shared);

/** @returns what is wrong with a view of this type, in Slack's words; empty when nothing is */
export function problemsOfView(view: unknown, type: "modal" | "home"): string[] {
  return problems(byType(type === "modal" ? { modal } : { home }), view, "/view");
}
