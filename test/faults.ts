import { exists } from "./faults/proofs.ts";
import { FAULTS } from "./faults/table.ts";
import type { Fault } from "./faults/table.ts";

/** Prints the table of faults with its state, as Markdown. Exit code 1 when a test that it names is gone. */
function main(): number {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  write("|     | fault | state | by |");
  write("| --- | --- | --- | --- |");
  for (const { id, fault, state } of FAULTS) write(`| ${id} | ${fault} | ${state.kind} | ${because(state)} |`);
  const count = (kind: Fault["state"]["kind"]): number => FAULTS.filter(({ state }) => state.kind === kind).length;
  write(`\n${count("proved")} proved, ${count("absent")} with nothing to befall`);
  const gone = FAULTS.flatMap(({ id, state }) =>
    state.kind === "proved"
      ? state.by.filter((proof) => !exists(proof)).map(({ file, test }) => `${id}: ${file} › ${test}`)
      : [],
  );
  for (const line of gone) process.stderr.write(`no such test: ${line}\n`);
  return gone.length === 0 ? 0 : 1;
}

function because(state: Fault["state"]): string {
  return state.kind === "absent" ? state.reason : state.by.map(({ file, test }) => `${file} › ${test}`).join("; ");
}

process.exitCode = main();
