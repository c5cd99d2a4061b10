import { describe, expect, it } from "vitest";
import { actionText } from "../../core/action.ts";
import type { Block, Button, Message } from "../../core/message.ts";
import { actionOf } from "./buttons.ts";
import { TYPE, countOf } from "./components.ts";
import type { FullPayload } from "./components.ts";
import {
  DISPLAY_BYTES,
  MAX_BYTES,
  MAX_COMPONENTS,
  MAX_CONTENT,
  MAX_ROW,
  MAX_TEXT,
  MAX_TITLE,
  renderDiscord,
  simplerDiscord,
} from "./render.ts";

const message = (...blocks: readonly Block[]): Message => ({ summary: "Bridge closed", blocks });
const paragraph = (text: string): Block => ({ kind: "paragraph", spans: [{ text }] });
const PAGE = "https://news.example/s1";
const archive: Block = { kind: "context", items: [[{ text: "All: " }, { text: PAGE, href: PAGE }]] };

function texts({ container }: FullPayload): readonly string[] {
  return container.components.flatMap((one) => (one.type === TYPE.text ? [one.content] : []));
}

/** A sentence of so many characters. */
function sentence(length: number, letter = "x"): string {
  return `A${letter.repeat(length - 2)}.`;
}

describe("a message on Discord", () => {
  it("has large headlines, lists with bold labels, quotations and small print", () => {
    const [payload] = renderDiscord(
      message(
        {
          kind: "headline",
          spans: [
            { text: "Update: ", style: "bold" },
            { text: "Bridge closed", style: "bold" },
          ],
        },
        paragraph("The council closed it."),
        { kind: "quote", spans: [{ text: "“Nobody crosses it,” she said." }] },
        { kind: "heading", text: "What Next" },
        {
          kind: "bullets",
          items: [[{ text: "Friday: ", style: "bold" }, { text: "a report." }], [{ text: "Second." }]],
        },
        { kind: "context", items: [[{ text: "Tarn Courier", style: "quiet" }]] },
      ),
    );
    expect(texts(payload!)).toEqual([
      "## Update: Bridge closed",
      "The council closed it.",
      "> “Nobody crosses it,” she said.",
      "### What Next\n- **Friday:** a report.\n- Second.",
      "-# Tarn Courier",
    ]);
  });

  it("has one largest headline and small headings where it tells several stories", () => {
    const headline = (text: string): Block => ({ kind: "headline", spans: [{ text }] });
    const [payload] = renderDiscord(
      message(headline("Daily"), headline("Bridge"), { kind: "heading", text: "Next" }, paragraph("Soon.")),
    );
    expect(texts(payload!)).toEqual(["## Daily", "### Bridge", "**Next**\nSoon."]);
  });

  it("joins neighbours of one look, for their signs would run into each other", () => {
    const [payload] = renderDiscord(
      message({
        kind: "paragraph",
        spans: [
          { text: "a", style: "bold" },
          { text: " b ", style: "bold" },
          { text: "c", style: "italic" },
        ],
      }),
    );
    expect(texts(payload!)).toEqual(["**a b** *c*"]);
  });

  it("says its title where it has nothing else to say", () => {
    expect(texts(renderDiscord(message())[0]!)).toEqual(["Bridge closed"]);
    expect(texts(renderDiscord({ summary: "\u200b", blocks: [paragraph(" ")] })[0]!)).toEqual(["News"]);
  });

  it("keeps a heading above nothing", () => {
    const [payload] = renderDiscord(message({ kind: "heading", text: "A" }, { kind: "heading", text: "B" }));
    expect(texts(payload!)).toEqual(["### A", "### B"]);
  });

  it("shortens its title at a word", () => {
    const [payload] = renderDiscord({ summary: "Bridge ".repeat(40), blocks: [] });
    expect(payload!.title).toBe(`${"Bridge ".repeat(14).trim()}…`);
    expect(payload!.title.length).toBeLessThanOrEqual(MAX_TITLE);
  });
});

