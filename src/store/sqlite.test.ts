import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeContract } from "./contract.ts";
import { openStore } from "./open.ts";

storeContract("a SQLite file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "copydesk-store-"));
  return {
    open: async () => await openStore({ database: join(folder, "data", "desk.db") }),
    drop: async () => await rm(folder, { recursive: true }),
  };
});

storeContract(
  "memory",
  async () => ({ open: async () => await openStore({ database: ":memory:" }), drop: async () => {} }),
  { lasting: false },
);
