import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../core/message.ts";
import type { Platform, PostOutcome } from "../../core/platform.ts";
import { SUBSCRIPTION_DEFAULTS } from "../../core/subscription.ts";
import type { Subscription } from "../../core/subscription.ts";
import { createConsole } from "./index.ts";
import type { Screen } from "./index.ts";
import { plainText, renderConsole } from "./render.ts";
import { onTerminal } from "./terminal.ts";

const DESK: Subscription = {
  name: "Night desk",
  platform: "console",
  channel: "night",
  ...SUBSCRIPTION_DEFAULTS,
};

const MESSAGE: Message = {
  summary: "Bridge closed",
  blocks: [
    { kind: "headline", spans: [{ text: "Bridge over the Tarn closed" }] },
    {
      kind: "paragraph",
      spans: [{ text: "The council closed the bridge on Monday after a crack was found in a pier." }],
    },
    { kind: "quote", spans: [{ text: "“Nobody crosses it,” said Ada Munk." }] },
    { kind: "heading", text: "What This Could Mean" },
    {
      kind: "bullets",
      items: [[{ text: "Next step:", style: "bold" }, { text: " Engineers report on Friday." }], [{ text: "Second." }]],
    },
    { kind: "divider" },
    { kind: "context", items: [[{ text: "Tarn Courier", href: "https://tarn.example/bridge" }]] },
  ],
};

const TEXT = `Bridge over the Tarn closed

The council closed the bridge on Monday after a crack was found in a pier.

  “Nobody crosses it,” said Ada Munk.

What This Could Mean
- Next step: Engineers report on Friday.
- Second.

* * *

Tarn Courier <https://tarn.example/bridge>`;

function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`one expected, not ${list.length}`);
  return first;
}

