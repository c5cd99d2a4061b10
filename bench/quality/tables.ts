import type { Figure } from "./resampling.ts";
import type { Metric, ReadingRow, SummaryRow } from "./summaries.ts";

const NAME_WIDTH = 24;

const decimal = (value: number): string => value.toFixed(1);

function interval(figure: Figure | undefined): string {
  return figure ? `${decimal(figure.value)} (${decimal(figure.low)}–${decimal(figure.high)})` : "";
}

const line = (name: string, cells: readonly string[], width: number): string =>
  `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(width)).join("")}`;

/** One table a set, with intervals for the package alone; returns what it was given. */
export function printSummaries(rows: readonly SummaryRow[]): readonly SummaryRow[] {
  console.log("\nSummaries, ROUGE F1 % and 95 % intervals; * wrote for the same items, published");
  for (const [set, list] of Map.groupBy(rows, (row) => row.set)) {
    const metrics = Object.keys(list[0]!.scores) as Metric[];
    console.log(`\n${line(set, [...metrics, "items"], 19)}`);
    for (const { system, scores, gain, items } of list) {
      const cells = metrics.map((metric) =>
        gain ? interval(scores[metric]) : decimal(scores[metric]?.value ?? Number.NaN),
      );
      console.log(line(system, [...cells, String(items)], 19));
      if (gain)
        console.log(
          line(
            "  beyond first sentences",
            metrics.map((metric) => interval(gain[metric])),
            19,
          ),
        );
    }
  }
  return rows;
}

export function printReading(rows: readonly ReadingRow[]): readonly ReadingRow[] {
  console.log(
    "\nReading: ROUGE F1 %, and shares of items that cannot stand alone, %; splitOpeners: of single sentences",
  );
  const scores = ["rouge1", "rouge2", "rougeLsum"] as const;
  const faults = ["bareOpeners", "bareQuotes", "dirt", "repeats"] as const;
  for (const [set, list] of Map.groupBy(rows, (row) => row.set)) {
    console.log(`\n${line(`${set}, ${list[0]!.items}`, [...scores, ...faults, "splitOpeners", "given"], 13)}`);
    for (const row of list) {
      const { reading } = row;
      const shares = [...faults.map((name) => reading[name]), reading.bareOpenersOfSentences];
      const values = [...scores.map((name) => row[name]), ...shares];
      console.log(line(row.system, [...values.map(decimal), String(reading.items)], 13));
    }
  }
  return rows;
}

export function printValues<T extends Readonly<Record<string, number>>>(title: string, values: T): T {
  console.log(`\n${title}`);
  for (const [name, value] of Object.entries(values)) console.log(line(name, [decimal(value)], 7));
  return values;
}
