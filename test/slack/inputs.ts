import { isRecord } from "./blocks/checks.ts";
import type { Block } from "./workspace.ts";

/** What a person chose or typed: a value, several, or nothing. */
export type Entry = string | readonly string[] | null;

/** An interactive element and the block that it stands in. */
export interface Found {
  readonly blockId: string;
  readonly block: Block;
  readonly element: Block;
}

/** Every element with an action_id, in reading order. */
function elementsOf(blocks: readonly unknown[]): Found[] {
  return blocks.filter(isRecord).flatMap((block) =>
    [block["elements"], block["accessory"], block["element"]]
      .flat()
      .filter(isRecord)
      .filter((element) => typeof element["action_id"] === "string")
      .map((element) => ({ blockId: String(block["block_id"]), block, element })),
  );
}

/** @throws Error when there is no such element: nobody could have pressed it */
export function findElement(blocks: readonly unknown[], actionId: string, blockId?: string): Found {
  const all = elementsOf(blocks);
  const found = all.find(
    (one) => one.element["action_id"] === actionId && (blockId === undefined || one.blockId === blockId),
  );
  if (found !== undefined) return found;
  const known = all.map(({ element }) => String(element["action_id"])).join(", ");
  throw new Error(`nothing with action_id ${actionId} is here; there is: ${known || "nothing to press"}`);
}

/** The fields with which Slack reports an element's value. @throws Error when a person could not have chosen it */
export function reported(element: Block, entry: Entry): Record<string, unknown> {
  const type = String(element["type"]);
  const one = Array.isArray(entry) ? (entry[0] ?? null) : (entry as string | null);
  switch (type) {
    case "button":
      return { text: element["text"], ...(element["value"] !== undefined && { value: element["value"] }) };
    case "overflow":
    case "static_select":
    case "radio_buttons":
      return { selected_option: one === null ? null : optionOf(element, one) };
    case "external_select":
      return { selected_option: one === null ? null : { text: { type: "plain_text", text: one }, value: one } };
    case "multi_static_select":
    case "checkboxes":
      return { selected_options: [entry ?? []].flat().map((value) => optionOf(element, value)) };
    case "users_select":
      return { selected_user: one };
    case "channels_select":
      return { selected_channel: one };
    case "conversations_select":
      return { selected_conversation: one };
    case "timepicker":
      return { selected_time: one };
    case "datepicker":
      return { selected_date: one };
    case "plain_text_input":
      return { value: typed(element, one) };
    default:
      throw new Error(`an element of type ${type} has no value`);
  }
}

function optionOf(element: Block, value: string): unknown {
  const groups = Array.isArray(element["option_groups"]) ? element["option_groups"] : [element];
  const options = groups.flatMap((group: unknown) =>
    isRecord(group) && Array.isArray(group["options"]) ? group["options"].filter(isRecord) : [],
  );
  const found = options.find((option) => option["value"] === value);
  if (found !== undefined) return found;
  throw new Error(`${value} is not offered; there is: ${options.map((option) => String(option["value"])).join(", ")}`);
}

function typed(element: Block, text: string | null): string | null {
  if (text === null || text === "") return null;
  const min = Number(element["min_length"] ?? 0);
  const max = Number(element["max_length"] ?? 3000);
  if (text.length < min || text.length > max) throw new Error(`the field takes ${min} to ${max} characters`);
  return text;
}

/** What an element holds before anybody touches it. */
export function initially(element: Block): Entry {
  const option = element["initial_option"];
  if (isRecord(option)) return String(option["value"]);
  if (Array.isArray(element["initial_options"])) {
    return element["initial_options"].filter(isRecord).map((one) => String(one["value"]));
  }
  const names = ["value", "conversation", "channel", "user", "time", "date"].map((name) => `initial_${name}`);
  const value = names.map((name) => element[name]).find((one) => typeof one === "string");
  return typeof value === "string" ? value : null;
}

/** state.values of a form. `entries` by block_id or action_id. @throws Error when Slack would not send the form */
export function formValues(
  blocks: readonly unknown[],
  entries: Readonly<Record<string, Entry>>,
): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { block, blockId, element } of elementsOf(blocks)) {
    const type = String(element["type"]);
    if (type === "button" || type === "overflow") continue;
    const actionId = String(element["action_id"]);
    const key = [blockId, actionId].find((id) => Object.hasOwn(entries, id));
    const entry = key === undefined ? initially(element) : (entries[key] ?? null);
    const empty = entry === null || entry.length === 0;
    if (empty && block["type"] === "input" && block["optional"] !== true) {
      throw new Error(`the field ${blockId} must be filled in`);
    }
    values[blockId] = { ...values[blockId], [actionId]: { type, ...reported(element, entry) } };
  }
  return values;
}
