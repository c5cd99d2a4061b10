import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, READY, TEXTS } from "../../jobs/newsroom.fixture.ts";
import { fillDueSlot, startSchedule } from "../../jobs/schedule.ts";
import { actionOf, openNewsdesk, READER, textOf } from "./newsdesk.fixture.ts";
import type { Newsdesk } from "./newsdesk.fixture.ts";

/** It is noon UTC on Sunday, 22 November 2026. */
let desk: Newsdesk;

beforeEach(async () => {
  desk = await openNewsdesk([{ ...READY, timezone: "Europe/Lisbon", channel: "elsewhere" }]);
});

afterEach(async () => {
  await desk.close();
});

const names = (): readonly string[] => desk.room.ports.channels().map(({ name }) => name);
const editions = async (name: string): Promise<readonly (readonly [slot: string, stories: number])[]> =>
  (await desk.room.store.editions.latest(9, name)).map(({ slot, stories }) => [slot, stories.length]);

describe("subscribing", () => {
  test("takes words, guesses the zone, says when the first edition comes", async () => {
    const message = await desk.ask("subscribe bridges weekdays at 8");
    expect(textOf(message)).toContain(
      "A digest of stories on bridges: weekdays at 08:00 (Europe/Lisbon). First edition: Monday 23 November 2026, 08:00 (Europe/Lisbon), in 20 hours.",
    );
    expect(names()).toEqual(["wire", "Bridges in wire"]);
    expect(desk.room.ports.channels()[1]).toMatchObject({
      platform: "console",
      channel: "wire",
      schedule: "0 8 * * 1-5",
      topics: ["bridges"],
      kind: "digest",
    });
  });

  test("takes the options of a command", async () => {
    await desk.ask({
      kind: "command",
      verb: "subscribe",
      options: { topics: "bridges, ferries", schedule: "9pm", timezone: "tokyo", kind: "briefing", name: "Crossings" },
    });
    expect(desk.room.ports.channels()[1]).toMatchObject({
      name: "Crossings",
      schedule: "0 21 * * *",
      timezone: "Asia/Tokyo",
      kind: "briefing",
      topics: ["bridges", "ferries"],
    });
  });

  test("takes a form, which knows what was typed before", async () => {
    const asked = await desk.ask("subscribe bridges at 25:00 tz lisbn");
    expect(textOf(asked)).toContain("“lisbn” is not a time zone. Did you mean Europe/Lisbon?");
    const form = await desk.form(actionOf(asked, "Fill in a form"));
    const values = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? ""]));
    expect(values).toMatchObject({ timezone: "Europe/Lisbon", kind: "digest" });
    expect((await desk.submit(form.action, { ...values, schedule: "8:00" })).summary).toMatch(/^Subscribed: /);
  });

  test("names what is wrong, all at once", async () => {
    const message = await desk.ask({
      kind: "command",
      verb: "subscribe",
      options: { schedule: "soonish", timezone: "Mars/Olympus", kind: "daily", topics: "x".repeat(61) },
    });
    for (const wrong of ["“soonish”", "“Mars/Olympus”", "“daily”", "60 characters fit"])
      expect(textOf(message)).toContain(wrong);
    expect(names()).toEqual(["wire"]);
  });

  test("gives each a name of its own, and makes none that is there already", async () => {
    await desk.ask("subscribe at 8");
    expect(textOf(await desk.ask("subscribe at 8:00"))).toContain("This channel has that already, as “News in wire”");
    await desk.ask("subscribe at 9");
    expect(names()).toEqual(["wire", "News in wire", "News in wire 2"]);
  });

  test("is named after the channel as people know it", async () => {
    await desk.ask("subscribe ferries at 8", { channelName: "harbour-watch" });
    expect(names()).toEqual(["wire", "Ferries in harbour-watch"]);
  });

  test("without options is a form", async () => {
    const answer = await desk.answer({ kind: "command", verb: "subscribe", options: {} });
    expect(answer).toMatchObject({ kind: "form", form: { action: "subscribe" } });
  });

  test("is done once, however often the request comes", async () => {
    const input = { kind: "words", text: "subscribe at 8" } as const;
    const [one, two] = [await desk.answer(input, {}, "same"), await desk.answer(input, {}, "same")];
    expect(two).toEqual(one);
    expect(names()).toEqual(["wire", "News in wire"]);
  });

  test("is refused to who may not, with who may", async () => {
    for (const text of ["subscribe at 8", "unsubscribe wire"]) {
      expect(textOf(await desk.ask(text, READER))).toContain(
        "You may not manage this channel's subscriptions: Ask the channel's creator.",
      );
    }
    expect(textOf(await desk.press("subscribe", READER))).toContain("You may not manage");
    expect(names()).toEqual(["wire"]);
  });

  test("without words asks what is wanted", async () => {
    expect(textOf(await desk.ask("subscribe"))).toContain("What should this channel receive, and when?");
    expect(names()).toEqual(["wire"]);
  });
});

