import { access, constants, mkdir } from "node:fs/promises";
import { nearPath } from "../config.ts";
import type { Config } from "../config.ts";
import type { Finding } from "../core/finding.ts";
import { openStore } from "../store/open.ts";
import { checkDataFolder } from "./folders.ts";
import { checkPlatforms, unservedChannels } from "./platforms.ts";

/** Everything that a person would look at before the first post, and when none comes. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const [folders, data, platforms] = await Promise.all([
    Promise.all(config.folders.map(examineFolder)),
    examineData(config),
    checkPlatforms(config),
  ]);
  return [
    ok(`${nearPath(config.file)}: the configuration is valid, with ${count(config.channels.length, "channel")}`),
    ok(`Node.js ${process.versions.node}, time zone data ${process.versions.tz ?? "unknown"}`),
    ...folders,
    ...data,
    ...unservedChannels(config).map(unserved),
    ...platforms,
    ...links(config),
    alerts(config),
  ];
}

function ok(what: string): Finding {
  return { state: "ok", what, mend: null };
}

function count(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`;
}

/** "channel …: it is …. Set …": what is wrong, then what to do. */
function unserved(line: string): Finding {
  const [what = line, mend = ""] = line.split(/(?<=\.) (?=Set )/);
  return { state: "fault", what: what.replace(/\.$/, ""), mend };
}

async function examineFolder(folder: string): Promise<Finding> {
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    return ok(`${nearPath(folder)}: the folder can be read`);
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing) {
      const mend = "It is read when it appears; if it should be there, correct the path under folders.";
      return { state: "warning", what: `${nearPath(folder)}: there is no such folder yet`, mend };
    }
    const mend = "Give the account that runs Copydesk the right to read and enter it.";
    return { state: "fault", what: `${nearPath(folder)}: the folder cannot be read`, mend };
  }
}

async function examineData(config: Config): Promise<readonly Finding[]> {
  const place = config.secrets.DATABASE_URL === undefined ? nearPath(config.database) : "PostgreSQL";
  try {
    await checkDataFolder(config);
    await mkdir(config.dataFolder, { recursive: true });
    const store = await openStore({ database: config.database, readOnly: true });
    try {
      const [articles, stories, deliveries, aside] = await Promise.all([
        store.articles.count(),
        store.stories.count(),
        store.deliveries.counts(),
        store.quarantine.list(),
      ]);
      return [
        ok(`${place}: the database has ${count(articles, "article")} in ${count(stories, "story", "stories")}`),
        ...outbox(deliveries.unknown, deliveries.dead),
        ...(aside.length === 0 ? [] : [quarantine(aside.length)]),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("There is no database")) return [ok(`${place}: no database yet; the first start makes it`)];
    return [
      {
        state: "fault",
        what: `${place}: ${message}`,
        mend: "See the sentence before; nothing can be posted until then.",
      },
    ];
  }
}

function outbox(unknown: number, dead: number): readonly Finding[] {
  const mend = "Look at them with: copydesk outbox";
  return [
    ...(unknown === 0
      ? []
      : [{ state: "warning" as const, what: `${count(unknown, "post")} of unclear outcome`, mend }]),
    ...(dead === 0 ? [] : [{ state: "warning" as const, what: `${count(dead, "post")} given up`, mend }]),
  ];
}

function quarantine(files: number): Finding {
  return { state: "warning", what: `${count(files, "file")} in quarantine`, mend: "See why with: copydesk quarantine" };
}

/** Readers of a chat sit at other machines. */
function links({ web, channels }: Config): readonly Finding[] {
  if (web === false || web.address !== null || channels.every(({ platform }) => platform === "console")) return [];
  const what = "posts carry no links to the archive, because nobody but this machine could open them";
  return [{ state: "warning", what, mend: "Put a proxy before it and name its address as web.address." }];
}

function alerts({ alerts: channel }: Config): Finding {
  if (channel !== null) return ok(`alerts go to the channel "${channel.name}"`);
  const mend = 'Name a channel under "alerts" to be told in chat.';
  return { state: "warning", what: "alerts go to the log alone", mend };
}
