import type { Selectable } from "kysely";
import type { Quarantined } from "../core/document.ts";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";
import type { QuarantineStore } from "./store.ts";

export function quarantineStore({ db }: Scope): QuarantineStore {
  return {
    save: async (document) => {
      const { folder, path, modifiedAt, ...rest } = document;
      const found = { ...rest, modified_at: modifiedAt };
      await db
        .insertInto("quarantine")
        .values({ folder, path, ...found })
        .onConflict((conflict) => conflict.columns(["folder", "path"]).doUpdateSet(found))
        .execute();
    },

    release: async (folder, path) => {
      await db.deleteFrom("quarantine").where("folder", "=", folder).where("path", "=", path).execute();
    },

    list: async () => {
      const rows = await db
        .selectFrom("quarantine")
        .selectAll()
        .orderBy("at", "desc")
        .orderBy("folder")
        .orderBy("path")
        .execute();
      return rows.map(fromRow);
    },
  };
}

function fromRow({ modified_at, ...rest }: Selectable<Schema["quarantine"]>): Quarantined {
  return { ...rest, modifiedAt: modified_at };
}
