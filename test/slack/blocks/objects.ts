import { address, any, boolean, byType, list, oneOf, shape, string } from "./checks.ts";
import type { Check } from "./checks.ts";
import {
  ADDRESS,
  CHOICES,
  CONFIRM_BUTTON,
  CONFIRM_TEXT,
  CONFIRM_TITLE,
  OPTION_TEXT,
  OPTION_VALUE,
  OVERFLOW_OPTIONS,
  SELECT_OPTIONS,
} from "./limits.ts";

export function plainText(max: number, min = 1): Check {
  return byType({ plain_text: shape({ type: any, text: string(min, max) }, { emoji: boolean }) });
}

function mrkdwn(max: number): Check {
  return byType({ mrkdwn: shape({ type: any, text: string(1, max) }, { verbatim: boolean }) });
}

/** plain_text or mrkdwn. */
export function anyText(max: number): Check {
  const plain = plainText(max);
  const marked = mrkdwn(max);
  return byType({ plain_text: plain, mrkdwn: marked });
}

export const confirm: Check = shape(
  {
    title: plainText(CONFIRM_TITLE),
    text: anyText(CONFIRM_TEXT),
    confirm: plainText(CONFIRM_BUTTON),
    deny: plainText(CONFIRM_BUTTON),
  },
  { style: oneOf("primary", "danger") },
);

export const option: Check = shape(
  { text: plainText(OPTION_TEXT), value: string(1, OPTION_VALUE) },
  { description: plainText(OPTION_TEXT) },
);

/** Of radio buttons and checkboxes: the words may be mrkdwn. */
const choice: Check = shape(
  { text: anyText(OPTION_TEXT), value: string(1, OPTION_VALUE) },
  { description: anyText(OPTION_TEXT) },
);

const overflowOption: Check = shape(
  { text: plainText(OPTION_TEXT), value: string(1, OPTION_VALUE) },
  { description: plainText(OPTION_TEXT), url: address(ADDRESS) },
);

export const optionGroup: Check = shape({ label: plainText(OPTION_TEXT), options: list(1, SELECT_OPTIONS, option) });

export const selectOptions: Check = list(1, SELECT_OPTIONS, option);
export const overflowOptions: Check = list(1, OVERFLOW_OPTIONS, overflowOption);
export const choices: Check = list(1, CHOICES, choice);
export { choice };