describe("a message on a console", () => {
  const payload = only(renderConsole(MESSAGE));

  test("is plain lines in a pipe", () => {
    expect(plainText(payload)).toBe(TEXT);
  });

  test("survives the store, which keeps it as JSON", () => {
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
  });

  test("wraps between words and sets in what belongs to a bullet", () => {
    const text = onTerminal(payload, 30, false);
    expect(text).toContain("The council closed the bridge\non Monday after a crack was\nfound in a pier.");
    expect(text).toContain("- Next step: Engineers report\n  on Friday.");
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(30);
  });

  test("has bold headings and labels and dim sources", () => {
    const text = onTerminal(payload, 80, true);
    expect(text).toContain("\u001b[1mBridge over the Tarn closed\u001b[22m");
    expect(text).toContain("- \u001b[1mNext step:\u001b[22m Engineers");
    expect(text).toContain("\u001b[2mTarn Courier <https://tarn.example/bridge>\u001b[22m");
  });

  test("is never wider than is good to read", () => {
    const long = only(
      renderConsole({ summary: "", blocks: [{ kind: "paragraph", spans: [{ text: "word ".repeat(200) }] }] }),
    );
    expect(
      Math.max(
        ...onTerminal(long, 400, false)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  test.each([
    ["a word longer than the line", "x".repeat(50), ["x".repeat(20), "x".repeat(20), "x".repeat(10)]],
    ["wide letters without blanks", "橋が閉鎖された".repeat(3), ["橋が閉鎖された橋が閉", "鎖された橋が閉鎖され", "た"]],
    ["blanks at a line's end", `${"ab ".repeat(6)}   cdefgh`, ["ab ab ab ab ab ab", "cdefgh"]],
  ])("breaks %s", (_, text, lines) => {
    const payload = only(renderConsole({ summary: "", blocks: [{ kind: "paragraph", spans: [{ text }] }] }));
    expect(onTerminal(payload, 20, false).split("\n")).toEqual(lines);
  });

  test("cannot move the cursor, colour the screen, ring the bell or turn text round", () => {
    const text = "a\u001b[31mb\u0007c\u009b2Jd\u202ee\u2066f\ng";
    const payload = only(
      renderConsole({
        summary: "",
        blocks: [{ kind: "headline", spans: [{ text, href: "https://x.example/\u001b[0m" }] }],
      }),
    );
    expect(plainText(payload)).toBe("a[31mbc2Jdef g <https://x.example/[0m>");
  });
});

const EVER = { since: 0, under: null };

describe("the record of a console", () => {
  let folder = "";
  let shown = "";
  const clock = { now: () => Date.parse("2026-11-22T08:00:00Z") };
  const screen: Screen = { columns: () => null, colours: false, write: (text) => void (shown += text) };
  const payload = only(renderConsole(MESSAGE));
  const file = (): string => join(folder, "data", "console-night.jsonl");
  const open = (to: Screen = screen, onScreenGone: (error: unknown) => void = () => {}) =>
    createConsole({ folder: join(folder, "data"), screen: to, clock, onScreenGone });

  const send = (to: Platform, key: string, what: unknown): Promise<PostOutcome> =>
    to.send(DESK, { kind: "post", key, payload: what }, () => true);
  const find = async (to: Platform, key: string): Promise<string | null> => {
    const history = await to.history(DESK, EVER);
    if (!history.known) throw new Error(history.reason);
    return history.posts.get(key) ?? null;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "copydesk-console-"));
    shown = "";
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("holds each post as one line, before it is shown", async () => {
    const desk = open({ ...screen, write: (text) => void (shown += `${existsSync(file())} ${text}`) });
    expect(await send(desk, "k1", payload)).toEqual({ ok: true, messageId: "console:k1" });
    const line = readFileSync(file(), "utf8");
    expect(JSON.parse(line)).toEqual({ key: "k1", at: "2026-11-22T08:00:00.000Z", channel: "Night desk", text: TEXT });
    expect(line.endsWith("}\n")).toBe(true);
    expect(shown).toBe(`true ${TEXT}\n\n\n`);
    await desk.close();
  });

  test("answers what stands in it, also after a restart, and not by a key that the text only mentions", async () => {
    const first = open();
    await send(first, "k1", only(renderConsole({ summary: "", blocks: [{ kind: "heading", text: "about k2" }] })));
    await first.close();
    const second = open();
    expect(await find(second, "k1")).toBe("console:k1");
    expect(await find(second, "k2")).toBeNull();
    await second.close();
  });

  test("answers for a key that stands in it without a second line or a second print", async () => {
    const first = open();
    await send(first, "k1", payload);
    expect(await send(first, "k1", payload)).toEqual({ ok: true, messageId: "console:k1" });
    await first.close();
    // A database restored from a backup owes what was posted after it.
    const second = open();
    expect(await send(second, "k1", payload)).toEqual({ ok: true, messageId: "console:k1" });
    expect(await send(second, "k2", payload)).toEqual({ ok: true, messageId: "console:k2" });
    await second.close();
    const lines = readFileSync(file(), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(["k1", "k2"]);
    expect(shown.split(TEXT)).toHaveLength(3);
  });

  test("finds keys beyond the part of it that is read at once, and after lines that are not its own", async () => {
    const first = open();
    await find(first, "none");
    await first.close();
    const long = JSON.stringify({ key: "k0", text: "é".repeat(100_000) });
    writeFileSync(file(), `${long}\nnot a post\n${JSON.stringify({ key: "k1", text: "a\u2028b" })}\n`);
    const desk = open();
    expect(await find(desk, "k0")).not.toBeNull();
    expect(await find(desk, "k1")).not.toBeNull();
    expect(await find(desk, "k2")).toBeNull();
    await desk.close();
  });

  test.each([
    ["in the only line", ""],
    ["after whole lines", `${JSON.stringify({ key: "k0", text: "x".repeat(100_000) })}\n`],
  ])("loses a line that a crash cut short: %s", async (_, whole) => {
    await open().close();
    const first = open();
    await find(first, "none");
    await first.close();
    writeFileSync(file(), whole);
    appendFileSync(file(), `{"key":"k1","text":"${"y".repeat(150_000)}`);
    const desk = open();
    expect(await find(desk, "k1")).toBeNull();
    await send(desk, "k1", payload);
    const lines = readFileSync(file(), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(
      whole === "" ? ["k1"] : ["k0", "k1"],
    );
    await desk.close();
  });

  test("goes on when nobody reads the screen any more, and says so once", async () => {
    const told: unknown[] = [];
    const gone = new Error("EPIPE");
    const desk = open(
      {
        ...screen,
        write: () => {
          throw gone;
        },
      },
      (error) => told.push(error),
    );
    expect((await send(desk, "k1", payload)).ok).toBe(true);
    expect((await send(desk, "k2", payload)).ok).toBe(true);
    expect(told).toEqual([gone]);
    expect(readFileSync(file(), "utf8").trimEnd().split("\n")).toHaveLength(2);
    await desk.close();
  });

  test("that cannot be written is an outcome, not an exception, and is tried anew", async () => {
    writeFileSync(join(folder, "data"), "a file where the folder should be");
    const desk = open();
    expect(await send(desk, "k1", payload)).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
    expect(await desk.history(DESK, EVER)).toMatchObject({ known: false });
    rmSync(join(folder, "data"));
    expect(await send(desk, "k1", payload)).toMatchObject({ ok: true });
    await desk.close();
  });
});
