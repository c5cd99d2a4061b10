import { describe, expect, it } from "vitest";
import { problemsOfMessageBlocks } from "./layout.ts";
import { textOfBlocks } from "./size.ts";
import { problemsOfView } from "./view.ts";

const plain = (length: number): unknown => ({ type: "plain_text", text: "x".repeat(length) });
const marked = (length: number): unknown => ({ type: "mrkdwn", text: "x".repeat(length) });
const option = (value: number, text = 1): unknown => ({ text: plain(text), value: String(value) });
const options = (count: number): unknown[] => Array.from({ length: count }, (_, index) => option(index));
const many = (count: number, make: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (fields: object = {}): unknown => ({ type: "button", text: plain(1), ...fields });
const actions = (...elements: unknown[]): unknown => ({ type: "actions", elements });
const input = (element: object, fields: object = {}): unknown => ({
  type: "input",
  label: plain(1),
  element,
  ...fields,
});
const address = (length: number): string => `https://example.org/${"x".repeat(length - 20)}`;
const confirm = (fields: object = {}): unknown => ({
  title: plain(1),
  text: plain(1),
  confirm: plain(1),
  deny: plain(1),
  ...fields,
});
const modal = (fields: object = {}): object => ({
  type: "modal",
  title: plain(1),
  submit: plain(1),
  blocks: [],
  ...fields,
});

/** A thing made at a limit, and one past it. */
type Limit = readonly [what: string, limit: number, make: (size: number) => unknown];

const inMessages: readonly Limit[] = [
  ["characters in a header", 150, (n) => ({ type: "header", text: plain(n) })],
  ["characters in a section", 3000, (n) => ({ type: "section", text: marked(n) })],
  ["fields in a section", 10, (n) => ({ type: "section", fields: many(n, () => plain(1)) })],
  ["characters in a field", 2000, (n) => ({ type: "section", fields: [marked(n)] })],
  ["elements in a context", 10, (n) => ({ type: "context", elements: many(n, () => plain(1)) })],
  ["elements in a row of actions", 25, (n) => actions(...many(n, () => button()))],
  ["characters in a block_id", 255, (n) => ({ type: "divider", block_id: "x".repeat(n) })],
  ["characters on a button", 75, (n) => actions(button({ text: plain(n) }))],
  ["characters in a button's value", 2000, (n) => actions(button({ value: "x".repeat(n) }))],
  ["characters in a button's address", 3000, (n) => actions(button({ url: address(n) }))],
  ["characters in an action_id", 255, (n) => actions(button({ action_id: "x".repeat(n) }))],
  ["characters in a button's spoken label", 75, (n) => actions(button({ accessibility_label: "x".repeat(n) }))],
  ["characters in a confirmation's title", 100, (n) => actions(button({ confirm: confirm({ title: plain(n) }) }))],
  ["characters in a confirmation", 300, (n) => actions(button({ confirm: confirm({ text: marked(n) }) }))],
  ["characters on a confirmation's button", 30, (n) => actions(button({ confirm: confirm({ deny: plain(n) }) }))],
  ["options in a menu", 100, (n) => actions({ type: "static_select", options: options(n) })],
  ["characters in an option", 75, (n) => actions({ type: "static_select", options: [option(1, n)] })],
  [
    "characters in an option's value",
    150,
    (n) => actions({ type: "static_select", options: [{ text: plain(1), value: "x".repeat(n) }] }),
  ],
  [
    "characters in a placeholder",
    150,
    (n) => actions({ type: "static_select", options: options(1), placeholder: plain(n) }),
  ],
  [
    "groups in a menu",
    100,
    (n) => actions({ type: "static_select", option_groups: many(n, () => ({ label: plain(1), options: options(1) })) }),
  ],
  ["options in an overflow menu", 5, (n) => actions({ type: "overflow", options: options(n) })],
  ["radio buttons", 10, (n) => actions({ type: "radio_buttons", options: options(n) })],
  ["checkboxes", 10, (n) => actions({ type: "checkboxes", options: options(n) })],
  [
    "characters in an image's description",
    2000,
    (n) => ({ type: "image", image_url: address(30), alt_text: "x".repeat(n) }),
  ],
  ["characters in an image's address", 3000, (n) => ({ type: "image", image_url: address(n), alt_text: "x" })],
  [
    "characters in an image's title",
    2000,
    (n) => ({ type: "image", image_url: address(30), alt_text: "x", title: plain(n) }),
  ],
  ["characters in a rich link's address", 3000, (n) => rich({ type: "link", url: address(n) })],
  [
    "steps of a list's indent",
    8,
    (n) => ({
      type: "rich_text",
      elements: [
        { type: "rich_text_list", style: "bullet", indent: n, elements: [richSection({ type: "text", text: "x" })] },
      ],
    }),
  ],
];

function richSection(...elements: unknown[]): unknown {
  return { type: "rich_text_section", elements };
}

function rich(...elements: unknown[]): unknown {
  return { type: "rich_text", elements: [richSection(...elements)] };
}

const field = { type: "plain_text_input", action_id: "words" };

const inForms: readonly Limit[] = [
  ["characters in a title", 24, (n) => modal({ title: plain(n) })],
  ["characters on the button that sends", 24, (n) => modal({ submit: plain(n) })],
  ["characters on the button that closes", 24, (n) => modal({ close: plain(n) })],
  ["characters of private metadata", 3000, (n) => modal({ private_metadata: "x".repeat(n) })],
  ["characters of a callback_id", 255, (n) => modal({ callback_id: "x".repeat(n) })],
  ["characters of an input's label", 2000, (n) => modal({ blocks: [input(field, { label: plain(n) })] })],
  ["characters of an input's hint", 2000, (n) => modal({ blocks: [input(field, { hint: plain(n) })] })],
  [
    "characters that a field starts with",
    3000,
    (n) => modal({ blocks: [input({ ...field, initial_value: "x".repeat(n) })] }),
  ],
  ["characters that a field may ask for", 3000, (n) => modal({ blocks: [input({ ...field, max_length: n })] })],
  ["blocks", 100, (n) => modal({ blocks: many(n, () => ({ type: "divider" })) })],
];

describe("limits", () => {
  it.each(inMessages)("allow %2$i and no more: %1$s", (_what, limit, make) => {
    expect(problemsOfMessageBlocks([make(limit)])).toEqual([]);
    expect(problemsOfMessageBlocks([make(limit + 1)])).not.toEqual([]);
  });

  it("allow 50 blocks in a message and no more", () => {
    expect(problemsOfMessageBlocks(many(50, () => ({ type: "divider" })))).toEqual([]);
    expect(problemsOfMessageBlocks(many(51, () => ({ type: "divider" })))).toEqual([
      "no more than 50 items allowed [json-pointer:/blocks]",
    ]);
  });

  it.each(inForms)("of forms allow %2$i and no more: %1$s", (_what, limit, make) => {
    expect(problemsOfView(make(limit), "modal")).toEqual([]);
    expect(problemsOfView(make(limit + 1), "modal")).not.toEqual([]);
  });
});

const refused: readonly (readonly [what: string, block: unknown, problem: string])[] = [
  ["a type that is none", { type: "table" }, "unsupported type: table [json-pointer:/blocks/0/type]"],
  [
    "a field that is none",
    { type: "divider", text: "x" },
    "invalid additional property: text [json-pointer:/blocks/0]",
  ],
  ["an empty section", { type: "section" }, "missing required field: text [json-pointer:/blocks/0]"],
  [
    "empty text",
    { type: "section", text: plain(0) },
    "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "mrkdwn in a header",
    { type: "header", text: marked(1) },
    "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
  ],
  [
    "mrkdwn on a button",
    actions(button({ text: marked(1) })),
    "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
  ],
  [
    "verbatim plain text",
    { type: "header", text: { type: "plain_text", text: "x", verbatim: true } },
    "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
  ],
  ["an input in a message", input(field), "unsupported type: input [json-pointer:/blocks/0/type]"],
  [
    "half a character",
    { type: "header", text: { type: "plain_text", text: "\u{D83D}" } },
    "must be well-formed text [json-pointer:/blocks/0/text/text]",
  ],
  [
    "an address without a scheme",
    actions(button({ url: "example.org" })),
    "Invalid URL [json-pointer:/blocks/0/elements/0/url]",
  ],
  [
    "an address of a script",
    rich({ type: "link", url: "javascript:alert(1)" }),
    "Invalid URL [json-pointer:/blocks/0/elements/0/elements/0/url]",
  ],
  [
    "a menu without options",
    actions({ type: "static_select" }),
    "must define either options or option_groups [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "a choice that is not offered",
    actions({ type: "static_select", options: options(2), initial_option: option(2) }),
    "initial options must be among the options [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "a multiple choice among actions",
    actions({ type: "multi_static_select", options: options(1) }),
    "unsupported type: multi_static_select [json-pointer:/blocks/0/elements/0/type]",
  ],
  [
    "an image without words",
    { type: "image", image_url: address(30) },
    "missing required field: alt_text [json-pointer:/blocks/0]",
  ],
  [
    "an image from nowhere",
    { type: "image", alt_text: "x" },
    "must define either image_url or slack_file [json-pointer:/blocks/0]",
  ],
  [
    "an action_id twice in a block",
    actions(button({ action_id: "a" }), button({ action_id: "a" })),
    "action_id `a` already exists [json-pointer:/blocks/0]",
  ],
  [
    "an empty word",
    rich({ type: "text", text: "" }),
    "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
  ],
  [
    "a style that is none",
    rich({ type: "text", text: "x", style: { blink: true } }),
    "invalid additional property: blink [json-pointer:/blocks/0/elements/0/elements/0/style]",
  ],
  [
    "a list in a list",
    {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_list",
          style: "bullet",
          elements: [{ type: "rich_text_list", style: "bullet", elements: [] }],
        },
      ],
    },
    "unsupported type: rich_text_list [json-pointer:/blocks/0/elements/0/elements/0/type]",
  ],
  ["text where a block should be", "header", "must provide an object [json-pointer:/blocks/0]"],
  [
    "a name from an object's prototype",
    { type: "constructor" },
    "unsupported type: constructor [json-pointer:/blocks/0/type]",
  ],
];