describe("limits of Discord", () => {
  it("let 4,000 characters stand in one payload, and put one more into two", () => {
    const blocks = [paragraph(sentence(2_000)), paragraph(sentence(2_000))];
    const [only, ...more] = renderDiscord(message(...blocks));
    expect(more).toEqual([]);
    expect(texts(only!).join("").length).toBe(MAX_TEXT);
    expect(renderDiscord(message(paragraph(sentence(2_001)), blocks[1]!)).map(texts)).toHaveLength(2);
  });

  it("let 10,170 bytes stand in one payload, and put one more into two", () => {
    const wide = (bytes: number): Block => paragraph(`${"海".repeat(Math.floor(bytes / 3))}${"x".repeat(bytes % 3)}`);
    const half = MAX_BYTES / 2 - DISPLAY_BYTES;
    expect(renderDiscord(message(wide(half), wide(half)))).toHaveLength(1);
    expect(renderDiscord(message(wide(half), wide(half + 1)))).toHaveLength(2);
  });

  it("let 40 components stand in one payload, and put more into two", () => {
    // A text, then a line across and a text each time, in a container.
    const texts = (count: number): readonly Block[] =>
      Array.from({ length: count }, (_, index) => [{ kind: "divider" } as const, paragraph(`Point ${index}.`)])
        .flat()
        .slice(1);
    const [only, ...more] = renderDiscord(message(...texts(20)));
    expect(more).toEqual([]);
    expect(countOf(only!.container)).toBe(MAX_COMPONENTS);
    expect(renderDiscord(message(...texts(21))).map(({ container }) => countOf(container))).toEqual([40, 2]);
  });

  it("keep a message of many small texts in one payload: those that follow one another share a display", () => {
    const item = (index: number): readonly Block[] => [
      { kind: "divider" },
      { kind: "headline", spans: [{ text: `Story ${index}` }] },
      paragraph("It was said."),
      { kind: "context", items: [[{ text: "2 reports", style: "quiet" }]] },
    ];
    const items = (count: number): readonly Block[] => Array.from({ length: count }, (_, index) => item(index)).flat();
    expect(texts(renderDiscord(message(...items(9)))[0]!)).toHaveLength(27);
    const [only, ...more] = renderDiscord(message(...items(11)));
    expect(more).toEqual([]);
    expect(texts(only!)).toHaveLength(11);
    expect(texts(only!)[1]).toBe("### Story 1\nIt was said.\n-# 2 reports");
  });

  it("put five buttons into a row", () => {
    const buttons = Array.from({ length: 6 }, (_, at): Button => ({ label: `B${at}`, action: `story:s${at}` }));
    const [payload] = renderDiscord(message({ kind: "actions", buttons }));
    const rows = payload!.container.components.flatMap((one) => (one.type === TYPE.row ? [one.components.length] : []));
    expect(rows).toEqual([MAX_ROW, 1]);
  });

  it("break a message before the story that no longer fits, and draw no line at an edge", () => {
    const story = (at: number): readonly Block[] => [
      { kind: "divider" },
      paragraph(sentence(1_000, `${at}`)),
      paragraph(sentence(600, `${at}`)),
    ];
    const payloads = renderDiscord(message(...story(1), ...story(2), ...story(3)));
    expect(payloads.map((one) => texts(one).map(({ length }) => length))).toEqual([
      [1_000, 600, 1_000, 600],
      [1_000, 600],
    ]);
    for (const { container } of payloads) {
      expect(container.components[0]?.type).toBe(TYPE.text);
      expect(container.components.at(-1)?.type).toBe(TYPE.text);
    }
  });

  it("part a list between its points, and never a heading from the first of them", () => {
    const items = Array.from({ length: 3 }, () => [{ text: sentence(1_900) }]);
    const pages = renderDiscord(
      message(paragraph(sentence(2_500)), { kind: "heading", text: "Points" }, { kind: "bullets", items }),
    );
    expect(pages.map((page) => texts(page).map((text) => text.slice(0, 12)))).toEqual([
      ["Axxxxxxxxxxx"],
      ["### Points\n-"],
      ["- Axxxxxxxxx"],
    ]);
  });

  it("part a long paragraph between its sentences", () => {
    const text = Array.from({ length: 9 }, (_, at) => sentence(900, String(at))).join(" ");
    const pages = renderDiscord(message(paragraph(text)));
    expect(pages.flatMap(texts).join(" ")).toBe(text);
    for (const line of pages.flatMap(texts)) expect(line).toMatch(/^A.*\.$/);
  });

  it("leave a sentence out that no payload holds, and say so with the page that has it", () => {
    const pages = renderDiscord(message(paragraph(`Before. ${sentence(4_001)} After.`), archive));
    expect(pages.flatMap(texts)).toEqual([
      "Before.\nAfter.",
      `-# All: <${PAGE}>`,
      `-# One sentence is longer than a message may be; left out here. All of it: <${PAGE}>`,
    ]);
  });
});

