import type { Field, Form } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import { plain } from "./blocks.ts";
import type { ChoiceObject, InputElement, PlainText, SlackBlock } from "./blocks.ts";
import { fitLabel } from "./buttons.ts";
import { visible } from "../../core/text.ts";
import { json, text } from "./reading.ts";
import type { Json } from "./reading.ts";
import { renderView } from "./render.ts";

/** docs.slack.dev, views: 24 characters of title, submit and close. */
const TITLE_MAX = 24;
/** docs.slack.dev, input block: 2,000 characters of label and hint; plain-text input: 3,000. */
const HINT_MAX = 2000;
const LINE_MAX = 3000;
/** docs.slack.dev, section block. */
const NOTE_MAX = 3000;
/** docs.slack.dev, views: 3,000 characters of private_metadata. */
const METADATA_MAX = 3000;

export interface View {
  readonly type: "modal" | "home";
  readonly blocks: readonly SlackBlock[];
  readonly title?: PlainText;
  readonly submit?: PlainText;
  readonly close?: PlainText;
  readonly callback_id?: string;
  readonly private_metadata?: string;
}

/** Where a form came from; kept in the form, because nothing about it is kept anywhere else. */
export interface Note {
  readonly channel: string | null;
  readonly thread: string | null;
  readonly responseUrl: string | null;
}

export function formView(form: Form, note: Note): View {
  const intro: readonly SlackBlock[] =
    form.note === null ? [] : [{ type: "section", text: plain(fitLabel(form.note, NOTE_MAX)) }];
  return {
    type: "modal",
    title: plain(fitLabel(form.title, TITLE_MAX)),
    submit: plain(fitLabel(form.submit, TITLE_MAX)),
    close: plain("Cancel"),
    callback_id: form.action,
    private_metadata: writeNote(note),
    blocks: [...intro, ...form.fields.map(inputOf)],
  };
}

function inputOf(field: Field): SlackBlock {
  return {
    type: "input",
    block_id: field.name,
    label: plain(fitLabel(field.label)),
    element: elementOf(field),
    optional: !field.required,
    ...(field.kind === "line" && field.hint !== null && { hint: plain(fitLabel(field.hint, HINT_MAX)) }),
  };
}

const VALUE = "value";

function elementOf(field: Field): InputElement {
  if (field.kind === "line") {
    const value = visible(field.value).slice(0, LINE_MAX).toWellFormed();
    const filled = value === "" ? {} : { initial_value: value };
    return { type: "plain_text_input", action_id: VALUE, max_length: LINE_MAX, ...filled };
  }
  const options = field.choices.map(({ value, label }): ChoiceObject => ({ text: plain(fitLabel(label)), value }));
  const chosen = options.find(({ value }) => value === field.value);
  const filled = chosen === undefined ? {} : { initial_option: chosen };
  return { type: "static_select", action_id: VALUE, options, ...filled };
}

/** What was filled in, by the names of the fields; "" for what was left empty. */
export function formValues(view: Json): Readonly<Record<string, string>> {
  const filled = json(json(view["state"])["values"]);
  return Object.fromEntries(
    Object.entries(filled).map(([name, block]) => {
      const entry = json(json(block)[VALUE]);
      return [name, text(entry["value"]) || text(json(entry["selected_option"])["value"])];
    }),
  );
}

/** An answer where no channel is: over the app's own page. */
export function messageView(message: Message): View {
  return { type: "modal", title: plain("Copydesk"), close: plain("Close"), blocks: blocksOf(message) };
}

export function homeView(message: Message): View {
  return { type: "home", blocks: blocksOf(message) };
}

function blocksOf(message: Message): readonly SlackBlock[] {
  const blocks = renderView(message);
  return blocks.length > 0 ? blocks : [{ type: "section", text: plain(fitLabel(message.summary, NOTE_MAX)) }];
}

function writeNote(note: Note): string {
  const whole = JSON.stringify(note);
  return whole.length <= METADATA_MAX ? whole : JSON.stringify({ ...note, responseUrl: null });
}

export function readNote(metadata: string): Note {
  let note: Json;
  try {
    note = json(JSON.parse(metadata));
  } catch {
    note = {};
  }
  return {
    channel: text(note["channel"]) || null,
    thread: text(note["thread"]) || null,
    responseUrl: text(note["responseUrl"]) || null,
  };
}
