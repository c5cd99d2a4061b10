import { describe, expect, it } from "vitest";
import { dayOf } from "./clock-words.ts";
import {
  dropAside,
  dropConnective,
  dropDateline,
  dropLabel,
  dropParentheses,
  dropSite,
  joinLines,
  makeTimeAbsolute,
  replacePronoun,
  whyNotPermitted,
} from "./edits.ts";
import { editPassage } from "./passage.ts";
import type { Edit } from "./types.ts";

const after = (passage: string, edits: readonly Edit[]): string | null => editPassage(passage, edits);

describe("dropDateline", () => {
  it.each([
    ["DUNMARSH, Karsovia (Meridian Wire) — The court ruled.", "The court ruled."],
    ["TERN COAST (Meridian Wire) — Waves broke the wall.", "Waves broke the wall."],
    ["PORT ALDOUS — The council met.", "The council met."],
    ["VESSPORT, Nov. 18 (Meridian Wire) – Payments failed.", "Payments failed."],
    ["(Meridian Wire) — Payments failed.", "Payments failed."],
    ["DUNMARSH (MW) -- The firm won.", "The firm won."],
    ["Dunmarsh (MW) -- A man won.", "A man won."],
    ["(CNN)A ferry sank.", "A ferry sank."],
    ["VELDRIN, Nov 3 - The dam closed.", "The dam closed."],
  ])("drops it from %j", (passage, text) => {
    expect(after(passage, dropDateline(passage))).toBe(text);
  });

  it.each([
    "Varga — who took office in May — said the dam would close.",
    "The minister – a former judge – resigned.",
    "Rovers won 3–1 on Saturday.",
    "(MW) shares fell on Monday.",
    "The Kestrel Institute (KI) Report was read.",
  ])("leaves %j alone", (passage) => {
    expect(dropDateline(passage)).toEqual([]);
  });
});

const LONG_TAIL =
  " said on Tuesday that the county would close the iron bridge to all traffic until the spring and would ask the ferry company to run its boats every hour for the people of both banks";

describe("dropAside", () => {
  it.each([
    ["Tomas Brandt, who grew up on the coast,", "Tomas Brandt"],
    ["The mayor of Dunmarsh, a former harbour pilot,", "The mayor of Dunmarsh"],
    [
      "Officials heard that the bridge company, which is owned by the county,",
      "Officials heard that the bridge company",
    ],
  ])("drops it behind the subject in %j", (subject, left) => {
    const passage = `${subject}${LONG_TAIL}.`;
    const edits = dropAside(passage);
    expect(after(passage, edits)).toBe(`${left}${LONG_TAIL}.`);
    expect(edits.map((edit) => whyNotPermitted(edit, passage, passage, null))).toEqual([null]);
  });

  it.each([
    ["a negation", "Tomas Brandt, who never saw the coast,"],
    ["a modal", "Tomas Brandt, who may leave the coast,"],
    ["a number", "Tomas Brandt, who has 12 ferries,"],
    ["a number in words", "Tomas Brandt, who has twelve ferries,"],
    ["a quotation", "Tomas Brandt, who “grew up” on the coast,"],
    ["what the person is now", "Tomas Brandt, a harbour pilot,"],
    ["a clause of its own behind a verb", "The council thanked Tomas Brandt, who grew up on the coast,"],
    ["two clauses", "Tomas Brandt, who grew up on the coast, where boats are built,"],
  ])("keeps %s", (_, subject) => {
    expect(dropAside(`${subject}${LONG_TAIL}.`)).toEqual([]);
  });

  it("leaves a sentence of ordinary length alone", () => {
    expect(dropAside("Tomas Brandt, who grew up on the coast, said the bridge was closed.")).toEqual([]);
  });

  it("is the only drop of its kind that is permitted", () => {
    const passage = `Tomas Brandt, who grew up on the coast,${LONG_TAIL}.`;
    const was = " said on Tuesday";
    const start = passage.indexOf(was);
    const edit: Edit = { kind: "drop", reason: "aside", evidence: 0, start, end: start + was.length, was };
    expect(whyNotPermitted(edit, passage, passage, null)).toBe("no aside that may go stands there");
  });
});