describe("buttons", () => {
  it("come back as the action that they were made of, also where it stands twice", () => {
    const action = actionText({ verb: "story", args: ["s1", "50%~2"] });
    const [payload] = renderDiscord(
      message({
        kind: "actions",
        buttons: [
          { label: "A", action },
          { label: "B", action },
        ],
      }),
    );
    const ids = payload!.container.components.flatMap((one) =>
      one.type === TYPE.row ? one.components.map((button) => ("custom_id" in button ? button.custom_id : "")) : [],
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids.map(actionOf)).toEqual([action, action]);
  });

  it("are left out when they lead nowhere or say nothing", () => {
    const buttons: readonly Button[] = [
      { label: "Bad", href: "javascript:alert(1)" },
      { label: "\u200b", action: "help" },
      { label: "Page", href: PAGE },
    ];
    const [payload] = renderDiscord(message(paragraph("a"), { kind: "actions", buttons }));
    expect(payload!.container.components[1]).toEqual({
      type: TYPE.row,
      components: [{ type: TYPE.button, style: 5, label: "Page", url: PAGE }],
    });
  });
});

describe("limits of single parts", () => {
  const rowOf = (...wishes: readonly Button[]) => {
    const [payload] = renderDiscord(message(paragraph("a"), { kind: "actions", buttons: wishes }));
    return payload!.container.components.flatMap((one) => (one.type === TYPE.row ? one.components : []));
  };

  it.each([
    [80, "x".repeat(80)],
    [81, `${"x".repeat(79)}…`],
  ])("fit a button's label of %i characters", (length, label) => {
    expect(rowOf({ label: "x".repeat(length), action: "help" })).toMatchObject([{ label }]);
  });

  it("never cut a label inside a sign that people see as one", () => {
    const [button] = rowOf({ label: "👩‍👩‍👧‍👦".repeat(10), action: "help" });
    expect(button!.label).toBe(`${"👩‍👩‍👧‍👦".repeat(7)}…`);
  });

  it.each([
    [100, 1],
    [101, 0],
  ])("take a button with an action of %i characters %i times", (length, times) => {
    expect(rowOf({ label: "A", action: "x".repeat(length) })).toHaveLength(times);
  });

  it.each([
    [512, 1],
    [513, 0],
  ])("take a button with an address of %i characters %i times", (length, times) => {
    const href = `https://a.example/${"x".repeat(length - 18)}`;
    expect(rowOf({ label: "A", href })).toHaveLength(times);
  });

  it.each([
    [100, "x".repeat(100)],
    [101, `${"x".repeat(99)}…`],
  ])("fit a title of %i characters", (length, title) => {
    expect(renderDiscord({ summary: "x".repeat(length), blocks: [] })[0]!.title).toBe(title);
  });
});

describe("plainer forms", () => {
  it("are the words, then the title with its page, then nothing", () => {
    const [payload] = renderDiscord(
      message({ kind: "headline", spans: [{ text: "Bridge" }] }, paragraph("Closed."), archive),
    );
    const words = simplerDiscord(payload!)!;
    expect(words).toMatchObject({ form: "words", content: `## Bridge\nClosed.\n-# All: <${PAGE}>` });
    const line = simplerDiscord(words)!;
    expect(line).toMatchObject({ form: "line", content: `Bridge closed\n<${PAGE}>` });
    expect(simplerDiscord(line)).toBeNull();
  });

  it("keep whole lines within 2,000 characters, and say that there was more", () => {
    const [payload] = renderDiscord(message(paragraph(sentence(1_500)), paragraph(sentence(400)), archive));
    const words = simplerDiscord(payload!)!;
    expect("content" in words && words.content.split("\n")).toEqual([
      sentence(1_500),
      `-# The rest does not fit into this form of the message. All of it: <${PAGE}>`,
    ]);
    expect("content" in words && words.content.length).toBeLessThan(MAX_CONTENT);
  });
});
