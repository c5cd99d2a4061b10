import type { Command } from "commander";
import type { Finding } from "../core/finding.ts";

const EXAMPLES = `
Looks at the configuration, folders, database, tokens, rights, every channel and the clock, and posts nothing.
Each line that is not well says what to do. Exit code 1 when something is at fault.

Examples:
  $ copydesk doctor
  $ copydesk doctor --json | jq '.[] | select(.state != "ok")'`;

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("look at tokens, rights, channels and everything else that posting needs")
    .option("--json", "print JSON: an array of findings {state, what, mend}")
    .addHelpText("after", EXAMPLES)
    .action(({ json = false }: { readonly json?: boolean }) =>
      printFindings(json, program.opts<{ config?: string }>().config),
    );
}

const MARKS: Readonly<Record<Finding["state"], string>> = { ok: "ok     ", warning: "warning", fault: "FAULT  " };

async function printFindings(json: boolean, configFile?: string): Promise<void> {
  const [{ loadConfig }, { examine }, { print, styles }, { visible }] = await Promise.all([
    import("../config.ts"),
    import("../app/doctor.ts"),
    import("./output.ts"),
    import("../core/text.ts"),
  ]);
  const findings = await examine(await loadConfig(configFile));
  if (findings.some(({ state }) => state === "fault")) process.exitCode = 1;
  if (json) return print(`${JSON.stringify(findings, null, 2)}\n`);
  const { bold, quiet } = styles();
  for (const { state, what, mend } of findings) {
    const mark = state === "ok" ? quiet(MARKS[state]) : bold(MARKS[state]);
    print(`${mark}  ${visible(what)}\n${mend === null ? "" : `         ${visible(mend)}\n`}`);
  }
}
