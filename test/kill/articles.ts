import { renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { report } from "../desk.ts";

/** Articles that come one after the other: every third is more on an event of before. */
export interface Articles {
  /** Puts the next one into the inbox, whole. */
  readonly write: () => void;
  readonly count: () => number;
  /** Different events so far. */
  readonly events: () => number;
}

/** Old enough to count as complete at first sight. */
const LONG_AGO_S = 1_700_000_000;
/** An event is reported on by so many at most. */
const MOST_REPORTS = 3;

/** @param first number of the first event; others make other articles */
export function articlesFor(folder: string, first: number): Articles {
  let count = 0;
  const versions: number[] = [];
  const put = (name: string, text: string): void => {
    const apart = join(folder, `${name}.part`);
    writeFileSync(apart, text);
    utimesSync(apart, LONG_AGO_S, LONG_AGO_S);
    renameSync(apart, join(folder, "inbox", name));
  };
  return {
    write: () => {
      count += 1;
      const old =
        count % 3 === 0 ? versions.findIndex((version, event) => version < MOST_REPORTS && event % 2 === 0) : -1;
      const event = old === -1 ? versions.push(0) - 1 : old;
      const version = versions[event] ?? 0;
      versions[event] = version + 1;
      put(`${first + event}-${version}.txt`, report(first + event, version));
    },
    count: () => count,
    events: () => versions.length,
  };
}
