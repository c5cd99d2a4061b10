import { describe, expect, it } from "vitest";
import { escapeMrkdwn, isPlainInMrkdwn, misleads, safeLink, visible } from "./escape.ts";

describe("Text as a reader should see it", () => {
  it.each([
    ["words", "A storm, 12 °C — “now” <b> & *all*", "A storm, 12 °C — “now” <b> & *all*"],
    ["line ends, as blanks", "one\r\n\ttwo\u2028three", "one two three"],
    ["no control characters", "a\u0000\u001b[31mb\u009f", "a[31mb"],
    ["no characters that turn text round", "\u202eabc\u2066d\u2069\u200f", "abcd"],
    ["no invisible characters", "@\u200beve\u2060ry\ufeffone\u00ad", "@everyone"],
    ["nothing where a character was lost", "caf\ufffd \ud800x", "caf x"],
    ["the joiners that emoji need", "👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽‍", "👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽"],
    ["the joiners that scripts need", "می‌خواهم क्‍ष", "می‌خواهم क्‍ष"],
    ["no joiners that join nothing", "a \u200d\u200c b\u200d", "a  b"],
    ["the tags of a region's flag, and no other tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 a\u{e0041}\u{e007f}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 a"],
    ["letters with the marks that they need", "ẍ̂ กำ é Việt", "ẍ̂ กำ é Việt"],
  ])("keeps or loses %s", (_, text, seen) => {
    expect(visible(text)).toBe(seen);
  });

  it("has at most five marks on a letter", () => {
    expect(visible(`a${"\u0301".repeat(5)}b`)).toBe(`a${"\u0301".repeat(5)}b`);
    expect(visible(`a${"\u0301".repeat(5000)}b`)).toBe(`a${"\u0301".repeat(5)}b`);
  });
});

describe("mrkdwn", () => {
  it("has its three characters escaped, the ampersand first", () => {
    expect(escapeMrkdwn("<!channel> &lt; <@U1|x>")).toBe("&lt;!channel&gt; &amp;lt; &lt;@U1|x&gt;");
  });

  it.each([
    ["Dam row: 'Frank' call, 2026-11-03 18:05", true],
    ["*bold*", false],
    ["snake_case", false],
    ["~gone~", false],
    ["`code`", false],
    ["a|b", false],
    ["party :tada: time", false],
    ["> quoted", false],
    ["5 > 4", true],
  ])("shows %j as it is: %s", (text, plain) => {
    expect(isPlainInMrkdwn(text)).toBe(plain);
  });
});

describe("Links", () => {
  it.each([
    ["https://a.example/x?y=z", "https://a.example/x?y=z"],
    ["HTTP://A.example", "http://a.example/"],
    ["https://a.example/<b>|`", "https://a.example/%3Cb%3E%7C%60"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
    ["https://paypal.com@evil.example/", null],
    ["javascript:alert(1)", null],
    ["//a.example", null],
    ["", null],
  ])("make of %j %j", (href, link) => {
    expect(safeLink(href)).toBe(link);
  });

  it.each([
    ["read here", false],
    ["news.example.org", false],
    ["example.org", false],
    ["www.news.example.org", false],
    ["evil.example", true],
    ["раураl.com", true],
    ["https://news.example.org/elsewhere", false],
    ["https://evil.example/", true],
  ])("with the label %j mislead: %s", (label, misleading) => {
    expect(misleads(label, "https://news.example.org/x")).toBe(misleading);
  });
});
