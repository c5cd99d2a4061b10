import { address, any, boolean, both, byType, isRecord, list, oneOf, pattern, shape, string, whole } from "./checks.ts";
import type { Check, Fields } from "./checks.ts";
import {
  ACCESSIBILITY_LABEL,
  ADDRESS,
  BUTTON_TEXT,
  BUTTON_VALUE,
  CHOICES,
  ID,
  IMAGE_ALT,
  INPUT_TEXT,
  PLACEHOLDER,
  SELECT_OPTIONS,
} from "./limits.ts";
import { choice, choices, confirm, option, optionGroup, overflowOptions, plainText, selectOptions } from "./objects.ts";

const actionId = string(1, ID);
const interactive: Fields = { action_id: actionId, confirm, focus_on_load: boolean };
const placeholder = plainText(PLACEHOLDER);

const button = shape(
  { type: any, text: plainText(BUTTON_TEXT) },
  {
    action_id: actionId,
    url: address(ADDRESS),
    value: string(0, BUTTON_VALUE),
    style: oneOf("primary", "danger"),
    confirm,
    accessibility_label: string(1, ACCESSIBILITY_LABEL),
  },
);

/** Options or groups of them, not both; what is chosen at first is one of them. */
const hasOptions: Check = (value, at, report) => {
  if (!isRecord(value)) return;
  if ((value["options"] === undefined) === (value["option_groups"] === undefined)) {
    report("must define either options or option_groups", at);
  }
};

/** The initial choice must be one of the options, to the letter. */
const initialIsOffered: Check = (value, at, report) => {
  if (!isRecord(value)) return;
  const groups = Array.isArray(value["option_groups"]) ? value["option_groups"] : [value];
  const offered = new Set(
    groups.flatMap((group: unknown) =>
      isRecord(group) && Array.isArray(group["options"]) ? group["options"].map(plain) : [],
    ),
  );
  const initial = [value["initial_option"], value["initial_options"]].flat().filter((one) => one !== undefined);
  if (initial.some((one) => !offered.has(plain(one)))) {
    report("initial options must be among the options", at);
  }
};

/** An option without its defaults: an object to compare by. */
function plain(value: unknown): string {
  if (!isRecord(value) || !isRecord(value["text"])) return JSON.stringify(value);
  return JSON.stringify([value["value"], value["text"]["text"]]);
}

const staticSelect = both(
  shape(
    { type: any },
    {
      ...interactive,
      placeholder,
      options: selectOptions,
      option_groups: list(1, SELECT_OPTIONS, optionGroup),
      initial_option: option,
    },
  ),
  hasOptions,
  initialIsOffered,
);

const multiStaticSelect = both(
  shape(
    { type: any },
    {
      ...interactive,
      placeholder,
      options: selectOptions,
      option_groups: list(1, SELECT_OPTIONS, optionGroup),
      initial_options: list(1, SELECT_OPTIONS, option),
      max_selected_items: whole(1, SELECT_OPTIONS),
    },
  ),
  hasOptions,
  initialIsOffered,
);

const externalSelect = shape(
  { type: any },
  { ...interactive, placeholder, initial_option: option, min_query_length: whole(0, 255) },
);

const conversationFilter = shape(
  {},
  {
    include: list(1, 4, oneOf("im", "mpim", "private", "public")),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);

const conversationsSelect = shape(
  { type: any },
  {
    ...interactive,
    placeholder,
    initial_conversation: string(1, ID),
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: conversationFilter,
  },
);

const channelsSelect = shape(
  { type: any },
  { ...interactive, placeholder, initial_channel: string(1, ID), response_url_enabled: boolean },
);

const usersSelect = shape({ type: any }, { ...interactive, placeholder, initial_user: string(1, ID) });

const overflow = shape({ type: any, options: overflowOptions }, { action_id: actionId, confirm });

const radioButtons = both(
  shape({ type: any, options: choices }, { ...interactive, initial_option: choice }),
  initialIsOffered,
);

const checkboxes = both(
  shape({ type: any, options: choices }, { ...interactive, initial_options: list(1, CHOICES, choice) }),
  initialIsOffered,
);

const timepicker = shape(
  { type: any },
  {
    ...interactive,
    placeholder,
    initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:mm"),
    timezone: string(1, ID),
  },
);

const datepicker = shape(
  { type: any },
  { ...interactive, placeholder, initial_date: pattern(/^\d{4}-\d\d-\d\d$/, "a date as YYYY-MM-DD") },
);

const imageSource: Check = (value, at, report) => {
  if (isRecord(value) && (value["image_url"] === undefined) === (value["slack_file"] === undefined)) {
    report("must define either image_url or slack_file", at);
  }
};

const slackFile = shape({}, { id: string(1, ID), url: address(ADDRESS) });

export const imageFields: Fields = {
  image_url: address(ADDRESS, ["http:", "https:"]),
  slack_file: slackFile,
};

export const image = both(shape({ type: any, alt_text: string(1, IMAGE_ALT) }, imageFields), imageSource);
export { imageSource };

const plainTextInput = both(
  shape(
    { type: any },
    {
      action_id: actionId,
      placeholder,
      multiline: boolean,
      initial_value: string(0, INPUT_TEXT),
      min_length: whole(0, INPUT_TEXT),
      max_length: whole(1, INPUT_TEXT),
      focus_on_load: boolean,
      dispatch_action_config: shape(
        {},
        { trigger_actions_on: list(1, 2, oneOf("on_enter_pressed", "on_character_entered")) },
      ),
    },
  ),
  (value, at, report) => {
    if (isRecord(value) && Number(value["min_length"]) > Number(value["max_length"])) {
      report("min_length must not be above max_length", at);
    }
  },
);

const selects: Fields = {
  static_select: staticSelect,
  multi_static_select: multiStaticSelect,
  external_select: externalSelect,
  conversations_select: conversationsSelect,
  channels_select: channelsSelect,
  users_select: usersSelect,
  radio_buttons: radioButtons,
  checkboxes,
  timepicker,
  datepicker,
};

/** A multi-select stands in sections and inputs alone. */
const { multi_static_select: _onlyElsewhere, ...forActions } = selects;

export const actionsElement = byType({ button, overflow, ...forActions });
export const accessory = byType({ button, overflow, image, ...selects });
export const inputElement = byType({ plain_text_input: plainTextInput, ...selects });
