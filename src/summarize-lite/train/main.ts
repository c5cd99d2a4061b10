/**
 * Trains every weight of the package: `node src/summarize-lite/train/main.ts [roles] [rank] [quotes]`.
 * Reads the corpora beside the project (../shared/eval) and writes src/weights/*.json. Fixed seeds: the same bytes again.
 * Roles learn from NewsDiscourse train, speakers of quotations from PolNeAR's train sample, ranking from CNN/DM train-mix
 * and validation-cnn and from Multi-News; DUC 2004, the writers' set, FRANK and REALSumm are for measuring alone.
 */
import { writeFileSync } from "node:fs";
import { hasData } from "./data.ts";
import { weightsFile } from "./packed.ts";
import { examplesOf, packSpeakers, readQuoteDocuments, trainSpeakers } from "./quotes.ts";
import { readRoleDocuments, trainRoles } from "./roles.ts";

const WEIGHTS = new URL("../src/weights/", import.meta.url);

function write(name: string, about: string, base64: string): void {
  writeFileSync(new URL(`${name}.json`, WEIGHTS), weightsFile(about, base64));
  console.log(`${name}: ${(base64.length / 1000).toFixed(0)} kB`);
}

async function main(wanted: readonly string[]): Promise<void> {
  if (!hasData()) throw new Error("The corpora are not there: expected ../shared/eval beside the project.");
  const all = wanted.length === 0;
  if (all || wanted.includes("roles")) {
    const about = "Weights of the role model, made by train/main.ts from NewsDiscourse train. Read by readRoleModel.";
    write("roles", about, trainRoles(readRoleDocuments("train")));
  }
  if (all || wanted.includes("quotes")) {
    const about =
      "Weights of the speakers' ranking, made by train/main.ts from PolNeAR train. Read by readSpeakerModel.";
    write("quotes", about, packSpeakers(trainSpeakers(readQuoteDocuments("train-sample").flatMap(examplesOf))));
  }
  if (all || wanted.includes("rank")) {
    const about =
      "Weights of the ranking, made by train/main.ts from CNN/DM train-mix and validation-cnn and Multi-News. Read by readRankModel.";
    // Ranking sees roles as the package gives them: its modules may load only now that the new role weights are written.
    const [{ readSummaryItems }, { trainRank }] = await Promise.all([import("./examples.ts"), import("./rank.ts")]);
    const single = [...readSummaryItems("cnndm/validation-cnn"), ...readSummaryItems("cnndm/train-mix")];
    write("rank", about, trainRank(single, readSummaryItems("multinews/multinews")));
  }
}

await main(process.argv.slice(2));
