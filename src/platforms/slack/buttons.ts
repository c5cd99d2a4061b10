import type { Button } from "../../core/message.ts";
import { plain, sizeOf } from "./blocks.ts";
import type { ButtonElement, SlackBlock } from "./blocks.ts";
import { shortened, visible } from "../../core/text.ts";
import { safeLink } from "./escape.ts";

/** Ours: a row of more is a wall; what is used less stands in a menu behind it. */
const ROW = 5;
/** docs.slack.dev, overflow menu: 1 to 5 options. */
const MENU = 5;
/** docs.slack.dev, button and option: 75 characters of text. */
const LABEL_MAX = 75;
/** Addresses of buttons count towards the sum over all blocks. */
const ROW_SIZE = 3000;

/** A label of at most `max` UTF-16 units. */
export function fitLabel(label: string, max = LABEL_MAX): string {
  return shortened(visible(label).trim(), max) || "…";
}

/** @param nextId gives each element an id that no other of the message has */
export function buttonRows(buttons: readonly Button[], nextId: () => string): readonly SlackBlock[] {
  const rest = buttons.slice(ROW);
  const menu = rest.flatMap((button) => ("action" in button && button.look === undefined ? [button] : []));
  if (menu.length > 1 && menu.length === rest.length && menu.length <= MENU) {
    const elements = buttons.slice(0, ROW).flatMap((button) => elementOf(button, nextId) ?? []);
    const options = menu.map(({ label, action }) => ({ text: plain(fitLabel(label)), value: action }));
    return [{ type: "actions", elements: [...elements, { type: "overflow", action_id: nextId(), options }] }];
  }
  const rows: ButtonElement[][] = [];
  for (const element of buttons.flatMap((button) => elementOf(button, nextId) ?? [])) {
    const row = rows.at(-1);
    if (row !== undefined && row.length < ROW && sizeOf(row) + sizeOf(element) <= ROW_SIZE) row.push(element);
    else rows.push([element]);
  }
  return rows.map((elements) => ({ type: "actions", elements }));
}

function elementOf(button: Button, nextId: () => string): ButtonElement | null {
  const text = plain(fitLabel(button.label));
  if ("action" in button) {
    const style = button.look === undefined ? {} : { style: button.look };
    return { type: "button", text, action_id: nextId(), value: button.action, ...style };
  }
  const url = safeLink(button.href);
  return url === null ? null : { type: "button", text, action_id: nextId(), url };
}
