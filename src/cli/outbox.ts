import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import type { HeldView, OutboxView, OwedView } from "../commands/outbox.ts";
import type { OutboxVerb } from "../core/delivery.ts";

const EXAMPLES = `
Works beside a running desk, which does what is asked within seconds.

Examples:
  $ copydesk outbox                       what is owed, what holds it up, what was given up
  $ copydesk outbox retry 3f2a…           send one again, although it may have arrived
  $ copydesk outbox drop 3f2a…            do not send it
  $ copydesk outbox resume slack:C0123    try a paused channel now; "slack" stands for all of Slack
  $ copydesk outbox --json | jq -r '.owed[].key'`;

export function addOutbox(program: Command): void {
  const config = (): string | undefined => program.opts<{ config?: string }>().config;
  const outbox = program
    .command("outbox")
    .description("posts that wait, what holds them up, and what was given up")
    .option("--json", "print JSON: counts, held, owed, dead")
    .addHelpText("after", EXAMPLES)
    .action(({ json = false }: { readonly json?: boolean }) => printOutbox(json, config()));
  const ask = (verb: OutboxVerb, argument: string, about: string): void => {
    outbox
      .command(`${verb} <${argument}>`)
      .description(about)
      .action((subject: string) => askOutbox(verb, subject, config()));
  };
  ask("retry", "key", "send a delivery again: one that was given up, or whose outcome is unclear");
  ask("drop", "key", "do not send a delivery that waits or whose outcome is unclear");
  ask("resume", "lane", "try a paused channel, or a platform, now");
}

async function printOutbox(json: boolean, configFile?: string): Promise<void> {
  const [{ withStore }, { outboxView }, { print }] = await Promise.all([
    import("./store.ts"),
    import("../commands/outbox.ts"),
    import("./output.ts"),
  ]);
  const view = await withStore(configFile, (store) => outboxView(store, Date.now()));
  print(json ? `${JSON.stringify(view, null, 2)}\n` : await inWords(view));
}

async function inWords({ counts, held, owed, dead }: OutboxView): Promise<string> {
  const { styles } = await import("./output.ts");
  const { visible } = await import("../core/text.ts");
  const { bold } = styles();
  const parts = [
    { title: "Held up", lines: held.map(heldLines) },
    { title: "Owed", lines: owed.map(owedLines) },
    { title: "Given up", lines: dead.map(owedLines) },
  ].filter(({ lines }) => lines.length > 0);
  const waits = counts.pending + counts.sending + counts.unknown;
  const total = `${waits} owed, ${counts.sent} sent, ${counts.dead} given up, ${counts.cancelled} cancelled.\n`;
  return parts.map(({ title, lines }) => `${bold(title)}\n${visible(lines.join("\n"))}\n\n`).join("") + total;
}

function heldLines({ lane, reason, mend, until }: HeldView): string {
  const when = until === null ? "until you resume it or the desk starts again" : `next look ${until}`;
  if (reason === null) return `  ${lane}  the platform asked to wait until ${until}`;
  return `  ${lane}  ${reason}; ${when}\n    ${mend ?? ""}`.trimEnd();
}

function owedLines({ key, channel, action, state, aside, tries, ageMs, reason, mend }: OwedView): string {
  const tried = tries === 1 ? "tried once" : `tried ${tries} times`;
  const words = [
    `${action} to "${channel}"`,
    WORDS[state],
    ...(aside ? ["set aside, the channel goes on"] : []),
    tries === 0 ? "not tried yet" : tried,
    `${age(ageMs)} old`,
  ];
  const why = reason === null ? "" : `\n    ${[reason, mend].filter((part) => part !== null).join(" ")}`;
  return `  ${key}  ${words.join(", ")}${why}`;
}

const WORDS: Readonly<Record<OwedView["state"], string>> = {
  pending: "waits",
  sending: "is being sent",
  unknown: "may have arrived",
  sent: "was sent",
  dead: "was given up",
  cancelled: "is not sent",
};

function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}

/** A running desk looks every two seconds. */
const ANSWER_MS = 15_000;
const LOOK_MS = 250;

/** Does it here when no desk runs; else the desk does it, and this waits for its answer. */
async function askOutbox(verb: OutboxVerb, subject: string, configFile?: string): Promise<void> {
  const [{ loadConfig }, { openStore }, { StoreBusyError }, { carryOut }, { print }] = await Promise.all([
    import("../config.ts"),
    import("../store/open.ts"),
    import("../store/errors.ts"),
    import("../jobs/deliver/requests.ts"),
    import("./output.ts"),
  ]);
  const { database } = await loadConfig(configFile);
  try {
    const store = await openStore({ database });
    try {
      const { answer, done } = await carryOut(store, verb, subject, Date.now());
      if (!done) process.exitCode = 1;
      return print(`${answer}\n`);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreBusyError)) throw error;
  }
  await askDesk(verb, subject, database);
}

async function askDesk(verb: OutboxVerb, subject: string, database: string): Promise<void> {
  const [{ openStore }, { complain, print }] = await Promise.all([import("../store/open.ts"), import("./output.ts")]);
  const store = await openStore({ database, beside: true });
  try {
    const number = await store.lanes.ask(verb, subject, Date.now());
    for (let waited = 0; waited < ANSWER_MS; waited += LOOK_MS) {
      const answer = await store.lanes.answerOf(number);
      if (answer !== null) return print(`${answer}\n`);
      await pause(LOOK_MS);
    }
    complain("The desk was asked and has not answered yet. It does it as soon as it can.");
    process.exitCode = 1;
  } finally {
    await store.close();
  }
}
