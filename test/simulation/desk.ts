import type { Digest } from "summarize-lite";
import type { StoryDigest } from "../../src/core/digest.ts";
import { createClockWatch } from "../../src/jobs/clock-watch.ts";
import { createReadyDesk, readyBacklog } from "../../src/jobs/publish.ts";
import type { ReadyDesk } from "../../src/jobs/publish.ts";
import { fillDueSlot } from "../../src/jobs/schedule.ts";
import type { Store } from "../../src/store/store.ts";
import type { DeskPlan } from "./plan.ts";
import type { RunningProcess, Worker } from "./process.ts";
import { keepTrying } from "./tasks.ts";
import type { World } from "./world.ts";

const DESKS = new WeakMap<RunningProcess, ReadyDesk>();

/** After a fault of the database. */
const AGAIN_MS = 30_000;

/** What a process does besides sending: fills slots that are due, and publishes what an earlier process left. */
export function startDesk(desk: DeskPlan, process: RunningProcess): void {
  const { ports } = process;
  const ready = createReadyDesk(ports);
  DESKS.set(process, ready);
  const watch = createClockWatch(ports.clock);
  const look = async (): Promise<void> => {
    let again = desk.lookMs;
    try {
      for (const channel of watch.trusts() ? ports.channels() : []) {
        if (channel.schedule === "ready") continue;
        if ((await fillDueSlot(ports, channel)) !== null) process.dispatcher?.wake();
      }
    } catch {
      again = AGAIN_MS;
    }
    ports.timers.set(again, () => void look());
  };
  const catchUp = async (): Promise<void> => {
    try {
      let posts = 0;
      for (const digest of await readyBacklog(ports)) posts += await ready.publish(digest);
      if (posts > 0) process.dispatcher?.wake();
    } catch {
      ports.timers.set(AGAIN_MS, () => void catchUp());
    }
  };
  void look();
  void catchUp();
}

/** Digests come up as planned; each is stored, then published, as a round does it. */
export function startNewsroom(world: World, desk: DeskPlan, workers: readonly Worker[]): () => boolean {
  const { timeline, database } = world;
  saveArticles(world, desk);
  const version = database.prepare("select version from stories where id = ?");
  const versionOf = (story: string): number => Number(version.get(story)?.["version"] ?? 0);
  const tasks = desk.digests.map(({ atMs, story, reports }) => {
    const id = storyId(story);
    const isDone = (): boolean => versionOf(id) >= reports;
    timeline.after(atMs, () => {
      keepTrying(world, workers, {
        isDone,
        isReady: () => versionOf(id) === reports - 1,
        write: async (process) => {
          const at = process.host.now();
          const digest = await process.store.transaction(async (inside) => saveDigest(inside, id, reports, at));
          await DESKS.get(process)?.publish(digest);
        },
      });
    });
    return isDone;
  });
  return () => tasks.every((isDone) => isDone());
}

function storyId(story: number): string {
  return `s${story}`;
}

/** Past the store's own way: it would fill the search index, which no run empties. */
function saveArticles({ database, plan }: World, { digests }: DeskPlan): void {
  const insert = database.prepare(
    "insert into articles (id, file, published_ms, tags, language, text, taken_at) values (?, ?, ?, '[]', 'en', '', ?)",
  );
  const most = Math.max(0, ...digests.map(({ reports }) => reports));
  for (const story of new Set(digests.map(({ story }) => story))) {
    for (const id of reportsOf(storyId(story), most)) insert.run(id, id, plan.startsAt, plan.startsAt);
  }
}

function reportsOf(story: string, reports: number): readonly string[] {
  return Array.from({ length: reports }, (_, report) => `${story}a${report}`);
}

async function saveDigest(store: Store, id: string, reports: number, at: number): Promise<StoryDigest> {
  const ids = reportsOf(id, reports);
  const before = await store.stories.get(id);
  const createdAt = before?.createdAt ?? at;
  await store.stories.save({ id, headline: null, articleIds: ids, createdAt, updatedAt: Math.max(at, createdAt) });
  return store.digests.add({ storyId: id, reports: ids, createdAt: at, digest: digestOf(id, ids) });
}

function digestOf(id: string, reports: readonly string[]): Digest {
  const text = `${id} has ${reports.length} reports.`;
  const evidence = [{ article: reports[0] ?? "", start: 0, end: text.length }];
  return {
    headline: null,
    lede: { text, evidence, edits: [] },
    quote: null,
    highlights: [],
    background: [],
    framing: null,
    outlook: [],
    closing: null,
    differences: [],
    unknowns: [],
    sources: [],
    independentReports: reports.length,
    headings: {
      highlights: "Context & Highlights",
      background: "Background",
      outlook: "Outlook",
      differences: "Where Sources Differ",
      unknowns: "Not Known Yet",
      sources: "Sources",
    },
    subject: { event: null, field: null },
    language: "en",
    articles: reports.map((report) => ({ id: report, file: report, text })),
  };
}
