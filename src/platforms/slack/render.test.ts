import { describe, expect, it } from "vitest";
import type { Block, Message, Span } from "../../core/message.ts";
import type { SlackBlock } from "./blocks.ts";
import { sizeOf } from "./blocks.ts";
import { FALLBACK_MAX, MESSAGE_BLOCKS, MESSAGE_SIZE, renderSlack, renderView, simplerSlack } from "./render.ts";

const words = (text: string): Block => ({ kind: "paragraph", spans: [{ text }] });
const messageOf = (...blocks: readonly Block[]): Message => ({ summary: "Summary", blocks });
const blocksOf = (...blocks: readonly Block[]): readonly SlackBlock[] =>
  renderSlack(messageOf(...blocks))[0]?.blocks ?? [];
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
/** One sentence of exactly so many characters. */
const sentence = (length: number): string => `T${"i".repeat(length - 2)}.`;
const typesOf = (blocks: readonly SlackBlock[]): readonly string[] => blocks.map(({ type }) => type);
const context = (...items: readonly Span[]): Block => ({ kind: "context", items: items.map((span) => [span]) });

describe("A message in Slack's form", () => {
  it("has its headline as header, headings with their bullets close, small print and buttons last", () => {
    const blocks = blocksOf(
      { kind: "headline", spans: [{ text: "Storm", style: "bold" }] },
      words("The storm came."),
      { kind: "quote", spans: [{ text: "“We saw it,” she said." }] },
      { kind: "heading", text: "Ahead" },
      words("Much is open."),
      { kind: "bullets", items: [[{ text: "Risk: ", style: "bold" }, { text: "The dam may break." }]] },
      context({ text: "2 reports" }),
      { kind: "actions", buttons: [{ label: "Evidence", action: "evidence:s1:1:0" }] },
    );
    expect(typesOf(blocks)).toEqual(["header", "rich_text", "rich_text", "rich_text", "context", "actions"]);
    expect(blocks[3]).toEqual({
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "Ahead", style: { bold: true } },
            { type: "text", text: "\n" },
            { type: "text", text: "Much is open." },
            { type: "text", text: "\n" },
          ],
        },
        {
          type: "rich_text_list",
          style: "bullet",
          elements: [
            {
              type: "rich_text_section",
              elements: [
                { type: "text", text: "Risk: ", style: { bold: true } },
                { type: "text", text: "The dam may break." },
              ],
            },
          ],
        },
      ],
    });
  });

  it("is a text alone when there is nothing to show", () => {
    expect(renderSlack(messageOf())).toEqual([{ form: "text", text: "Summary", blocks: [], page: null }]);
  });

  it("writes a headline of 150 characters as header and one of 151 as bold words", () => {
    const headline = (length: number): Block => ({ kind: "headline", spans: [{ text: "h".repeat(length) }] });
    expect(typesOf(blocksOf(headline(150)))).toEqual(["header"]);
    expect(typesOf(blocksOf(headline(151)))).toEqual(["rich_text"]);
  });

  it("has 50 blocks in one payload and the 51st in the next", () => {
    expect(
      renderSlack(messageOf(...times(MESSAGE_BLOCKS, () => words("Tide.")))).map(({ blocks }) => blocks.length),
    ).toEqual([50]);
    const [one, two] = renderSlack(messageOf(...times(MESSAGE_BLOCKS + 1, () => words("Tide."))));
    expect([one?.blocks.length, two?.blocks.length]).toEqual([50, 1]);
    expect([one?.text, two?.text]).toEqual(["Summary (1 of 2)", "Summary (2 of 2)"]);
  });

  it("has 12,000 characters in one payload and one more in the next", () => {
    const full = times(4, () => words(sentence(MESSAGE_SIZE / 4)));
    expect(renderSlack(messageOf(...full)).map(({ blocks }) => sizeOf(blocks))).toEqual([MESSAGE_SIZE]);
    expect(renderSlack(messageOf(...full, words("T"))).map(({ blocks }) => blocks.length)).toEqual([4, 1]);
  });

  it("keeps a story whole and starts the next payload with it, without a divider at either end", () => {
    const story = (length: number): Block[] => [words(sentence(length)), words(sentence(length)), { kind: "divider" }];
    const payloads = renderSlack(messageOf(...times(5, () => story(2000)).flat()));
    expect(payloads.map(({ blocks }) => typesOf(blocks).join(" "))).toEqual([
      "rich_text rich_text divider rich_text rich_text divider rich_text rich_text",
      "rich_text rich_text divider rich_text rich_text",
    ]);
  });

  it("parts a paragraph of more than 3,000 characters between its sentences", () => {
    const paragraph = `${sentence(1500)} ${sentence(1500)}`;
    expect(typesOf(blocksOf(words(paragraph)))).toEqual(["rich_text", "rich_text"]);
    expect(typesOf(blocksOf(words(paragraph.slice(1))))).toEqual(["rich_text"]);
  });

  it("leaves a sentence of 3,001 characters out, says so and names the page that has it", () => {
    const page = "https://news.example.org/stories/s1";
    const link = context({ text: page, href: page });
    expect(typesOf(blocksOf(words(sentence(3000)), link))).toEqual(["rich_text", "context"]);
    const [note] = blocksOf(words(sentence(3001)), link);
    expect(JSON.stringify(note)).toContain(
      `1 sentence is too long for Slack and left out here. <${page}|Read it in full in the archive>`,
    );
  });

  it("ends no sentence behind a short form", () => {
    const [first, second] = blocksOf(words(`${sentence(2000)} Dr. ${sentence(996)} ${sentence(10)}`));
    expect([sizeOf(first), sizeOf(second)]).toEqual([2001, 1011]);
  });
});

