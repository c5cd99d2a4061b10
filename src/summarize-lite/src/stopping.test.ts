import { describe, expect, test } from "vitest";
import { analyze } from "./analysis.ts";
import { rankModel } from "./rank.ts";
import { rank } from "./rank-model.ts";
import { select } from "./select.ts";
import { STOPPING_COLUMNS } from "./stopping.ts";

const TEXT = [
  "The city council of Harrowgate voted on Tuesday to close the iron bridge for a year after engineers found cracks in two of its supports.",
  "Engineers from the Kestrel Institute said the cracks had grown by two millimetres since the spring.",
  "The council fined the owner, Halden Rail, 30 million crowns.",
  "Drivers will have to use the tunnel at Dunmarsh, which can take 5,000 cars a day.",
].join(" ");

/** What the rule was asked, and what was chosen where it always answers the same. */
function choose(
  sentences: number,
  isWorthwhile: boolean,
): { readonly chosen: number[]; readonly rows: Float32Array[] } {
  const analysis = analyze([{ id: "bridge", text: TEXT }]);
  const ranking = rank(rankModel(), analysis);
  const rows: Float32Array[] = [];
  const brevity = {
    ...ranking.brevity!,
    isWorthwhile: (row: Float32Array): boolean => {
      rows.push(row);
      return isWorthwhile;
    },
  };
  return { chosen: select(analysis, { ...ranking, brevity }, { sentences }, () => false), rows };
}

describe("the stopping rule", () => {
  test("is asked once, for the third sentence of three, with a full row of numbers", () => {
    const { rows } = choose(3, true);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(STOPPING_COLUMNS);
    expect(rows[0]!.every((value) => Number.isFinite(value))).toBe(true);
  });

  test("leaves the third sentence out and changes nothing of the first two", () => {
    expect(choose(3, false).chosen).toEqual(choose(3, true).chosen.slice(0, 2));
  });

  test.each([1, 2, 4])("is not asked where %i sentences are wanted", (sentences) => {
    const { chosen, rows } = choose(sentences, false);
    expect(rows).toEqual([]);
    expect(chosen).toHaveLength(sentences);
  });
});
