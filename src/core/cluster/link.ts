import type { EpochMs } from "../time.ts";

/** Something that is moved as a whole: a new article with its copies, or a story that stands already. */
export interface Unit<T> {
  /** Articles that speak for it. */
  readonly members: readonly T[];
  /** A story that stands: it may grow; two of them never become one. */
  readonly fixed: boolean;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
}

/** Days between two reports of one event that say nothing against it. */
const FREE_DAYS = 2;
/** Log-odds lost with each further day, and at most. */
const LOSS_PER_DAY = 1.5;
const MOST_LOST = 10;
const DAY_MS = 86_400_000;

/** From these mean log-odds within on, clusters without dates are tight, and others must come near what holds them together. */
const TIGHT_PAIR = 7;
const TIGHT_SINGLE = 8;
/** Share of the mean within that two tight clusters, or one and a single report, must reach. */
const PAIR_SHARE = 0.82;
const SINGLE_SHARE = 0.75;

/** How often articles may change clusters after the first pass; two or three rounds are the rule. */
const ROUNDS = 4;

/** Log-odds that the time between two clusters takes away; 0 when either has no date. */
export function timeLoss<T>(a: Unit<T>, b: Unit<T>): number {
  if (a.from === null || a.to === null || b.from === null || b.to === null) return 0;
  const days = Math.max(0, b.from - a.to, a.from - b.to) / DAY_MS;
  return Math.min(MOST_LOST, Math.max(0, days - FREE_DAYS) * LOSS_PER_DAY);
}

interface Bound<T> extends Unit<T> {
  /** Mean log-odds between its members; null while it has one. */
  readonly within: number | null;
}

interface Cluster<T> extends Bound<T> {
  readonly units: readonly number[];
  /** Mean log-odds towards other clusters, before the loss by time. */
  readonly links: Map<number, number>;
}

/**
 * Groups units by average linkage over log-odds (UPGMA), then lets every unit move once more to the cluster it fits best.
 * @param linked pairs of units worth comparing
 * @param score log-odds of two articles, symmetric
 * @returns for every unit the number of its cluster, which is that of one of its units
 */
export function link<T>(
  units: readonly Unit<T>[],
  linked: Iterable<readonly [number, number]>,
  score: (a: T, b: T) => number,
): readonly number[] {
  const clusters = units.map((unit, i): Cluster<T> | null => ({
    ...unit,
    units: [i],
    within: meanWithin(unit.members, score),
    links: new Map(),
  }));
  const neighbours = units.map(() => new Set<number>());
  for (const [i, j] of linked) {
    const [a, b] = [clusters[i], clusters[j]];
    if (i === j || !a || !b || (a.fixed && b.fixed) || a.links.has(j)) continue;
    const mean = meanScore(a.members, b.members, score);
    a.links.set(j, mean);
    b.links.set(i, mean);
    neighbours[i]?.add(j);
    neighbours[j]?.add(i);
  }
  agglomerate(clusters, score);
  const of = units.map((_, i) => i);
  clusters.forEach((cluster, i) => cluster?.units.forEach((unit) => (of[unit] = i)));
  return refine(units, of, neighbours, score);
}

export function meanScore<T>(a: readonly T[], b: readonly T[], score: (a: T, b: T) => number): number {
  let sum = 0;
  for (const x of a) for (const y of b) sum += score(x, y);
  return sum / (a.length * b.length);
}

interface Best {
  readonly to: number;
  readonly value: number;
}

/** Joins the best pair until none is better than even. Each cluster remembers its best partner, so that a step costs one pass. */
function agglomerate<T>(clusters: (Cluster<T> | null)[], score: (a: T, b: T) => number): void {
  const best = clusters.map((_, i) => bestLink(clusters, i));
  for (;;) {
    let at = -1;
    let top = 0;
    for (let i = 0; i < best.length; i++) {
      const value = best[i]?.value ?? 0;
      if (value > top) [at, top] = [i, value];
    }
    const to = best[at]?.to;
    if (to === undefined) return;
    const keep = clusters[to]?.fixed || (!clusters[at]?.fixed && to < at) ? to : at;
    for (const i of merge(clusters, keep, keep === to ? at : to, score)) best[i] = bestLink(clusters, i);
  }
}

/**
 * Mean log-odds that two clusters need. Without dates, tightness stands for time: two calls between the same presidents share
 * nearly all their words, yet the reports of each share more. Where both clusters are dated, the calendar decides.
 */
function needed<T>(a: Bound<T>, b: Bound<T>): number {
  if (a.from !== null && b.from !== null) return 0;
  if (a.within !== null && b.within !== null) {
    const tight = Math.min(a.within, b.within) >= TIGHT_PAIR;
    return tight ? (PAIR_SHARE * (a.within + b.within)) / 2 : 0;
  }
  const within = a.within ?? b.within ?? 0;
  return within >= TIGHT_SINGLE ? SINGLE_SHARE * within : 0;
}

/** Whether reports are so alike that, without dates, others must come near that to be of the same event. */
export function isTight<T>(members: readonly T[], score: (a: T, b: T) => number): boolean {
  return (meanWithin(members, score) ?? 0) >= TIGHT_PAIR;
}

