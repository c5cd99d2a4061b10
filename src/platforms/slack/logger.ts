import { LogLevel } from "@slack/web-api";
import type { Logger } from "@slack/web-api";

const silent = (): void => {};

/** The SDK's own log: silent, because it writes to standard output and says what our outcomes say better. */
export const quiet: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};
