import { freePort } from "../free-port.ts";
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import type { Hurry } from "./hurry.ts";
import { NOTHING_YET, QUERIES } from "./outbox.ts";
import type { Reader, Row, Snapshot } from "./outbox.ts";

const BIN = "/usr/lib/postgresql/15/bin";

/** Why no PostgreSQL can be started here; null: one can. */
export function postgresMissing(): string | null {
  if (!existsSync(join(BIN, "initdb"))) return `PostgreSQL is not installed in ${BIN}`;
  if (userInfo().uid === 0 && accountOf("postgres") === null) return "there is no user postgres to run it as";
  return null;
}

/** A PostgreSQL server of our own on loopback. */
export interface Postgres {
  readonly port: number;
  /** Of an empty database whose clock runs as the desk's does. */
  readonly url: string;
  readonly reader: Reader;
  readonly close: () => Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** It does not run as root. */
function accountOf(name: string): Account | null {
  const [uid, gid] = ["-u", "-g"].map((option) => spawnSync("id", [option, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

export async function startPostgres(hurry: Hurry): Promise<Postgres> {
  const account: Partial<Account> = userInfo().uid === 0 ? (accountOf("postgres") ?? {}) : {};
  const folder = mkdtempSync(join(tmpdir(), "copydesk-postgres-"));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const made = spawnSync(join(BIN, "initdb"), ["-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync"], {
    ...account,
    cwd: folder,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=16MB"];
  const server = spawn(join(BIN, "postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], {
    ...account,
    cwd: folder,
    stdio: "ignore",
  });
  const url = `postgres://desk@127.0.0.1:${port}/copydesk`;
  const admin = await connectWhenReady(`postgres://desk@127.0.0.1:${port}/postgres`, server);
  await admin.query("create database copydesk");
  await admin.end();
  const look = new Client({ connectionString: url });
  await look.connect();
  await hurryClock(look, hurry);
  return {
    port,
    url,
    reader: { read: () => readPostgres(look), close: async () => {} },
    close: async () => {
      await look.end();
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Leases run by the server's clock: found before PostgreSQL's own, this one is as fast as the desks'. */
async function hurryClock(client: Client, { origin, speed }: Hurry): Promise<void> {
  const start = origin / 1000;
  await client.query(`create function public.clock_timestamp() returns timestamptz language sql volatile as $$
    select to_timestamp(${start} + (extract(epoch from pg_catalog.clock_timestamp()) - ${start}) * ${speed}) $$`);
  await client.query("alter database copydesk set search_path = public, pg_catalog");
}

async function connectWhenReady(connectionString: string, server: ChildProcess): Promise<Client> {
  for (;;) {
    const client = new Client({ connectionString });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (server.exitCode !== null) throw error;
      await pause(100);
    }
  }
}

async function readPostgres(client: Client): Promise<Snapshot> {
  const tables = await client.query("select to_regclass('public.lanes') as lanes");
  if (tables.rows[0]?.lanes === null) return NOTHING_YET;
  const count = async (sql: string): Promise<number> => Number((await client.query(sql)).rows[0]?.count);
  const { rows } = await client.query<Record<keyof Row, unknown>>(QUERIES.rows);
  // 64-bit integers come as text.
  for (const row of rows) Object.assign(row, { sequence: Number(row.sequence), at: Number(row.at) });
  const { rows: held } = await client.query<{ lane: string; not_before: string }>(QUERIES.held);
  return {
    rows: rows as readonly Row[],
    documents: await count(QUERIES.documents),
    unpublished: await count(QUERIES.unpublished),
    held: held.map(({ lane, not_before: until }) => ({ lane, not_before: Number(until) })),
    integrity: null,
  };
}
