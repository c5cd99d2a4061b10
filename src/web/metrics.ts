import type { Store } from "../store/store.ts";

/** What the running program counts by itself; names without the prefix `copydesk_`. */
export type Counts = Readonly<Record<string, number>>;

/**
 * The desk in figures, in the text format of Prometheus. Read from the store at each request, so that nothing has to be
 * kept in step; loading the library waits for the first one who asks.
 * @param counts of this process since its start
 */
export async function metricsText(store: Store, counts: Counts, now: number): Promise<string> {
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name: `copydesk_${name}`, help, registers: [registry] }).set(value);

  const [deliveries, articles, stories, aside, holds, waiting] = await Promise.all([
    store.deliveries.counts(),
    store.articles.count(),
    store.stories.count(),
    store.quarantine.list(),
    store.lanes.holds(),
    store.deliveries.list(["pending", "sending", "unknown"], 1),
  ]);
  const states = new Gauge({
    name: "copydesk_deliveries",
    help: "Posts by state; all but sent and cancelled want a look when they stay",
    labelNames: ["state"],
    registers: [registry],
  });
  for (const [state, number] of Object.entries(deliveries)) states.set({ state }, number);
  gauge("articles", "Articles in the archive", articles);
  gauge("stories", "Stories in the archive", stories);
  gauge("quarantined_files", "Files that could not be used", aside.length);
  gauge(
    "paused_lanes",
    "Channels that nothing is posted to until somebody mends them",
    holds.filter((hold) => hold.paused !== null).length,
  );
  const [oldest] = waiting;
  const age = oldest === undefined ? 0 : Math.max(0, now - oldest.createdAt) / 1000;
  gauge("oldest_delivery_age_seconds", "Age of the oldest post that is still owed", age);
  for (const [name, value] of Object.entries(counts)) {
    const help = `${name.replaceAll("_", " ")} since the start`;
    new Counter({ name: `copydesk_${name}_total`, help, registers: [registry] }).inc(value);
  }
  return registry.metrics();
}