describe("dropConnective", () => {
  it.each([
    ["Meanwhile, the council met.", "The council met."],
    ["But several obstacles remain.", "Several obstacles remain."],
    ["However, Varga refused.", "Varga refused."],
    ["In addition, 40 homes lost power.", "40 homes lost power."],
  ])("drops it from %j", (passage, text) => {
    expect(after(passage, dropConnective(passage))).toBe(text);
  });

  it.each([
    "However hard it rained, the wall held.",
    "So far nobody has claimed the find.",
    "And the ferry will not sail.",
    "Butter prices rose.",
    "Android users lost service.",
  ])("leaves %j alone", (passage) => {
    expect(dropConnective(passage)).toEqual([]);
  });
});

it("drops a parenthesis, but never one with a negation or a modal, nor one inside a quotation", () => {
  const plain = "The accord (signed in May) holds.";
  expect(after(plain, dropParentheses(plain))).toBe("The accord holds.");
  expect(dropParentheses("The accord (not yet in force) holds.")).toEqual([]);
  expect(dropParentheses("Varga said “the accord (of May) holds”.")).toEqual([]);
});

it("takes a source's own label off a bullet", () => {
  const found = dropLabel("Legal challenge: Residents plan to sue.");
  expect(found?.label).toBe("Legal challenge");
  expect(dropLabel("Varga said: “The dam will close.”")).toBeNull();
});

it("cuts the site's name off a headline only when it is one", () => {
  const head = "Court overturns fine | The Dunmarsh Chronicle";
  expect(after(head, dropSite(head, null))).toBe("Court overturns fine");
  expect(dropSite("Rovers win derby - Athletic left waiting", null)).toEqual([]);
  const dash = "Court overturns fine - Lantern Post";
  expect(after(dash, dropSite(dash, "Lantern Post"))).toBe("Court overturns fine");
});

it("joins the lines of a hard-wrapped file", () => {
  const passage = "The storm broke\n  the wall.";
  expect(after(passage, joinLines(passage))).toBe("The storm broke the wall.");
});

describe("makeTimeAbsolute", () => {
  const wednesday = dayOf("2026-11-18")!;
  it.each([
    ["The service failed today.", wednesday, "The service failed [on 18 November]."],
    ["The service failed yesterday.", wednesday, "The service failed [on 17 November]."],
    ["The bank will report by tomorrow.", wednesday, "The bank will report by [19 November]."],
    ["Yesterday the service failed.", wednesday, "[On 17 November] the service failed."],
    ["The vote was on Tuesday.", wednesday, "The vote was on Tuesday."],
    ["The vote was on Tuesday.", wednesday + 9, "The vote was on [17 November]."],
    ["The court will sit on Friday.", wednesday + 20, "The court will sit on [20 November]."],
  ])("%j", (passage, digestDay, text) => {
    expect(after(passage, makeTimeAbsolute(passage, wednesday, digestDay))).toBe(text);
  });

  it("leaves quotations, possessives and articles without a date alone", () => {
    expect(makeTimeAbsolute("Oduya said “we failed you today”.", wednesday, wednesday)).toEqual([]);
    expect(makeTimeAbsolute("Yesterday's vote was close.", wednesday, wednesday)).toEqual([]);
    expect(makeTimeAbsolute("The service failed today.", null, wednesday)).toEqual([]);
  });
});

describe("whyNotPermitted", () => {
  const article = "Varga met Brandt. She refused the terms “at once”.";
  const passage = "She refused the terms “at once”.";
  it("permits a pronoun's name that stands in the article", () => {
    expect(whyNotPermitted(replacePronoun(passage, 0, 3, "Varga"), passage, article, null)).toBeNull();
  });
  it.each<[string, Edit]>([
    [
      "a name from elsewhere",
      { kind: "replace", reason: "pronoun", evidence: 0, start: 0, end: 3, was: "She", with: "[Holt]" },
    ],
    [
      "a word that is no pronoun",
      { kind: "replace", reason: "pronoun", evidence: 0, start: 4, end: 11, was: "refused", with: "[Varga]" },
    ],
    ["a dropped refusal", { kind: "drop", reason: "connective", evidence: 0, start: 4, end: 12, was: "refused " }],
    [
      "a changed word in a quotation",
      { kind: "replace", reason: "capital", evidence: 0, start: 23, end: 24, was: "a", with: "A" },
    ],
    [
      "a false date",
      { kind: "replace", reason: "time", evidence: 0, start: 0, end: 3, was: "She", with: "[3 November]" },
    ],
    [
      "words in place of white space",
      { kind: "replace", reason: "line-break", evidence: 0, start: 3, end: 4, was: " ", with: " not " },
    ],
  ])("refuses %s", (_, edit) => {
    expect(whyNotPermitted(edit, passage, article, dayOf("2026-11-18"))).toEqual(expect.any(String));
  });
});
