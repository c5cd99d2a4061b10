import { any, boolean, both, byType, isRecord, list, problems, shape, string } from "./checks.ts";
import type { Check, Fields, Report } from "./checks.ts";
import { accessory, actionsElement, image, imageFields, imageSource, inputElement } from "./elements.ts";
import {
  ACTIONS_ELEMENTS,
  CONTEXT_ELEMENTS,
  FIELD_TEXT,
  HEADER_TEXT,
  ID,
  IMAGE_ALT,
  IMAGE_TITLE,
  INPUT_HINT,
  INPUT_LABEL,
  MESSAGE_BLOCKS,
  SECTION_FIELDS,
  SECTION_TEXT,
  VIEW_BLOCKS,
} from "./limits.ts";
import { anyText, plainText } from "./objects.ts";
import { richText } from "./rich-text.ts";

const block: Fields = { block_id: string(1, ID) };

const section = both(
  shape(
    { type: any },
    {
      ...block,
      text: anyText(SECTION_TEXT),
      fields: list(1, SECTION_FIELDS, anyText(FIELD_TEXT)),
      accessory,
      expand: boolean,
    },
  ),
  (value, at, report) => {
    if (isRecord(value) && value["text"] === undefined && value["fields"] === undefined) {
      report("missing required field: text", at);
    }
  },
);

/** An element's own text has the limit of the section: Slack names none for context. */
const contextText = anyText(SECTION_TEXT);

const contextElement: Check = (value, at, report) =>
  byType({ image, plain_text: contextText, mrkdwn: contextText })(value, at, report);

const everywhere: Fields = {
  section,
  header: shape({ type: any, text: plainText(HEADER_TEXT) }, block),
  context: shape({ type: any, elements: list(1, CONTEXT_ELEMENTS, contextElement) }, block),
  divider: shape({ type: any }, block),
  actions: shape({ type: any, elements: list(1, ACTIONS_ELEMENTS, actionsElement) }, block),
  image: both(
    shape({ type: any, alt_text: string(1, IMAGE_ALT) }, { ...block, ...imageFields, title: plainText(IMAGE_TITLE) }),
    imageSource,
  ),
  rich_text: richText,
};

const input = shape(
  { type: any, label: plainText(INPUT_LABEL), element: inputElement },
  { ...block, hint: plainText(INPUT_HINT), optional: boolean, dispatch_action: boolean },
);

/** Tells of every id that stands twice. */
function reportTwice(name: string, owners: readonly (readonly [at: string, owner: unknown])[], report: Report): void {
  const seen = new Set<string>();
  for (const [at, owner] of owners) {
    const id = isRecord(owner) ? owner[name] : undefined;
    if (typeof id !== "string") continue;
    if (seen.has(id)) report(`${name} \`${id}\` already exists`, at);
    seen.add(id);
  }
}

/** No block_id twice in one message or view, no action_id twice in one block. */
const uniqueIds: Check = (value, at, report) => {
  if (!Array.isArray(value)) return;
  const blocks = value.map((one: unknown, index) => [`${at}/${index}`, one] as const);
  reportTwice("block_id", blocks, report);
  for (const [where, one] of blocks) {
    if (!isRecord(one)) continue;
    const elements = [one["elements"], one["accessory"], one["element"]].flat();
    reportTwice(
      "action_id",
      elements.map((element) => [where, element] as const),
      report,
    );
  }
};

const messageBlocks = both(list(0, MESSAGE_BLOCKS, byType(everywhere)), uniqueIds);
const viewBlocks = both(list(0, VIEW_BLOCKS, byType({ ...everywhere, input })), uniqueIds);

/** Blocks of a message, against every published limit. @returns what is wrong, in Slack's words; empty when nothing is */
export function problemsOfMessageBlocks(blocks: unknown): string[] {
  return problems(messageBlocks, blocks, "/blocks");
}

export { viewBlocks };
