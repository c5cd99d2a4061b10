import { describe, expect, it } from "vitest";
import { readBlocks, readMrkdwn } from "./mrkdwn.ts";

const section = (text: object): object => ({ type: "section", text });

describe("mrkdwn", () => {
  it.each([
    ["<!channel>", ["channel"]],
    ["<!here|here>", ["here"]],
    ["<!everyone>", ["everyone"]],
    ["<@U0AGNES001>", ["user"]],
    ["<@W0AGNES001|agnes>", ["user"]],
    ["<!subteam^S0123|@desk>", ["usergroup"]],
    ["`<!channel>` in code", ["channel"]],
    ["a < b <!here> c", ["here"]],
    ["&lt;!channel&gt;", []],
    ["@channel @here", []],
    ["<#C0NEWSDESK>", []],
    ["<!date^1392734382^{date}|then>", []],
  ])("of %s pings %j", (text, kinds) => {
    expect(readMrkdwn(text).pings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it("with names linked pings whom an at-sign names, and no address of mail", () => {
    expect(readMrkdwn("@channel and @here", "full").pings.map(({ kind }) => kind)).toEqual(["channel", "here"]);
    expect(readMrkdwn("me@here.example", "full").pings).toEqual([]);
  });

  it("links marked and bare addresses once each", () => {
    expect(readMrkdwn("<https://a.example/x|label> and https://b.example/y").links).toEqual([
      "https://a.example/x",
      "https://b.example/y",
    ]);
  });
});

describe("blocks", () => {
  it("ping by mrkdwn and by typed elements, never by plain text or typed text", () => {
    expect(readBlocks([section({ type: "mrkdwn", text: "<!here>" })]).pings).toHaveLength(1);
    expect(readBlocks([section({ type: "plain_text", text: "<!here> https://a.example" })])).toEqual({
      pings: [],
      links: [],
    });
    const rich = (element: object): object => ({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [element] }],
    });
    expect(readBlocks([rich({ type: "text", text: "<!here> https://a.example" })])).toEqual({ pings: [], links: [] });
    expect(readBlocks([rich({ type: "broadcast", range: "channel" })]).pings).toEqual([{ kind: "channel", id: null }]);
    expect(readBlocks([rich({ type: "user", user_id: "U1" })]).pings).toEqual([{ kind: "user", id: "U1" }]);
    expect(readBlocks([rich({ type: "usergroup", usergroup_id: "S1" })]).pings).toEqual([
      { kind: "usergroup", id: "S1" },
    ]);
    expect(readBlocks([rich({ type: "link", url: "https://a.example" })]).links).toEqual(["https://a.example"]);
  });
});
