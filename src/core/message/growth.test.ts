import { digest } from "summarize-lite";
import type { SourceArticle } from "summarize-lite";
import { describe, expect, it } from "vitest";
import type { StoryDigest } from "../digest.ts";
import { messageOfGrowth } from "./growth.ts";
import type { Block, Message } from "./tree.ts";

function report(id: string, over: Partial<SourceArticle> & Pick<SourceArticle, "text">): SourceArticle {
  return { id, title: null, publisher: `Paper ${id}`, file: `${id}.txt`, publishedAt: null, url: null, ...over };
}

const FIRST = report("a1", {
  publishedAt: "2026-11-14T09:00:00Z",
  text: `Storm Ines killed three people and cut power to 40,000 homes on the Vell coast on Saturday, officials said.

The storm came ashore before dawn near Pellhaven with gusts of 148 kph, the weather office said.`,
});
const SECOND = report("b2", {
  publishedAt: "2026-11-15T13:00:00Z",
  url: "https://ledger.example/storm",
  text: `Seven people have been killed by Storm Ines on the Vell coast, the emergency agency said on Sunday.

Crews brought power back to all but 21,500 homes on the Vell coast by noon, the grid operator Halvern Lines said.`,
});

function version(number: number, articles: readonly SourceArticle[]): StoryDigest {
  const reports = articles.map(({ id }) => id);
  return { storyId: "s1", version: number, digest: digest(articles), reports, createdAt: 0 };
}

function growth(before: readonly SourceArticle[], now: readonly SourceArticle[]): Message {
  const story = version(2, now);
  return messageOfGrowth(version(1, before), {
    story,
    reason: "grown",
    added: 1,
    link: "https://desk.example/stories/s1",
  });
}

const linesOf = ({ blocks }: Message): readonly string[] =>
  blocks.flatMap((block: Block) => {
    if ("spans" in block) return [block.spans.map(({ text }) => text).join("")];
    if ("items" in block) return block.items.map((item) => item.map(({ text }) => text).join(""));
    return "text" in block ? [block.text] : [];
  });

describe("the message of a story that has grown", () => {
  it("names the new reports, the figures that changed and what was not said before", () => {
    const message = growth([FIRST], [FIRST, SECOND]);
    const lines = linesOf(message);
    expect(lines).toContain("1 new report: Paper b2");
    expect(lines).toContain("Dead: three people → seven people");
    expect(lines).toContain("New in this story");
    expect(lines.some((line) => line.startsWith("Crews brought power back"))).toBe(true);
    expect(lines.some((line) => line.startsWith("The storm came ashore"))).toBe(false);
    expect(message.summary).toMatch(/^Update: .* \(1 new report; Dead: three people → seven people/);
  });

  it("calls a corrected file corrected, and no new report", () => {
    const mended = report("a9", { ...FIRST, id: "a9", text: FIRST.text.replace("148 kph", "149 kph") });
    const lines = linesOf(growth([FIRST], [mended]));
    expect(lines).toContain("Corrected by its source: Paper a1");
    expect(lines.join("\n")).not.toContain("new report");
  });

  it("says which reports were taken out", () => {
    expect(linesOf(growth([FIRST, SECOND], [FIRST]))).toContain("No longer part of this story: Paper b2");
  });

  it("leads to the story and its evidence in the version that it tells of", () => {
    const buttons = growth([FIRST], [FIRST, SECOND]).blocks.flatMap((block) =>
      "buttons" in block ? block.buttons : [],
    );
    expect(buttons).toEqual([
      { label: "Full story", action: "story:s1" },
      { label: "Evidence", action: "evidence:s1:2:0" },
    ]);
  });

  it("compares no figures of which one version gives two", () => {
    const [before, after] = [version(1, [FIRST]), version(2, [FIRST, SECOND])];
    const torn = { text: "Nine people were killed, the mayor of Pellhaven said.", evidence: [], edits: [] };
    const story = { ...after, digest: { ...after.digest, highlights: [...after.digest.highlights, torn] } };
    const message = messageOfGrowth(before, { story, reason: "grown", added: 1, link: null });
    expect(linesOf(message).join("\n")).not.toContain("Dead:");
  });
});