describe("Block Kit", () => {
  it.each(refused)("refuses %s", (_what, block, problem) => {
    expect(problemsOfMessageBlocks([block])).toContain(problem);
  });

  it("refuses a block_id twice in a message, and takes an action_id again in another block", () => {
    expect(problemsOfMessageBlocks(many(2, () => ({ type: "divider", block_id: "b" })))).toEqual([
      "block_id `b` already exists [json-pointer:/blocks/1]",
    ]);
    expect(problemsOfMessageBlocks([actions(button({ action_id: "a" })), actions(button({ action_id: "a" }))])).toEqual(
      [],
    );
  });

  it("takes every kind of rich text that a digest is made of", () => {
    const text = { type: "text", text: "x", style: { bold: true, italic: true } };
    const link = { type: "link", url: "https://example.org/a?b=c", text: "x" };
    expect(
      problemsOfMessageBlocks([
        {
          type: "rich_text",
          block_id: "b",
          elements: [
            richSection(text, link, { type: "emoji", name: "wave" }),
            { type: "rich_text_list", style: "ordered", indent: 1, border: 0, elements: [richSection(text)] },
            { type: "rich_text_quote", elements: [text] },
            { type: "rich_text_preformatted", elements: [text, link] },
          ],
        },
      ]),
    ).toEqual([]);
  });

  it("refuses a form with an input and no way to send it, and takes the input in a Home tab", () => {
    const { submit: _submit, ...closed } = modal({ blocks: [input(field)] }) as Record<string, unknown>;
    expect(problemsOfView(closed, "modal")).toEqual(["missing required field: submit [json-pointer:/view]"]);
    expect(problemsOfView({ type: "home", blocks: [input(field)] }, "home")).toEqual([]);
    expect(problemsOfView({ type: "home", blocks: [] }, "modal")).toEqual([
      "unsupported type: home [json-pointer:/view/type]",
    ]);
  });

  it("refuses fewer characters than a field may ask for", () => {
    const form = modal({ blocks: [input({ ...field, min_length: 5, max_length: 4 })] });
    expect(problemsOfView(form, "modal")).toEqual([
      "min_length must not be above max_length [json-pointer:/view/blocks/0/element]",
    ]);
  });
});

describe("the sum over all blocks", () => {
  it("counts words, labels and addresses, and no ids", () => {
    const blocks = [
      { type: "header", block_id: "not counted", text: plain(10) },
      rich({ type: "link", url: "https://a.b", text: "abc" }),
      actions(button({ text: plain(5), value: "not counted" })),
    ];
    expect(textOfBlocks(blocks)).toBe(10 + 11 + 3 + 5);
  });
});
