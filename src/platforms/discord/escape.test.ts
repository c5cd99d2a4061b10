import { describe, expect, it } from "vitest";
import { escape, linked, safeAddress } from "./escape.ts";

describe("untrusted text", () => {
  it.each([
    ["mentions nobody", "@everyone <@123> <@&4> <#5>", String.raw`\@everyone \<\@123> \<\@&4> \<#5>`],
    [
      "is not bold, struck, hidden or code",
      "*a* _b_ ~~c~~ ||d|| `e`",
      "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`",
    ],
    ["masks no link", "[a](https://evil.example)", String.raw`\[a\](https\://evil.example)`],
    ["links nothing by itself", "see https://a.example/b_c now", String.raw`see https\://a.example/b\_c now`],
    ["is no emoji", "so :tada: <:x:1>", String.raw`so \:tada: \<\:x:1>`],
    ["keeps times of day", "at 08:00:12 or 9:30", "at 08:00:12 or 9:30"],
    ["opens no heading", "# one", String.raw`\# one`],
    ["opens no small print", "-# one", String.raw`\-# one`],
    ["opens no list", "- one", String.raw`\- one`],
    ["opens no numbered list", "12. May was warm", String.raw`12\. May was warm`],
    ["opens no quotation", "> one", String.raw`\> one`],
    ["keeps a hyphen and a number inside", "up 3 - 4 # 5 > 6.", "up 3 - 4 # 5 > 6."],
    ["escapes its own escapes", String.raw`\*a`, String.raw`\\\*a`],
    ["stays on its line", "a\r\n\n# b\u2028c", "a # b c"],
    ["turns nothing round", "\u202eenoyreve\u2066x\u2069", "enoyrevex"],
    ["hides nothing without width", "e\u200bv\u2060e\ufeffry", "every"],
    ["moves no cursor", "a\u0007\u001b[31mb", String.raw`a\[31mb`],
    ["has no torn characters", "a\ud800b", "ab"],
    ["keeps families, flags and joined scripts", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم ❤️", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم ❤️"],
    ["drops letters of tags that spell no flag", "a\u{e0041}\u{e0042}b", "ab"],
  ])("%s", (_, text, escaped) => {
    expect(escape(text)).toBe(escaped);
  });
});

describe("an address", () => {
  it.each([
    ["javascript:alert(1)"],
    ["data:text/html,x"],
    ["ftp://a.example/"],
    ["//a.example/"],
    ["https://good.example@evil.example/"],
    [`https://a.example/${"x".repeat(512)}`],
    ["not an address"],
  ])("is not linked when it is %s", (href) => {
    expect(safeAddress(href)).toBeNull();
    expect(linked("Tarn Courier", href)).toBe("Tarn Courier");
  });

  it("cannot end its link early", () => {
    expect(linked("Tarn Courier", "https://a.example/b)>](c|`d*")).toBe(
      "[Tarn Courier](<https://a.example/b%29%3E%5D%28c%7C%60d%2A>) (a.example)",
    );
  });

  it.each([
    [
      "stands behind its words, with its host",
      "Tarn Courier: Bridge",
      "[Tarn Courier: Bridge](<https://evil.example/>) (evil.example)",
    ],
    ["stands as itself where the words are the address", "https://evil.example/", "<https://evil.example/>"],
    [
      "is no label that looks like another host",
      "bank.example",
      "bank.example ([link](<https://evil.example/>) to evil.example)",
    ],
    [
      "is no label that looks like an address",
      "http://bank",
      String.raw`http\://bank ([link](<https://evil.example/>) to evil.example)`,
    ],
    [
      "is no label with brackets",
      "[Update] Bridge",
      String.raw`\[Update\] Bridge ([link](<https://evil.example/>) to evil.example)`,
    ],
    ["keeps blanks outside", " Tarn ", " [Tarn](<https://evil.example/>) (evil.example) "],
  ])("%s", (_, text, markdown) => {
    expect(linked(text, "https://evil.example/")).toBe(markdown);
  });

  it("shows letters that look like others for what they are", () => {
    expect(linked("Bank", "https://bаnk.example/")).toBe(
      "[Bank](<https://xn--bnk-6cd.example/>) (xn--bnk-6cd.example)",
    );
  });

  it("stands behind words of ours when it is long", () => {
    const href = `https://a.example/${"x".repeat(100)}`;
    expect(linked(href, href)).toBe(`[open the page](<${href}>) (a.example)`);
  });
});