describe("The text for notifications", () => {
  const textOf = (summary: string): string => renderSlack({ summary, blocks: [words("Tide.")] })[0]?.text ?? "";

  it("has up to 4,000 characters, and of longer ones whole sentences or headlines", () => {
    expect(textOf("s".repeat(FALLBACK_MAX))).toBe("s".repeat(FALLBACK_MAX));
    expect(textOf(`${sentence(3990)} ${sentence(20)}`)).toBe(`${sentence(3990)} …`);
    expect(textOf(`${"a".repeat(2000)}; ${"b".repeat(1000)}; ${"c".repeat(1000)}`)).toBe(
      `${"a".repeat(2000)}; ${"b".repeat(1000)} …`,
    );
    expect(textOf("s".repeat(FALLBACK_MAX + 1))).toBe("News");
  });

  it("counts characters as Slack gets them, escaped", () => {
    expect(textOf("&".repeat(801))).toBe("News");
    expect(textOf("<!channel> & <@U1>")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
  });
});

describe("Small print", () => {
  it("stands in mrkdwn, one line an item, unless there are markers in it that mrkdwn would read", () => {
    const href = "https://news.example.org/a|b";
    const [clean, plain, linked, marked] = [
      blocksOf(words("T."), context({ text: "2 reports & 1 copy" }, { text: "and more" }))[1],
      blocksOf(words("T."), context({ text: "*two* reports" }, { text: "and more" }))[1],
      blocksOf(words("T."), context({ text: "Orbit & Anvil", href }))[1],
      blocksOf(words("T."), context({ text: "*two* reports", href }))[1],
    ];
    expect(clean).toMatchObject({ elements: [{ type: "mrkdwn", text: "2 reports &amp; 1 copy\nand more" }] });
    expect(plain).toMatchObject({
      type: "context",
      elements: [{ type: "plain_text", text: "*two* reports\nand more" }],
    });
    expect(linked).toMatchObject({
      elements: [{ type: "mrkdwn", text: "<https://news.example.org/a%7Cb|Orbit &amp; Anvil>" }],
    });
    expect(marked).toMatchObject({
      type: "rich_text",
      elements: [{ elements: [{ type: "link", text: "*two* reports" }] }],
    });
  });

  it.each([
    ["names another host", "https://evil.example/x", "bank.example.org", "bank.example.org (evil.example)"],
    ["names its own host", "https://www.bank.example/x", "bank.example", "bank.example"],
    ["is another address", "https://evil.example/x", "https://bank.example/", "https://bank.example/ (evil.example)"],
    [
      "is its own address",
      "https://news.example.org/x.html",
      "https://news.example.org/x.html",
      "https://news.example.org/x.html",
    ],
  ])("shows where a link leads whose label %s", (_, href, text, shown) => {
    const [, block] = blocksOf(words("T."), { kind: "paragraph", spans: [{ text, href }] });
    const texts = [...JSON.stringify(block).matchAll(/"text":"([^"]*)"/g)].map(([, one]) => one);
    expect(texts.join("")).toBe(shown);
  });

  it.each([
    ["a script", "javascript:alert(1)"],
    ["an address that hides its host behind a name", "https://user:secret@bank.example/"],
    ["another protocol", "ftp://a.example/"],
    ["no address", "no address"],
    ["an address of more than 3,000 characters", `https://a.example/${"x".repeat(3000)}`],
  ])("has words and no link for %s", (_, href) => {
    const [block] = blocksOf({ kind: "paragraph", spans: [{ text: "here", href }] });
    expect(JSON.stringify(block)).not.toContain('"link"');
  });
});

describe("Buttons", () => {
  const row = (count: number): readonly SlackBlock[] =>
    blocksOf({ kind: "actions", buttons: times(count, (at) => ({ label: `Button ${at}`, action: `story:s${at}` })) });
  const shapeOf = (blocks: readonly SlackBlock[]): unknown =>
    blocks.map((block) => (block.type === "actions" ? block.elements.map(({ type }) => type[0]).join("") : block.type));

  it("stand five in a row, and what is more in a menu or in further rows", () => {
    expect([1, 5, 6, 7, 10, 11].map((count) => shapeOf(row(count)))).toEqual([
      ["b"],
      ["bbbbb"],
      ["bbbbb", "b"],
      ["bbbbbo"],
      ["bbbbbo"],
      ["bbbbb", "bbbbb", "b"],
    ]);
  });

  it("have an id each over the whole message", () => {
    const buttons = [{ label: "More", action: "latest:1" }];
    const message = messageOf(words("T."), { kind: "actions", buttons }, { kind: "divider" }, words("U."), {
      kind: "actions",
      buttons,
    });
    const ids = JSON.stringify(renderSlack(message)).match(/"action_id":"\w+"/g) ?? [];
    expect(new Set(ids).size).toBe(2);
  });

  it("have labels of up to 75 characters, cut between graphemes, and addresses of up to 3,000", () => {
    const family = "👩‍👩‍👧‍👦";
    const labelOf = (label: string): string =>
      /"text":"([^"]*)"/.exec(
        JSON.stringify(blocksOf({ kind: "actions", buttons: [{ label, action: "help" }] })),
      )?.[1] ?? "";
    expect(labelOf("x".repeat(75))).toBe("x".repeat(75));
    expect(labelOf("x".repeat(76))).toBe(`${"x".repeat(74)}…`);
    expect(labelOf(family.repeat(8))).toBe(`${family.repeat(6)}…`);
    const href = `https://a.example/${"x".repeat(2982)}`;
    expect(row(0)).toEqual([]);
    expect(shapeOf(blocksOf({ kind: "actions", buttons: [{ label: "Open", href }] }))).toEqual(["b"]);
    expect(blocksOf({ kind: "actions", buttons: [{ label: "Open", href: `${href}x` }] })).toEqual([]);
  });
});

