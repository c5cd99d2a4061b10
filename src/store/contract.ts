import { afterEach, beforeEach, describe } from "vitest";
import { articleContract } from "./contract/articles.ts";
import { chatContract } from "./contract/chat.ts";
import { deliveryContract } from "./contract/deliveries.ts";
import { digestContract } from "./contract/digests.ts";
import { documentContract } from "./contract/documents.ts";
import { editionContract } from "./contract/editions.ts";
import { searchContract } from "./contract/search.ts";
import { storyContract } from "./contract/stories.ts";
import { wholeContract } from "./contract/whole.ts";
import type { Store } from "./store.ts";

/** An empty database for one test. */
export interface TestDatabase {
  /** Opens the store on it, once more when called again after `close`. */
  readonly open: () => Promise<Store>;
  readonly drop: () => Promise<void>;
}

/**
 * What every store does, as tests; run it for each kind of database.
 * @param name what the store is in
 * @param make a database of its own for each test
 * @param options.lasting false when closing the store loses what it held
 */
export function storeContract(
  name: string,
  make: () => Promise<TestDatabase>,
  { lasting = true }: { readonly lasting?: boolean } = {},
): void {
  describe(`store in ${name}`, () => {
    let database: TestDatabase;
    let store: Store;

    beforeEach(async () => {
      database = await make();
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
      await database.drop();
    });

    const current = (): Store => store;
    const reopen = async (): Promise<Store> => {
      await store.close();
      store = await database.open();
      return store;
    };

    documentContract(current);
    articleContract(current);
    storyContract(current);
    digestContract(current);
    editionContract(current);
    deliveryContract(current);
    searchContract(current);
    chatContract(current);
    wholeContract(current, lasting ? reopen : null);
  });
}
