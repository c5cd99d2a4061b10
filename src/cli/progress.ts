import { isatty, WriteStream } from "node:tty";

/** A bar on standard error while work is long enough to be waited for. */
export interface Progress {
  readonly show: (what: string, done: number, total: number) => void;
  readonly clear: () => void;
}

const WIDTH = 24;
/** Less work than this is over before a bar can be read. */
const LEAST = 20;
/** Ten pictures a second look smooth and cost nothing. */
const PAUSE_MS = 100;

/** Nothing at all unless standard error is a terminal. */
export function createProgress(now: () => number): Progress {
  if (!isatty(2)) return { show: () => {}, clear: () => {} };
  const terminal = new WriteStream(2);
  let shownAt = 0;
  let isShown = false;
  const clear = (): void => {
    if (isShown) terminal.write("\r\u001b[2K");
    isShown = false;
  };
  return {
    show: (what, done, total) => {
      if (done >= total) return clear();
      if (total < LEAST || now() - shownAt < PAUSE_MS) return;
      const filled = Math.floor((WIDTH * done) / total);
      terminal.write(`\r\u001b[2K${what} ${"━".repeat(filled)}${"─".repeat(WIDTH - filled)} ${done} of ${total}`);
      shownAt = now();
      isShown = true;
    },
    clear,
  };
}
