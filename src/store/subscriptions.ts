import type { Selectable } from "kysely";
import type { ChatSubscription, SubscriptionStore } from "./chat.ts";
import type { SubscriptionRow } from "./schema.ts";
import type { Scope } from "./scope.ts";

export function subscriptionStore({ db }: Scope): SubscriptionStore {
  return {
    add: async ({ subscription, workspace, madeBy, madeAt }) => {
      const { limit, crosspost, topics, ...same } = subscription;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("subscriptions")
        .values({
          ...same,
          workspace,
          topics: JSON.stringify(topics),
          most_stories: limit,
          crosspost: crosspost ? 1 : 0,
          made_by: madeBy,
          made_at: madeAt,
        })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    end: async (name) => {
      const { numDeletedRows } = await db.deleteFrom("subscriptions").where("name", "=", name).executeTakeFirst();
      return numDeletedRows === 1n;
    },

    list: async () => {
      const rows = await db.selectFrom("subscriptions").selectAll().orderBy("made_at").orderBy("name").execute();
      return rows.map(fromRow);
    },
  };
}

function fromRow(row: Selectable<SubscriptionRow>): ChatSubscription {
  return {
    subscription: {
      name: row.name,
      platform: row.platform,
      channel: row.channel,
      crosspost: row.crosspost === 1,
      schedule: row.schedule,
      timezone: row.timezone,
      kind: row.kind,
      topics: JSON.parse(row.topics) as readonly string[],
      limit: row.most_stories,
      layout: row.layout,
      unclear: row.unclear,
    },
    workspace: row.workspace,
    madeBy: row.made_by,
    madeAt: row.made_at,
  };
}
