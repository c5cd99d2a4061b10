import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRecord } from "./blocks/checks.ts";
import { startSlackDemo } from "./desk.ts";
import type { SlackDemo } from "./desk.ts";
import type { SlackServer } from "./server.ts";
import type { Answer } from "./state.ts";
import type { StoredMessage } from "./workspace.ts";

const NEWS = "C0NEWSDESK";
/** Made the channel, and is an admin. */
const AGNES = "U0AGNES001";
const STORIES = 3;

const COMMANDS = [
  "latest",
  "story storm",
  "search storm",
  "brief",
  "sources storm",
  "why storm",
  "subscribe",
  "subscriptions",
  "next",
  "unsubscribe",
  "help",
  "latst",
  "",
  "search <!channel> *bold* <https://x.example|y>",
] as const;

interface Pressable {
  readonly actionId: string;
  readonly blockId: string;
  /** Of a menu's entry. */
  readonly value?: string;
}

/** Everything on a message that can be pressed. */
function pressables({ blocks }: StoredMessage): Pressable[] {
  return blocks.flatMap((block) =>
    [block["elements"], block["accessory"]]
      .flat()
      .filter(isRecord)
      .filter(({ action_id }) => typeof action_id === "string")
      .flatMap((element): Pressable[] => {
        const place = { actionId: element["action_id"] as string, blockId: block["block_id"] as string };
        const options = Array.isArray(element["options"]) ? element["options"].filter(isRecord) : [];
        if (element["type"] === "button") return [place];
        return options.map(({ value }) => Object.assign({ value: value as string }, place));
      }),
  );
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 50_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within 50 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What nobody may see after anything that was done. */
function expectGoodConduct(slack: SlackServer): void {
  expect(slack.violations).toEqual([]);
  const refused = slack.requests.filter(({ answer }) => isRecord(answer?.body) && answer.body["ok"] === false);
  expect(refused).toEqual([]);
  for (const channel of slack.channels.keys()) {
    const everything = [...slack.everyMessage(channel), ...slack.ephemerals(channel)];
    expect(everything.flatMap(({ pings }) => pings)).toEqual([]);
    expect(everything.flatMap(({ unfurls }) => unfurls)).toEqual([]);
  }
}

describe.each(["socket", "http"] as const)("the whole desk in a workspace, reached by %s", (way) => {
  let demo: SlackDemo;
  let slack: SlackServer;

  beforeAll(async () => {
    demo = await startSlackDemo({ way, output: "ignore" });
    slack = demo.slack;
    await until(`${STORIES} posts`, () => slack.messages(NEWS).length >= STORIES);
    // Posting needs no ears: the desk may begin with it before it listens.
    await until("a first answer", async () => (await slack.slash({ channel: NEWS, user: AGNES, text: "help" }).ack).ok);
  });

  afterAll(() => demo.close());

  it.each(COMMANDS)("answers /news %s to the one who asked", async (text) => {
    const answer = await slack.slash({ channel: NEWS, user: AGNES, text }).answer(0);
    expect(answer).toMatchObject({ kind: "ephemeral", message: { only: AGNES } });
    expectGoodConduct(slack);
  });

  it("answers every button and menu of a post, to the one who pressed it or with a form", async () => {
    const message = slack.messages(NEWS).find((one) => pressables(one).length > 0);
    if (message === undefined) throw new Error("no post has a button");
    const kinds: Answer["kind"][] = [];
    for (const place of pressables(message)) {
      const answer = await slack.press({ message, user: AGNES, ...place }).answer(0);
      kinds.push(answer.kind);
      if (answer.kind === "view") slack.dismiss(answer.view);
    }
    expect(kinds.length).toBeGreaterThan(3);
    expect(new Set(kinds)).toEqual(new Set(["ephemeral", "view"]));
    expectGoodConduct(slack);
  });

  it("acts once on a command that arrives twice", async () => {
    const exchange = slack.slash({ channel: NEWS, user: AGNES, text: "next", copies: 2 });
    await exchange.answer(0);
    expect((await exchange.acks).every(({ ok }) => ok)).toBe(true);
    await slack.slash({ channel: NEWS, user: AGNES, text: "help" }).answer(0);
    expect(exchange.answers).toHaveLength(1);
  });

  it("fills the Home tab", async () => {
    expect(await slack.openHome(AGNES).answer(0)).toMatchObject({ kind: "view", view: { type: "home" } });
    expectGoodConduct(slack);
  });

  it("ends with code 0 when it is asked to stop", async () => {
    await demo.close();
    expect(await demo.ended).toBe(0);
  });
});
