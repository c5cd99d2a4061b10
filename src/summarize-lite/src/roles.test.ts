import { describe, expect, test } from "vitest";
import { ROLES } from "./role-names.ts";
import { rolesOf } from "./roles.ts";

const REPORT = [
  "HARROWGATE (Meridian) - The city council voted on Tuesday to close the iron bridge after engineers found cracks in two of its supports.",
  "The vote forced the bus company to cancel four lines on Wednesday morning.",
  "The bridge was built in 1911 and was last repaired in 1974, when it carried trams.",
  "“I think this is a great mistake,” said Ada Brandt, an analyst who believes that the costs are too high.",
  "The council is expected to decide next month whether it will build a new crossing.",
  "Sign up for our newsletter. All rights reserved.",
];

const sentences = REPORT.map((text, paragraph) => ({ text, paragraph }));

describe("rolesOf", () => {
  const roles = rolesOf(sentences, { title: "Council closes iron bridge" });

  test("gives every sentence probabilities that add up to 1, and the likeliest role", () => {
    expect(roles).toHaveLength(sentences.length);
    for (const { role, probabilities } of roles) {
      const values = ROLES.map((name) => probabilities[name]);
      expect(values.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(probabilities[role]).toBe(Math.max(...values));
    }
  });

  test.each([
    [0, "main"],
    [2, "historical"],
    [3, "evaluation"],
    [4, "expectation"],
    [5, "na"],
  ])("finds the role of sentence %i", (index, role) => {
    expect(roles[index]?.role).toBe(role);
  });

  test("takes an empty article and words that nobody knows", () => {
    expect(rolesOf([])).toEqual([]);
    expect(rolesOf([{ text: "…", paragraph: 0 }])).toHaveLength(1);
  });
});
