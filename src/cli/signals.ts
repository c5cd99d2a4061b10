/** SIGINT and SIGTERM, listened to from the program's first moment on. */
export interface Signals {
  /** For a command that ends in order: calls `onFirst` at the first signal, at once when it has come before; the second ends the program. */
  readonly takeOver: (onFirst: () => void) => void;
  /** For a command that has nothing to put in order: a signal ends it. */
  readonly release: () => Promise<void>;
}

const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;
const NAMES = ["SIGINT", "SIGTERM"] as const;
type Name = (typeof NAMES)[number];

/** One press of Ctrl-C under npm comes twice, from the terminal and handed on by npm: that is no second wish. */
const ONE_PRESS_MS = 400;

/** Exit code of a program that was asked twice. */
const ASKED_TWICE = 130;

/**
 * Listens to signals. The kernel drops those that the first process of a container does not listen to, so this comes
 * before anything that takes time: a stop while the program loads would be lost. What arrives early is kept for the command.
 */
export function catchSignals(): Signals {
  let early: Name | null = null;
  let onSignal = (name: Name): void => {
    if (early !== null) process.exit(ASKED_TWICE);
    early = name;
  };
  let last = Number.NEGATIVE_INFINITY;
  for (const name of NAMES) {
    process.on(name, () => {
      const now = performance.now();
      const again = now - last < ONE_PRESS_MS;
      last = now;
      if (!again) onSignal(name);
    });
  }
  const settle = (next: (name: Name) => void): void => {
    onSignal = next;
    if (early !== null) next(early);
  };
  return {
    takeOver: (onFirst) => {
      let asked = false;
      settle(() => {
        if (asked) process.exit(ASKED_TWICE);
        asked = true;
        onFirst();
      });
    },
    release: async () => {
      // A signal that has come is told of in the loop's next turn, and to nobody if no one listens then.
      await new Promise((resolve) => setImmediate(resolve));
      // The first process of a container has to end itself; all others leave it to the kernel, which does it at once.
      if (process.pid !== 1) for (const name of NAMES) process.removeAllListeners(name);
      settle((name) => (process.pid === 1 ? process.exit(128 + NUMBERS[name]) : process.kill(process.pid, name)));
    },
  };
}
