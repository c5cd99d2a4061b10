/** What happened in a run, in order: a hash always, the lines themselves when asked for. */
export interface Trace {
  readonly add: (at: number, who: string, what: string) => void;
  /** 32-bit FNV-1a of all lines. */
  readonly hash: () => number;
  readonly lines: () => readonly string[];
}

export function createTrace(start: number, keep: boolean): Trace {
  const lines: string[] = [];
  let hash = 0x811c9dc5;
  return {
    add: (at, who, what) => {
      const line = `${at - start} ${who} ${what}`;
      for (let place = 0; place < line.length; place += 1) {
        hash = Math.imul(hash ^ line.charCodeAt(place), 0x01000193);
      }
      if (keep) lines.push(line);
    },
    hash: () => hash >>> 0,
    lines: () => lines,
  };
}
