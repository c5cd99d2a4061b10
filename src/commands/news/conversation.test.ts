import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actionText, MAX_ACTION, readAction, VERBS } from "../../core/action.ts";
import type { Answer, Input } from "../../core/conversation.ts";
import { TEXTS } from "../../jobs/newsroom.fixture.ts";
import { actionOf, messageOf, openNewsdesk, READER, textOf } from "./newsdesk.fixture.ts";
import type { Newsdesk } from "./newsdesk.fixture.ts";

let desk: Newsdesk;

beforeEach(async () => {
  desk = await openNewsdesk();
  desk.room.write("bridge.txt", TEXTS.bridge);
  desk.room.write("cup.txt", TEXTS.cup);
  await desk.room.round();
});

afterEach(async () => {
  await desk.close();
});

const read = async (input: Input | string): Promise<string> => textOf(await desk.ask(input));

/** The sample articles that come with the desk. */
async function takeSeeds(): Promise<void> {
  const folder = new URL("../../../seeds/", import.meta.url);
  for (const name of readdirSync(folder)) desk.room.write(name, readFileSync(new URL(name, folder), "utf8"));
  await desk.room.round();
}

async function storyId(words: string): Promise<string> {
  const action = readAction(actionOf(await desk.ask(`story ${words}`), "Sources"));
  return action?.args[0] ?? "";
}

describe("latest", () => {
  test("lists stories with what opens each, and leads to it", async () => {
    const message = await desk.ask("latest");
    expect(textOf(message)).toContain("Tarn bridge closed after crack is found");
    expect(textOf(message)).toContain("1 report: ");
    const story = await desk.press(actionOf(message, "Full story"));
    expect(textOf(story)).toContain("[Evidence] [Sources]");
  });

  test("keeps to a topic, and says when there is nothing on it", async () => {
    expect(await read("latest bridges")).not.toContain("Eastholm");
    expect(await read("latest topic:opera")).toContain("No story is on “opera”");
  });

  test("turns pages in the place of the private answer, both ways", async () => {
    await takeSeeds();
    const first = await desk.ask("latest");
    expect(textOf(first)).not.toContain("← Newer");
    const second = await desk.answer({ kind: "button", action: actionOf(first, "Older") });
    expect(second).toMatchObject({ kind: "message", replaces: true });
    const back = await desk.answer({ kind: "button", action: actionOf(messageOf(second), "← Newer") });
    expect(messageOf(back)).toEqual(first);
  });
});

