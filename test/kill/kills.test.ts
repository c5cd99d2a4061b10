import { expect, test } from "vitest";
import { runCampaign } from "./campaign.ts";
import type { CampaignOptions } from "./campaign.ts";
import { postgresMissing } from "./postgres.ts";

type Kind = Pick<CampaignOptions, "platform" | "database" | "desks" | "speed" | "kills">;

async function wrongAfter(kind: Kind): Promise<readonly string[]> {
  const { faults, posts, killsAt } = await runCampaign({ ...kind, seed: 7, tell: () => {} });
  return [
    ...faults,
    ...(posts < kind.kills / 2 ? [`only ${posts} posts`] : []),
    ...(Object.keys(killsAt).length < 2 ? ["every kill came at random"] : []),
  ];
}

test.each<Kind>([
  { platform: "slack", database: "sqlite", desks: 1, speed: 20, kills: 4 },
  { platform: "discord", database: "sqlite", desks: 1, speed: 20, kills: 4 },
])(
  "a desk that is killed $kills times posts everything to $platform once and in order",
  async (kind) => {
    expect(await wrongAfter(kind)).toEqual([]);
  },
  300_000,
);

const missing = postgresMissing();

test.skipIf(missing !== null)(
  `two desks on one PostgreSQL database, killed in turn, post everything once${missing === null ? "" : ` (skipped: ${missing})`}`,
  async () => {
    const pair: Kind = { platform: "discord", database: "postgres", desks: 2, speed: 20, kills: 3 };
    expect(await wrongAfter(pair)).toEqual([]);
  },
  300_000,
);
