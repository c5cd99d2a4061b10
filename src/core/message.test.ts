import { digest } from "summarize-lite";
import { describe, expect, it } from "vitest";
import type { StoryDigest } from "./digest.ts";
import { messageOfDigest, messageOfEdition, postsOfEdition } from "./message.ts";
import type { Block, Message, StoryPost } from "./message.ts";

const LINK = "http://127.0.0.1:8787/stories/s1";

function story(id: string, fine: number): StoryDigest {
  const text = (outlet: string, sum: number): string =>
    `The court of appeal in Dunmarsh on Friday overturned a fine of ${sum} million crowns imposed on the chemicals firm Halvorsen Reach, ${outlet} reported.

“The samples were handled badly,” said Judge Margarethe Oyelund.

The inspectorate will decide on an appeal by 4 December.

The firm could restore its dividend next spring, analysts said.

The leak killed 300 tonnes of fish in March 2023.`;
  const articles = [
    {
      id: `${id}a`,
      title: null,
      publisher: "Dunmarsh Chronicle",
      url: "https://chronicle.example/a",
      text: text("a clerk", 84),
    },
    { id: `${id}b`, title: null, publisher: "Meridian Wire", url: "javascript:alert(1)", text: text("a lawyer", fine) },
    { id: `${id}c`, title: null, publisher: "Coast Mirror", copyOf: `${id}a`, text: text("a clerk", 84) },
  ];
  return { storyId: id, version: 1, digest: digest(articles), reports: [`${id}a`, `${id}b`], createdAt: 0 };
}

const post = (over: Partial<StoryPost> = {}): StoryPost => ({
  story: story("s1", 48),
  reason: "new",
  added: 2,
  link: LINK,
  ...over,
});
const textOf = (block: Block): string =>
  "spans" in block
    ? block.spans.map(({ text }) => text).join("")
    : "items" in block
      ? block.items.map((item) => item.map(({ text }) => text).join("")).join("\n")
      : "text" in block
        ? block.text
        : "—";
const textsOf = ({ blocks }: Message): string => blocks.map(textOf).join("\n");

describe("the message of a digest", () => {
  it("opens with the headline and closes with its sources and the way to the evidence", () => {
    const { blocks, summary } = messageOfDigest(post());
    expect(blocks[0]).toMatchObject({ kind: "headline", spans: [{ text: summary, style: "bold" }] });
    expect(textOf(blocks.at(-2)!)).toContain("2 independent reports and 1 copy");
    expect(textOf(blocks.at(-2)!)).toContain("(copy of Dunmarsh Chronicle)");
    expect(textOf(blocks.at(-2)!)).toContain(LINK);
  });

  it("shows claims that differ side by side, each with its source", () => {
    const text = textsOf(messageOfDigest(post()));
    expect(text).toContain("Where Sources Differ");
    expect(text).toContain("Dunmarsh Chronicle (84 million crowns): ");
    expect(text).toContain("Meridian Wire (48 million crowns): ");
  });

  it("says that a story has grown, and by how much", () => {
    expect(messageOfDigest(post({ reason: "grown", added: 1 })).summary).toMatch(/^Update: /);
    expect(textOf(messageOfDigest(post({ reason: "grown", added: 1 })).blocks[0]!)).toMatch(
      /^Update \(1 new report\): /,
    );
    expect(textOf(messageOfDigest(post({ reason: "grown", added: 0 })).blocks[0]!)).toMatch(/^Update: /);
  });

  it("links web addresses only", () => {
    const spans = messageOfDigest(post()).blocks.flatMap((block) => ("items" in block ? block.items.flat() : []));
    expect(spans.flatMap(({ href }) => href ?? [])).toEqual(["https://chronicle.example/a", LINK]);
  });

  it("fits one line into the headline size and three highlights into the brief", () => {
    expect(messageOfDigest(post(), "headline").blocks.map(({ kind }) => kind)).toEqual([
      "headline",
      "context",
      "actions",
    ]);
    const bullets = messageOfDigest(post(), "brief").blocks.filter(({ kind }) => kind === "bullets");
    expect(bullets.length).toBeLessThanOrEqual(1);
  });
});

describe("the message of an edition", () => {
  const frame = {
    channel: "Newsroom",
    kind: "digest",
    when: "22 November 2026, 08:00",
    left: 2,
    silentSince: null,
    link: LINK,
  } as const;

  it("is one message with every story and says what was left out", () => {
    const message = messageOfEdition(frame, [
      post(),
      post({ story: story("s2", 48) }),
      post({ story: story("s3", 48) }),
    ]);
    expect(message.blocks.filter(({ kind }) => kind === "headline")).toHaveLength(4);
    expect(textsOf(message)).toContain("2 more stories did not fit into this edition");
    expect(message.summary).toContain("Daily digest: Newsroom");
  });

  it.each([true, false])("says since when it covers, after a slot that was missed; threads: %s", (threads) => {
    const late = { ...frame, silentSince: "20 November 2026, 08:00" };
    const [edition] = postsOfEdition(late, [post()], "thread", threads);
    const covers = "Covers the time since 20 November 2026, 08:00: no edition came out in between.";
    expect(edition && textsOf(edition.message)).toContain(covers);
    expect(textsOf(messageOfEdition(frame, [post()]))).not.toContain("Covers the time");
  });

  it("shows two stories in full and more in brief", () => {
    const headings = (count: number): number =>
      messageOfEdition(
        frame,
        Array.from({ length: count }, (_, i) => post({ story: story(`s${i}`, 48) })),
      ).blocks.filter((block) => block.kind === "heading" && block.text === "Where Sources Differ").length;
    expect(headings(2)).toBe(2);
    expect(headings(3)).toBe(0);
  });

  it("calls a briefing a briefing", () => {
    expect(messageOfEdition({ ...frame, kind: "briefing" }, [post()]).summary).toMatch(/^Briefing: Newsroom/);
  });
});
