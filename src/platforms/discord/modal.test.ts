import { describe, expect, it } from "vitest";
import type { Field, Form } from "../../core/conversation.ts";
import { schemaIssues } from "../../../test/discord/schemas.ts";
import { modalOf, valuesOf } from "./modal.ts";

const line = (over: Partial<Extract<Field, { kind: "line" }>> = {}): Field => ({
  kind: "line",
  name: "name",
  label: "Name",
  hint: null,
  value: "",
  required: false,
  ...over,
});
const form = (fields: readonly Field[], over: Partial<Form> = {}): Form => ({
  title: "Subscribe",
  submit: "Subscribe",
  action: "subscribe",
  note: null,
  fields,
  ...over,
});
const issues = (modal: unknown) => schemaIssues("callback-modal", { type: 9, data: modal });
const componentsOf = (modal: Readonly<Record<string, unknown>>) => modal["components"] as readonly unknown[];

describe("a form", () => {
  it("is one that Discord's schema takes, at every limit and one past it", () => {
    for (const length of [1, 45, 46, 101]) {
      const text = "x".repeat(length);
      const choices = Array.from({ length: 26 }, (_, at) => ({ value: `${at}`, label: text }));
      const choice: Field = { kind: "choice", name: "c", label: text, choices, value: "3", required: true };
      expect(issues(modalOf(form([line({ label: text, hint: text }), choice], { title: text, note: text })))).toEqual(
        [],
      );
    }
    expect(issues(modalOf(form([line({ value: "x".repeat(4_001) })])))).toEqual([]);
  });

  it("shows its note where there is room for it", () => {
    const fields = (count: number): readonly Field[] =>
      Array.from({ length: count }, (_, at) => line({ name: `n${at}` }));
    expect(componentsOf(modalOf(form(fields(4), { note: "*Note*" })))[0]).toEqual({
      type: 10,
      content: String.raw`\*Note\*`,
    });
    expect(componentsOf(modalOf(form(fields(5), { note: "Note" })))).toHaveLength(5);
  });

  it("gives back what was written and chosen, and nothing for what was left empty", () => {
    const sent = [
      { type: 18, component: { custom_id: "name", value: "Desk" } },
      { type: 18, component: { custom_id: "kind", values: ["briefing"] } },
      { type: 18, component: { custom_id: "zone", values: [] } },
      { type: 1, components: [{ custom_id: "old", value: "row" }] },
      { type: 10 },
    ];
    expect(valuesOf(sent)).toEqual({ name: "Desk", kind: "briefing", zone: "", old: "row" });
  });
});