describe("A view", () => {
  it("has 100 blocks, and says so when there are more", () => {
    const paragraphs = times(101, () => words("Tide."));
    expect(renderView(messageOf(...paragraphs.slice(1)))).toHaveLength(100);
    const part = renderView(messageOf(...paragraphs));
    expect(part).toHaveLength(100);
    expect(JSON.stringify(part.at(-1))).toContain("There is more than fits here.");
  });
});

describe("A plainer form", () => {
  it("is sections of plain text, then summary and page alone, then nothing", () => {
    const page = "https://news.example.org/stories/s1";
    const [payload] = renderSlack(messageOf(words("Tide & storm."), context({ text: page, href: page })));
    const plain = simplerSlack(payload);
    const text = simplerSlack(plain);
    expect(plain?.blocks).toEqual([
      { type: "section", text: { type: "plain_text", text: "Tide & storm.", emoji: false } },
      { type: "section", text: { type: "plain_text", text: page, emoji: false } },
    ]);
    expect(text).toEqual({ form: "text", text: `Summary\n${page}`, blocks: [], page });
    expect(simplerSlack(text)).toBeNull();
  });

  it("of an edition leads to the archive's front page", () => {
    const pages = times(2, (at) => `https://news.example.org/stories/s${at}`);
    const [payload] = renderSlack(messageOf(words("T."), ...pages.map((page) => context({ text: page, href: page }))));
    expect(payload?.page).toBe("https://news.example.org");
  });

  it("can be had of whatever lies in the outbox", () => {
    for (const odd of [null, 1, "text", {}, { blocks: [] }]) expect(simplerSlack(odd)).toBeNull();
  });
});
