import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { outboxView } from "../../commands/outbox.ts";
import type { Failure } from "../../core/delivery.ts";
import { laneNamed, openOutbox } from "./outbox.fixture.ts";
import type { Outbox } from "./outbox.fixture.ts";
import { carryOut, startRequests } from "./requests.ts";

const MINUTE = 60_000;

let box: Outbox;

beforeEach(async () => {
  box = await openOutbox();
});

afterEach(async () => {
  await box.dispatcher().close();
  await box.close();
});

const refused = (what: "payload" | "channel" | "account"): Failure => ({
  kind: "refused",
  what,
  reason: "it is not allowed",
  mend: "Allow it.",
});
const unreadable = { known: false, reason: "no permission", mend: "Give it." } as const;

/** As another process asks beside the desk. */
async function ask(verb: "retry" | "drop" | "resume", subject: string): Promise<string | null> {
  const requests = startRequests(box.ports, box.dispatcher());
  const number = await box.store.lanes.ask(verb, subject, box.ports.clock.now());
  await box.pass(2_000);
  await requests.close();
  return box.store.lanes.answerOf(number);
}

const keys = (): readonly string[] => box.standing.map(({ key }) => key);

describe("an operator beside a running desk", () => {
  test("sends again what was given up", async () => {
    box.faults.push(refused("payload"));
    await box.owe("a");
    await box.pass(0);
    expect(await box.stateOf("a")).toBe("dead");
    expect(await ask("retry", "a")).toBe('a is sent again to channel "news".');
    expect(keys()).toEqual(["a"]);
  });

  test("sends again what may have arrived, without any more waiting", async () => {
    box.faults.push({ kind: "unclear", reason: "timeout" });
    box.look.answer = unreadable;
    await box.owe("a");
    await box.pass(5 * MINUTE);
    await ask("retry", "a");
    expect(keys()).toEqual(["a"]);
  });

  test("drops what may have arrived, and the lane goes on", async () => {
    box.faults.push("landed-unclear");
    box.look.answer = unreadable;
    await box.owe("a");
    await box.owe("b");
    await box.pass(5 * MINUTE);
    expect(await ask("drop", "a")).toBe('a is not sent to channel "news".');
    expect(keys()).toEqual(["a", "b"]);
    expect((await box.rowOf("a")).status).toMatchObject({ state: "cancelled", reason: "An operator dropped it." });
  });

  test.each(["news", laneNamed("news")])("resumes a paused channel by %s", async (subject) => {
    box.faults.push(refused("channel"));
    await box.owe("a");
    await box.pass(0);
    expect(await ask("resume", subject)).toBe(`${subject} is resumed.`);
    expect(keys()).toEqual(["a"]);
  });

  test.each(["channel", "platform"] as const)("ends a wait that the platform asked of a %s", async (scope) => {
    box.faults.push({ kind: "rate-limited", retryAfterMs: 60 * MINUTE, scope });
    await box.owe("a");
    await box.pass(MINUTE);
    expect(keys()).toEqual([]);
    expect(await ask("resume", scope === "channel" ? "news" : "console")).toContain("is resumed.");
    expect(keys()).toEqual(["a"]);
  });

  test("resumes a platform whose account was refused", async () => {
    box.faults.push(refused("account"));
    await box.owe("a");
    await box.owe("s", { to: "sport" });
    await box.pass(0);
    expect(await ask("resume", "console")).toBe("console is resumed.");
    await box.pass(MINUTE);
    expect([...keys()].sort()).toEqual(["a", "s"]);
  });
});

test.each([
  ["retry", "none", "There is no delivery none."],
  ["retry", "a", "a was sent already."],
  ["drop", "a", "a was sent already."],
  ["resume", "news", "news is not paused."],
] as const)("%s %s is refused in words", async (verb, subject, words) => {
  await box.owe("a");
  await box.pass(0);
  const { done, answer } = await carryOut(box.store, verb, subject, 0);
  expect(done).toBe(false);
  expect(answer).toContain(words);
});

test("the outbox says what is owed, what holds it up and what was given up, with the mends", async () => {
  box.faults.push(refused("payload"), refused("channel"));
  await box.owe("a");
  await box.owe("b");
  await box.pass(MINUTE);
  const view = await outboxView(box.store, box.ports.clock.now());
  expect(view).toMatchObject({
    counts: { pending: 1, dead: 1 },
    held: [{ lane: laneNamed("news"), reason: "it is not allowed", mend: "Allow it." }],
    owed: [{ key: "b", channel: "news", state: "pending", tries: 1, ageMs: MINUTE, reason: null }],
    dead: [{ key: "a", reason: "it is not allowed", mend: "Allow it." }],
  });
});
