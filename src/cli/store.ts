import type { Store } from "../store/store.ts";

/** Opens the configured database for reading, also beside a running desk, and closes it again. */
export async function withStore<T>(configFile: string | undefined, work: (store: Store) => Promise<T>): Promise<T> {
  const [{ loadConfig }, { openStore }] = await Promise.all([import("../config.ts"), import("../store/open.ts")]);
  const { database } = await loadConfig(configFile);
  const store = await openStore({ database, readOnly: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
