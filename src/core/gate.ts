/** Lets so many in at one time; the others wait in line. Who enters leaves once. */
export interface Gate {
  readonly enter: () => Promise<void>;
  readonly leave: () => void;
}

export function createGate(limit: number): Gate {
  let inside = 0;
  const line: (() => void)[] = [];
  return {
    enter: async () => {
      if (inside < limit) {
        inside += 1;
        return;
      }
      // Who leaves hands its place on.
      await new Promise<void>((resolve) => void line.push(resolve));
    },
    leave: () => {
      const next = line.shift();
      if (next === undefined) inside -= 1;
      else next();
    },
  };
}
