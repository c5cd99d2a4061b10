/**
 * Limits of Block Kit, in characters unless a name says otherwise.
 * Sources: docs.slack.dev/reference/block-kit, the doc comments of @slack/types, the validators of python-slack-sdk.
 */
export const MESSAGE_BLOCKS = 50;
export const VIEW_BLOCKS = 100;
export const SECTION_TEXT = 3000;
export const SECTION_FIELDS = 10;
export const FIELD_TEXT = 2000;
export const HEADER_TEXT = 150;
export const CONTEXT_ELEMENTS = 10;
export const ACTIONS_ELEMENTS = 25;
export const IMAGE_ALT = 2000;
export const IMAGE_TITLE = 2000;
export const ADDRESS = 3000;
export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2000;
export const ACCESSIBILITY_LABEL = 75;
export const ID = 255;
export const OPTION_TEXT = 75;
export const OPTION_VALUE = 150;
export const SELECT_OPTIONS = 100;
export const OVERFLOW_OPTIONS = 5;
export const CHOICES = 10;
export const PLACEHOLDER = 150;
export const CONFIRM_TITLE = 100;
export const CONFIRM_TEXT = 300;
export const CONFIRM_BUTTON = 30;
export const INPUT_LABEL = 2000;
export const INPUT_HINT = 2000;
export const INPUT_TEXT = 3000;
export const VIEW_TITLE = 24;
export const PRIVATE_METADATA = 3000;
export const VIEW_STACK = 3;
/** The size of a view as JSON; docs.slack.dev: views.open, view_too_large. */
export const VIEW_BYTES = 250_000;
/** Characters of all blocks of one message. Undocumented: reported as 12,000 with a buffer (slackapi/bolt-js#2509, #2867). */
export const ALL_BLOCKS_TEXT = 13_200;
/** Above it, a message without blocks is split into several by Slack (slackapi/bolt-python#764); chat.update refuses it. */
export const MESSAGE_TEXT = 4000;
/** Above it, text is cut off with the warning message_truncated. */
export const TRUNCATED_TEXT = 40_000;
/** Ours: Slack publishes no size for metadata (metadata_too_large). Far above what a marker needs. */
export const METADATA_BYTES = 8000;
