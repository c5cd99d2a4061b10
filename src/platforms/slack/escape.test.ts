import { describe, expect, it } from "vitest";
import { escapeMrkdwn, isPlainInMrkdwn, misleads, safeLink } from "./escape.ts";

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