describe("a new subscription", () => {
  test("posts no edition of before, and the next one with the news of the last days", async () => {
    desk.room.write("bridge.txt", TEXTS.bridge);
    await desk.room.round();
    await desk.ask("subscribe daily at 8 tz UTC");
    const [, channel] = desk.room.ports.channels();
    expect(await fillDueSlot(desk.room.ports, channel!)).toBeNull();
    desk.room.advance(21 * HOUR);
    expect(await fillDueSlot(desk.room.ports, channel!)).toMatchObject({ label: "2026-11-23T08:00" });
    expect(await editions("News in wire")).toEqual([
      ["2026-11-23T08:00", 1],
      ["2026-11-22T08:00", 0],
    ]);
  });

  test("to what is ready gets what comes from now on, also after a restart", async () => {
    desk.room.write("bridge.txt", TEXTS.bridge);
    await desk.room.round();
    await desk.ask("subscribe ready");
    desk.room.restart();
    await desk.room.round();
    desk.room.write("cup.txt", TEXTS.cup);
    await desk.room.round();
    const got = desk.room.posted.filter(({ channel }) => channel === "News in wire").map(({ summary }) => summary);
    expect(got).toEqual(["Eastholm win Federation Cup tie on penalties"]);
    expect(textOf(await desk.ask("why bridge"))).toContain("Not in News in wire: it is older than the subscription");
  });

  test("is fired by a schedule that runs already", async () => {
    const schedule = await startSchedule(desk.room.ports, () => {});
    await desk.ask("subscribe daily at 8 tz UTC");
    desk.room.advance(21 * HOUR);
    await schedule.refresh();
    expect((await editions("News in wire"))[0]).toEqual(["2026-11-23T08:00", 0]);
    await desk.ask("unsubscribe");
    desk.room.advance(24 * HOUR);
    await schedule.refresh();
    await schedule.close();
    expect((await editions("News in wire"))[0]).toEqual(["2026-11-23T08:00", 0]);
  });
});

describe("subscriptions", () => {
  test("are shown with their last and next editions, in their own zones", async () => {
    await desk.ask("subscribe bridges daily at 8 tz Tokyo");
    desk.room.write("bridge.txt", TEXTS.bridge);
    await desk.room.round();
    expect(textOf(await desk.ask("subscriptions"))).toContain("Last edition: none yet");
    desk.room.advance(12 * HOUR);
    await fillDueSlot(desk.room.ports, desk.room.ports.channels()[1]!);
    desk.room.advance(HOUR);
    const text = textOf(await desk.ask("next"));
    expect(text).toContain("Last edition: 23 November 2026, 09:00 (Asia/Tokyo), 1 hour ago, with 1 story");
    expect(text).toContain("Next edition: Tuesday 24 November 2026, 08:00 (Asia/Tokyo), in 22 hours");
  });

  test("of a channel without any lead to one", async () => {
    expect(textOf(await desk.ask("subscriptions"))).toBe(
      "This channel has no subscriptions.\n[Subscribe…] [Latest stories]",
    );
    expect(textOf(await desk.ask("next", READER))).not.toContain("[Subscribe…]");
  });

  test("end by name or by button, and can be made again", async () => {
    await desk.ask("subscribe bridges at 8");
    await desk.ask("subscribe ferries at 8");
    const which = await desk.ask("unsubscribe brigdes in wire");
    expect(textOf(which)).toContain("Did you mean “Bridges in wire”?");
    const ended = await desk.press(actionOf(which, "End Bridges"));
    expect(names()).toEqual(["wire", "Ferries in wire"]);
    const form = await desk.form(actionOf(ended, "Make it again"));
    await desk.submit(form.action, Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? ""])));
    expect(names().toSorted()).toEqual(["Bridges in wire", "Ferries in wire", "wire"]);
  });

  test("of the configuration are ended in the configuration", async () => {
    const there = { channel: "elsewhere" };
    expect(textOf(await desk.ask("subscriptions", there))).toContain("Set in the configuration file.");
    expect(textOf(await desk.ask("unsubscribe wire", there))).toContain("set in the configuration file");
    expect(names()).toEqual(["wire"]);
  });

  test("stand on the app's page with the desk's health", async () => {
    await desk.ask("subscribe bridges at 8");
    const text = textOf(await desk.ask({ kind: "home" }));
    expect(text).toContain("Bridges in wire");
    expect(text).toContain("Nothing waits to be posted.");
  });
});

describe("completions", () => {
  const suggest = async (
    verb: "subscribe" | "story" | "unsubscribe",
    option: string,
    typed: string,
  ): Promise<readonly string[]> => {
    const from = {
      platform: "console",
      workspace: "W1",
      channel: "wire",
      user: "U1",
      mayManage: { allowed: true },
    } as const;
    return (await desk.conversation.suggest(from, verb, option, typed)).map(({ label }) => label);
  };

  beforeEach(async () => {
    desk.room.write("bridge.md", `---\ntags: [Tarn bridge, ferries]\n---\n${TEXTS.bridge}`);
    await desk.room.round();
  });

  test.each([
    ["story", "story", "tarn br", ["Tarn bridge closed after crack is found"]],
    ["story", "story", "", ["Tarn bridge closed after crack is found"]],
    ["story", "story", "opera", []],
    ["subscribe", "topics", "fer", ["ferries"]],
    ["subscribe", "topics", "storms, bri", ["storms, Tarn bridge"]],
    ["subscribe", "topics", "ferries, fer", []],
    ["subscribe", "timezone", "lisb", ["Europe/Lisbon"]],
    ["subscribe", "schedule", "8", []],
  ] as const)("of %s's %s %j are %j", async (verb, option, typed, labels) => {
    expect(await suggest(verb, option, typed)).toEqual(labels);
  });

  test("of names are those of the channel", async () => {
    await desk.ask("subscribe bridges at 8");
    expect(await suggest("unsubscribe", "name", "bri")).toEqual(["Bridges in wire"]);
  });

  test("are few and short enough for every platform", async () => {
    const zones = await desk.conversation.suggest(
      { platform: "console", workspace: "", channel: "wire", user: "U1", mayManage: { allowed: true } },
      "subscribe",
      "timezone",
      "",
    );
    expect(zones).toHaveLength(25);
  });
});
