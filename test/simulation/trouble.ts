import type { Random } from "./random.ts";

/** Something that happens to machines or to the platform. */
export type Trouble =
  | { readonly kind: "freeze"; readonly atMs: number; readonly machine: number; readonly forMs: number }
  | { readonly kind: "clock"; readonly atMs: number; readonly machine: number; readonly byMs: number }
  | { readonly kind: "kill" | "restart"; readonly atMs: number; readonly machine: number }
  /** A backup is taken; later everything stops, it is put back, and everything starts. */
  | { readonly kind: "restore"; readonly atMs: number; readonly backMs: number; readonly downMs: number }
  | { readonly kind: "unreadable" | "archived"; readonly atMs: number; readonly lane: number; readonly forMs: number }
  | { readonly kind: "revoked"; readonly atMs: number; readonly forMs: number }
  /** A person deletes the newest message of a channel. */
  | { readonly kind: "deleted"; readonly atMs: number; readonly lane: number }
  /** A new configuration without one of the channels; what is owed to it still goes there. */
  | { readonly kind: "reload"; readonly atMs: number; readonly lane: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A few of them, by chance. */
export function troublesOf(random: Random, machines: number, lanes: number, endMs: number): readonly Trouble[] {
  const troubles: Trouble[] = [];
  const atMs = (): number => random.between(0, endMs);
  const machine = (): number => random.below(machines);
  const lane = (): number => random.below(lanes);
  const forMs = (): number => random.between(1_000, 10 * MINUTE);
  for (let left = random.pick([0, 0, 1, 2, 3]); left > 0; left -= 1) {
    const make: readonly (() => Trouble)[] = [
      () => ({ kind: "freeze", atMs: atMs(), machine: machine(), forMs: forMs() }),
      () => ({ kind: "freeze", atMs: atMs(), machine: machine(), forMs: forMs() }),
      () => ({ kind: "clock", atMs: atMs(), machine: machine(), byMs: clockStep(random) }),
      () => ({ kind: "clock", atMs: atMs(), machine: machine(), byMs: clockStep(random) }),
      () => ({ kind: "kill", atMs: atMs(), machine: machine() }),
      () => ({ kind: "restart", atMs: atMs(), machine: machine() }),
      () => ({ kind: "unreadable", atMs: atMs(), lane: lane(), forMs: forMs() }),
      () => ({ kind: "archived", atMs: atMs(), lane: lane(), forMs: forMs() }),
      () => ({ kind: "revoked", atMs: atMs(), forMs: forMs() }),
      () => ({ kind: "deleted", atMs: atMs(), lane: lane() }),
      () => ({ kind: "reload", atMs: atMs(), lane: lane() }),
    ];
    troubles.push(random.pick(make)());
  }
  if (random.chance(0.1)) {
    const restore = {
      kind: "restore",
      atMs: Math.floor(endMs * 0.8),
      // A guard looks back three days where the backup knows of no message in the channel.
      backMs: Math.max(random.between(0, Math.floor(endMs * 0.8)), Math.floor(endMs * 0.8) - 48 * HOUR),
    } as const;
    return [
      ...troubles.filter(({ kind }) => kind !== "unreadable" && kind !== "clock" && kind !== "revoked"),
      { ...restore, downMs: 3 * MINUTE + random.between(0, 10 * MINUTE) },
    ];
  }
  return troubles;
}

export function longUnreadable(random: Random, lanes: number): Trouble {
  return { kind: "unreadable", atMs: 0, lane: random.below(lanes), forMs: random.between(16, 59) * MINUTE };
}

function clockStep(random: Random): number {
  return random.pick([-HOUR, -2_000, -5 * MINUTE, 2_000, 5 * MINUTE, HOUR, 24 * HOUR]);
}