describe("story", () => {
  test.each(["bridge", "Tarn bridge", "cracked pier", "TARN BRIDGE CLOSED AFTER CRACK IS FOUND"])(
    "is found by %j",
    async (words) => {
      expect(await read(`story ${words}`)).toMatch(/^Tarn bridge closed after crack is found/);
    },
  );

  test("is found by its id, the beginning of it and its page's address", async () => {
    const id = await storyId("bridge");
    for (const text of [id, id.slice(0, 6), `https://desk.example/stories/${id}`]) {
      expect(await read(`story ${text}`)).toMatch(/^Tarn bridge closed/);
    }
  });

  test("asks back when several fit, and when none does", async () => {
    desk.room.write(
      "other.txt",
      TEXTS.comet.replace("Observatory on Mount Sorrel sights a new comet", "Vellmar bridge of glass wins a prize"),
    );
    await desk.room.round();
    const several = await desk.ask("story bridge");
    expect(several.summary).toContain("Several stories fit");
    expect(textOf(await desk.press(actionOf(several, "Tarn bridge")))).toMatch(/^Tarn bridge closed/);
    expect(await read("story opera")).toContain("No story fits “opera”");
    expect(await read("story")).toContain("Which story?");
  });

  test("comes in three sizes", async () => {
    const full = await desk.ask("story bridge");
    const brief = await desk.press(actionOf(full, "Brief"));
    const headline = await desk.press(actionOf(full, "Headline"));
    const lengths = [full, brief, headline].map((message) => textOf(message).length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    expect(textOf(headline)).not.toContain("divers found");
  });
});

describe("search", () => {
  test("shows the passage with the words in bold", async () => {
    const message = await desk.ask("search third pier");
    const bold = message.blocks.flatMap((block) =>
      block.kind === "quote" ? block.spans.filter(({ style }) => style === "bold") : [],
    );
    expect(bold.map(({ text }) => text)).toEqual(["third", "pier"]);
    expect(await read("third pier")).toBe(textOf(message));
  });

  test("remembers words that are too long for a button", async () => {
    const words = "council Vellmar closed bridge all traffic Saturday after divers found crack third pier";
    const action = actionOf(await desk.ask(`search ${words}`), "Share");
    expect(action.length).toBeLessThanOrEqual(MAX_ACTION);
    await desk.press(action);
    await desk.room.round();
    expect(desk.room.posted.at(-1)?.summary).toContain("council Vellmar closed bridge");
  });

  test("says when nothing has all the words", async () => {
    expect(await read("search opera bridge")).toContain("No article has all of these words");
    expect(await read("search")).toContain("What are you looking for?");
  });
});

describe("brief", () => {
  const words = (text: string): number => text.split(/\s+/).length;

  test("keeps to its minutes, with the first sentence of every story before any second", async () => {
    await takeSeeds();
    const one = await read("brief 1");
    expect(words(one)).toBeLessThan(290);
    for (const opening of ["First: ", "Next: ", "And finally: "]) expect(one).toContain(opening);
    expect(words(await read("brief 10"))).toBeGreaterThan(words(one));
  });

  test.each(["brief 0", "brief 31", "brief 1000", "brief minutes:soon"])(
    "%j is answered with what it takes",
    async (text) => {
      expect(await read(text)).toContain("minutes from 1 to 30");
    },
  );
});

describe("sources and evidence", () => {
  test("sources are listed with the way to the evidence", async () => {
    const message = await desk.ask("sources bridge");
    expect(textOf(message)).toContain("1 independent report");
    expect(textOf(await desk.press(actionOf(message, "Evidence")))).toContain("In the source");
  });

  test("each sentence is quoted as it stands in its article, one page a sentence", async () => {
    const article = TEXTS.bridge.replaceAll(/\s+/g, " ");
    let message = await desk.press(actionOf(await desk.ask("story bridge"), "Evidence"));
    let pages = 0;
    for (;;) {
      const quotes = message.blocks.filter((block) => block.kind === "quote");
      expect(quotes.length).toBeGreaterThan(0);
      for (const { spans } of quotes) {
        const strange = spans.filter(
          ({ text, style }) => style !== "quiet" && !article.includes(text.replaceAll(/\s+/g, " ")),
        );
        expect(strange).toEqual([]);
        expect(spans.some(({ style }) => style === "bold")).toBe(true);
      }
      pages += 1;
      if (!textOf(message).includes("[Next →]") && !textOf(message).includes("Next →")) break;
      message = await desk.press(actionOf(message, "Next"));
    }
    expect(message.summary).toContain(`Evidence ${pages} of ${pages}`);
    expect(pages).toBeGreaterThan(3);
  });

  test("an old post shows the evidence of what it said", async () => {
    const action = actionOf(await desk.ask("story bridge"), "Evidence");
    const before = await desk.press(action);
    desk.room.write("bridge.txt", TEXTS.bridge.replace("Tarn bridge closed", "The Tarn bridge is closed"));
    await desk.room.round();
    expect(await desk.press(action)).toEqual(before);
  });
});

describe("share", () => {
  test("owes the answer to the channel once, however often its request comes", async () => {
    const action = actionOf(await desk.ask("story bridge"), "Share");
    const posted = desk.room.posted.length;
    const press = async (id: string): Promise<Answer> => await desk.answer({ kind: "button", action }, {}, id);
    const answers = await Promise.all([press("p1"), press("p1"), press("p1")]);
    for (const answer of answers) expect(messageOf(answer).summary).toBe("Shared to this channel.");
    expect(messageOf(await press("p2")).summary).toBe("This was shared a moment ago.");
    await desk.room.round();
    const shared = desk.room.posted.slice(posted);
    expect(shared.map(({ channel, summary }) => [channel, summary])).toEqual([
      ["wire", "Tarn bridge closed after crack is found"],
    ]);
    expect(textOf(shared[0]!.message)).not.toContain("Share to channel");
    expect(desk.woken()).toBeGreaterThan(0);
  });

  test("may be done again later", async () => {
    const action = actionOf(await desk.ask("latest"), "Share");
    await desk.press(action);
    desk.room.advance(120_000);
    expect((await desk.press(action)).summary).toBe("Shared to this channel.");
  });

  test.each(["latest", "story bridge", "search bridge", "brief", "sources bridge"])(
    "stands under the answer to %j",
    async (text) => {
      expect((await desk.press(actionOf(await desk.ask(text), "Share"))).summary).toBe("Shared to this channel.");
    },
  );
});

describe("votes", () => {
  test("count once a person, can be changed and taken back, and are shown", async () => {
    const id = await storyId("bridge");
    const vote = async (sign: string, user: string): Promise<string> =>
      (await desk.press(`vote:${id}:${sign}`, { user })).summary;
    expect(await vote("up", "U1")).toContain("👍 1 · 👎 0");
    expect(await vote("up", "U2")).toContain("👍 2 · 👎 0");
    expect(await vote("down", "U2")).toContain("Your vote is changed to 👎");
    expect(await read("story bridge")).toContain("👍 1 · 👎 1");
    expect(await vote("down", "U2")).toContain("taken back");
  });
});

describe("what comes twice", () => {
  test.each(["follow", "vote"])("acts once: %s", async (verb) => {
    const id = await storyId("bridge");
    const action = verb === "vote" ? `vote:${id}:up` : `follow:${id}`;
    const first = await desk.answer({ kind: "button", action }, {}, "same");
    const second = await desk.answer({ kind: "button", action }, {}, "same");
    expect(second).toEqual(first);
    expect(await desk.room.store.votes.count(id)).toEqual({ up: verb === "vote" ? 1 : 0, down: 0 });
    const follows = await desk.room.store.follows.of({ platform: "console", user: "U1" });
    expect(follows).toHaveLength(verb === "follow" ? 1 : 0);
  });
});

describe("help and typos", () => {
  test("nothing asked is answered with examples and the newest stories", async () => {
    expect(await read("")).toContain("/news brief 5");
    expect(await read("")).toContain("[Tarn bridge closed after crack is found]");
  });

  test("a typo is asked about, with a button that does it", async () => {
    const message = await desk.ask("serch pier");
    expect(message.summary).toBe("Did you mean /news search pier?");
    expect(textOf(await desk.press(actionOf(message, "/news search")))).toContain("Articles with “pier”");
  });
});

describe("anything else", () => {
  test("is answered, within what platforms take", async () => {
    const words = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc
        .tuple(fc.constantFrom(...VERBS, "find", "unsub"), fc.string({ unit: "grapheme", maxLength: 40 }))
        .map((parts) => parts.join(" ")),
    );
    const id = await storyId("bridge");
    const args = fc.array(
      fc.oneof(fc.constantFrom(id, "0", "1", ".", "up", "full", "~0123456789ab", "~"), fc.string({ maxLength: 8 })),
      { maxLength: 4 },
    );
    const button = fc
      .tuple(fc.constantFrom(...VERBS), args)
      .map(([verb, list]) => `${verb}${list.map((arg) => `:${arg}`).join("")}`);
    const input: fc.Arbitrary<Input> = fc.oneof(
      words.map((text): Input => ({ kind: "words", text })),
      button.map((action): Input => ({ kind: "button", action })),
      fc
        .tuple(
          button,
          fc.dictionary(fc.constantFrom("first", "story", "topics", "schedule", "timezone", "kind"), fc.string()),
        )
        .map(([action, values]): Input => ({ kind: "form", action, values })),
      fc
        .tuple(
          fc.constantFrom(...VERBS),
          fc.dictionary(
            fc.constantFrom("story", "topic", "words", "minutes", "about", "name", "schedule"),
            fc.string(),
          ),
        )
        .map(([verb, options]): Input => ({ kind: "command", verb, options })),
      fc.constant<Input>({ kind: "home" }),
    );
    await fc.assert(
      fc.asyncProperty(input, fc.boolean(), async (asked, isReader) => {
        const answer = await desk.answer(asked, isReader ? READER : {});
        expect(misfits(answer)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(desk.room.logged.filter((line) => line.startsWith("error"))).toEqual([]);
  });
});

/** What no platform could show: no words, labels or actions that are too long, a form with too long a title. */
function misfits(answer: Answer): readonly string[] {
  if (answer.kind === "form") return answer.form.title.length <= 24 ? [] : [answer.form.title];
  const { summary, blocks } = answer.message;
  const buttons = blocks.flatMap((block) => ("buttons" in block ? block.buttons : []));
  return [
    ...(summary.trim() === "" ? ["no summary"] : []),
    ...(blocks.length === 0 ? ["no blocks"] : []),
    ...buttons.filter(({ label }) => label.length > 40 || label.trim() === "").map(({ label }) => label),
    ...buttons.flatMap((button) => ("action" in button && button.action.length > MAX_ACTION ? [button.action] : [])),
  ];
}

test("a fault of the desk is answered in words and written into the log", async () => {
  await desk.room.store.close();
  expect((await desk.ask("latest")).summary).toContain("it is the desk's fault");
  expect(desk.room.logged.at(-1)).toContain("could not be answered");
  const { conversation } = desk;
  const from = {
    platform: "console",
    workspace: "",
    channel: "wire",
    user: "U1",
    mayManage: { allowed: true },
  } as const;
  expect(await conversation.suggest(from, "story", "story", "a")).toEqual([]);
  expect(actionText({ verb: "help", args: [] })).toBe("help");
});