function meanWithin<T>(members: readonly T[], score: (a: T, b: T) => number): number | null {
  if (members.length < 2) return null;
  let sum = 0;
  members.forEach((x, i) => members.slice(0, i).forEach((y) => (sum += score(x, y))));
  return sum / ((members.length * (members.length - 1)) / 2);
}

function bestLink<T>(clusters: readonly (Cluster<T> | null)[], i: number): Best | null {
  const cluster = clusters[i];
  let best: Best | null = null;
  for (const [to, mean] of cluster?.links ?? []) {
    const other = clusters[to];
    if (!cluster || !other || (cluster.fixed && other.fixed)) continue;
    const value = mean - timeLoss(cluster, other);
    if (mean < needed(cluster, other)) continue;
    if (best === null || value > best.value || (value === best.value && to < best.to)) best = { to, value };
  }
  return best;
}

/** Puts cluster `drop` into `keep`; returns the clusters whose best partner may have changed. */
function merge<T>(
  clusters: (Cluster<T> | null)[],
  keep: number,
  drop: number,
  score: (a: T, b: T) => number,
): readonly number[] {
  const [a, b] = [clusters[keep], clusters[drop]];
  if (!a || !b) return [];
  const within = pooled(a, b, a.links.get(drop) ?? 0);
  const links = new Map<number, number>();
  const around = new Set([...a.links.keys(), ...b.links.keys()]);
  for (const i of around) {
    const other = clusters[i];
    if (i === keep || i === drop || !other || (other.fixed && (a.fixed || b.fixed))) continue;
    const left = a.links.get(i) ?? meanScore(a.members, other.members, score);
    const right = b.links.get(i) ?? meanScore(b.members, other.members, score);
    const mean = (left * a.members.length + right * b.members.length) / (a.members.length + b.members.length);
    links.set(i, mean);
    other.links.set(keep, mean);
  }
  for (const i of around) clusters[i]?.links.delete(drop);
  clusters[keep] = {
    members: [...a.members, ...b.members],
    fixed: a.fixed || b.fixed,
    from: pick(a.from, b.from, Math.min),
    to: pick(a.to, b.to, Math.max),
    units: [...a.units, ...b.units],
    within,
    links,
  };
  clusters[drop] = null;
  return [keep, drop, ...around];
}

function pooled<T>(a: Cluster<T>, b: Cluster<T>, across: number): number {
  const [n, m] = [a.members.length, b.members.length];
  const [p, q] = [(n * (n - 1)) / 2, (m * (m - 1)) / 2];
  return ((a.within ?? 0) * p + (b.within ?? 0) * q + across * n * m) / (p + q + n * m);
}

function pick(a: EpochMs | null, b: EpochMs | null, of: (a: number, b: number) => number): EpochMs | null {
  if (a === null || b === null) return a ?? b;
  return of(a, b);
}

/**
 * Early joins are made on little evidence: each unit that is not fixed looks again, at all clusters near it, and moves
 * where its mean log-odds are best (worth 1 F1). All units move at once, so that their order does not count.
 */
function refine<T>(
  units: readonly Unit<T>[],
  start: readonly number[],
  neighbours: readonly ReadonlySet<number>[],
  score: (a: T, b: T) => number,
): readonly number[] {
  let of = start;
  for (let round = 0; round < ROUNDS; round++) {
    const members = new Map<number, number[]>();
    of.forEach((cluster, i) => members.set(cluster, [...(members.get(cluster) ?? []), i]));
    const next = units.map((unit, i) => {
      const here = of[i] ?? i;
      if (unit.fixed) return here;
      let best = { cluster: here, value: Number.NEGATIVE_INFINITY };
      const near = new Set(Array.from(neighbours[i] ?? [], (j) => of[j] ?? j)).add(here);
      for (const cluster of [...near].sort((a, b) => a - b)) {
        const others = (members.get(cluster) ?? []).filter((j) => j !== i).flatMap((j) => units[j] ?? []);
        const value = others.length === 0 ? 0 : fit(unit, others, score);
        if (value > best.value || (value === best.value && cluster === here)) best = { cluster, value };
      }
      return best.value < 0 ? here : best.cluster;
    });
    if (next.every((cluster, i) => cluster === of[i])) break;
    of = next;
  }
  return of;
}

function fit<T>(unit: Unit<T>, others: readonly Unit<T>[], score: (a: T, b: T) => number): number {
  const members = others.flatMap((other) => other.members);
  const mean = meanScore(unit.members, members, score);
  const from = others.map((other) => other.from).reduce((a, b) => pick(a, b, Math.min), null);
  const to = others.map((other) => other.to).reduce((a, b) => pick(a, b, Math.max), null);
  const there = { members, fixed: false, from, to, within: meanWithin(members, score) };
  if (mean < needed({ ...unit, within: meanWithin(unit.members, score) }, there)) return Number.NEGATIVE_INFINITY;
  return mean - timeLoss(unit, there);
}
