import { afterEach, beforeEach, expect, test } from "vitest";
import { READY, TEXTS } from "../../jobs/newsroom.fixture.ts";
import { openNewsdesk, textOf } from "./newsdesk.fixture.ts";
import type { Newsdesk } from "./newsdesk.fixture.ts";
import { askOnTerminal } from "./terminal.ts";

let desk: Newsdesk;

beforeEach(async () => {
  desk = await openNewsdesk();
  desk.room.write("bridge.txt", TEXTS.bridge);
  await desk.room.round();
});

afterEach(async () => {
  await desk.close();
});

/** A store that is opened to look only fails on every write; so does this one. */
async function ask(words: string): Promise<string> {
  const { store, clock, log } = desk.room.ports;
  const fail = async (): Promise<never> => {
    throw new Error("read-only");
  };
  const looking = {
    ...store,
    transaction: fail,
    subscriptions: { ...store.subscriptions, add: fail, end: fail },
    requests: { ...store.requests, take: fail, answer: fail, keepWords: fail },
  };
  return textOf(
    await askOnTerminal({ store: looking, channels: [READY], clock, nextSlot: () => null, archive: null, log }, words),
  );
}

test.each([
  ["", "/news brief 5"],
  ["latest", "Tarn bridge closed after crack is found"],
  ["brief 2", "The news in 2 minutes"],
  ["search council Vellmar closed bridge all traffic Saturday after divers found crack", "Articles with"],
  ["why bridge.txt", "bridge.txt is a report of its own"],
  ["next", "Next edition: each story as soon as its digest is ready"],
  ["subscribe at 8", "Channels of the terminal are set in the configuration file."],
  ["follow bridge", "Stories are followed in chat"],
])("%j is answered on the command line, which writes nothing", async (words, answer) => {
  expect(await ask(words)).toContain(answer);
  expect(desk.room.logged.filter((line) => line.startsWith("error"))).toEqual([]);
});
