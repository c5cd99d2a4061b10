// The whole desk with a clock in a hurry: what `copydesk start` does, but that waits of minutes take seconds.
//   node test/kill/desk.ts --config FILE --origin MS --speed N
import { enableCompileCache } from "node:module";
import { parseArgs } from "node:util";
import { startDesk } from "../../src/app.ts";
import { standardLog, standardScreen } from "../../src/cli/output.ts";
import { loadConfig } from "../../src/config.ts";
import { hurriedClock, hurriedTimers } from "./hurry.ts";

enableCompileCache();
const { values } = parseArgs({
  options: { config: { type: "string" }, origin: { type: "string" }, speed: { type: "string" } },
});
const hurry = { origin: Number(values.origin), speed: Number(values.speed) };
const config = await loadConfig(values.config);
const log = await standardLog(config.log.level, Object.values(config.secrets));
const stop = new AbortController();
const asked = new Promise<void>((resolve) => {
  process.once("SIGTERM", () => {
    stop.abort();
    resolve();
  });
});
const desk = await startDesk(
  config,
  {
    clock: hurriedClock(hurry),
    timers: hurriedTimers(hurry),
    random: Math.random,
    log,
    screen: standardScreen(),
    onScreenGone: () => {},
  },
  stop.signal,
);
log.info("The desk is at work.");
await asked;
await desk.close();
