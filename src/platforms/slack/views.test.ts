import { describe, expect, it } from "vitest";
import { generateMessage, HOSTILE_MESSAGE } from "../../../test/platforms/messages.ts";
import { problemsOfView } from "../../../test/slack/blocks/view.ts";
import { readBlocks } from "../../../test/slack/mrkdwn.ts";
import type { Form } from "../../core/conversation.ts";
import { formValues, formView, homeView, messageView, readNote } from "./views.ts";

const NOTE = { channel: "C1", thread: null, responseUrl: "https://hooks.slack.example/1" };
const words = "<!channel> *x* ".repeat(400);

const FORM: Form = {
  title: words,
  submit: words,
  action: "split:s1",
  note: words,
  fields: [
    { kind: "line", name: "why", label: words, hint: words, value: words, required: false },
    {
      kind: "choice",
      name: "which",
      label: words,
      choices: Array.from({ length: 25 }, (_, at) => ({ value: `a${at}`, label: words })),
      value: "a24",
      required: true,
    },
  ],
};

describe("A form", () => {
  it("keeps to Slack's limits whatever its words are, and calls nobody", () => {
    const view = formView(FORM, NOTE);
    expect(problemsOfView(view, "modal")).toEqual([]);
    expect(readBlocks(view.blocks).pings).toEqual([]);
    expect(view.callback_id).toBe("split:s1");
  });

  it("has what was given as its start, and nothing where nothing was", () => {
    const [line, choice] = FORM.fields;
    const empty = formView({ ...FORM, note: null, fields: [{ ...line!, value: "" }] }, NOTE);
    expect(JSON.stringify(empty)).not.toContain("initial");
    expect(JSON.stringify(formView({ ...FORM, fields: [choice!] }, NOTE))).toMatch(
      /"initial_option":\{[^}]*\},"value":"a24"/,
    );
  });

  it("gives back what was filled in, by the names of its fields", () => {
    const values = {
      why: { value: { type: "plain_text_input", value: "two events" } },
      which: { value: { type: "static_select", selected_option: { value: "a3" } } },
      empty: { value: { type: "plain_text_input", value: null } },
    };
    expect(formValues({ state: { values } })).toEqual({ why: "two events", which: "a3", empty: "" });
  });

  it("remembers where it came from, and without the address for answers when that is too long", () => {
    expect(readNote(formView(FORM, NOTE).private_metadata ?? "")).toEqual(NOTE);
    const long = { ...NOTE, responseUrl: `https://hooks.slack.example/${"x".repeat(3000)}` };
    expect(readNote(formView(FORM, long).private_metadata ?? "")).toEqual({ ...NOTE, responseUrl: null });
    expect(readNote("not JSON")).toEqual({ channel: null, thread: null, responseUrl: null });
  });
});

describe("A message in a view", () => {
  it("keeps to Slack's limits, of any size and with hostile words", () => {
    const messages = [HOSTILE_MESSAGE, { summary: "Nothing to show", blocks: [] }];
    for (let seed = 0; seed < 300; seed += 1) messages.push(generateMessage(seed, (seed % 20) / 20).message);
    for (const message of messages) {
      expect(problemsOfView(messageView(message), "modal")).toEqual([]);
      expect(problemsOfView(homeView(message), "home")).toEqual([]);
      expect(readBlocks(messageView(message).blocks).pings).toEqual([]);
    }
  });
});
