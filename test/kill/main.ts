// Kills real desks at chosen and random moments, against a Slack or Discord on this machine, and counts what came of it.
//   node test/kill/main.ts --kills N [--platform slack|discord] [--database sqlite|postgres] [--desks N] [--speed N] [--seed N] [--json FILE]
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runCampaign } from "./campaign.ts";
import type { CampaignReport } from "./campaign.ts";
import { postgresMissing } from "./postgres.ts";

const USAGE =
  "npm run kills -- --kills N [--platform slack|discord] [--database sqlite|postgres] [--desks N] [--speed N] [--seed N] [--json FILE]";

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "50" },
      platform: { type: "string", default: "slack" },
      database: { type: "string", default: "sqlite" },
      desks: { type: "string" },
      speed: { type: "string" },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
    },
  });
  const platform = (["slack", "discord"] as const).find((name) => name === values.platform);
  const database = (["sqlite", "postgres"] as const).find((name) => name === values.database);
  if (platform === undefined || database === undefined) throw new RangeError(USAGE);
  const missing = database === "postgres" ? postgresMissing() : null;
  if (missing !== null) {
    process.stderr.write(`Not run: ${missing}.\n`);
    return 0;
  }
  const report = await runCampaign({
    platform,
    database,
    kills: number(values.kills),
    desks: number(values.desks ?? (database === "postgres" ? "2" : "1")),
    speed: number(values.speed ?? (database === "postgres" ? "10" : "20")),
    seed: number(values.seed),
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (values.json !== undefined) keep(values.json, report);
  return report.faults.length === 0 ? 0 : 1;
}

function number(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(USAGE);
  return value;
}

interface Kept {
  readonly date: string;
  readonly node: string;
  readonly runs: readonly CampaignReport[];
}

/** Takes the place of an earlier run of the same kind. */
function keep(file: string, report: CampaignReport): void {
  const old = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept).runs : [];
  const kind = ({ platform, database, desks, speed }: CampaignReport): string =>
    `${platform} ${database} ${desks} ${speed === 1}`;
  const runs = [...old.filter((run) => kind(run) !== kind(report)), report];
  const kept: Kept = { date: new Date().toISOString().slice(0, 10), node: process.version, runs };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}

process.exitCode = await main();
