import { expect, test } from "vitest";
import { html, toText } from "./html.ts";
import type { Content } from "./html.ts";

test.each<[Content, string]>([
  [`<script>alert("1")</script>`, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"],
  ["it's & that", "it&#39;s &amp; that"],
  ["&amp;", "&amp;amp;"],
  ["nul\u0000 and bell\u0007", "nul\uFFFD and bell\uFFFD"],
  ["line\nbreak\tand tab", "line\nbreak\tand tab"],
  ["日本語 👩‍👩‍👧‍👦", "日本語 👩‍👩‍👧‍👦"],
  [7, "7"],
  [null, ""],
  [undefined, ""],
  [false, ""],
  [["<", html`<b>bold</b>`, [">"]], "&lt;<b>bold</b>&gt;"],
])("%j is written so that it can do no harm", (value, expected) => {
  expect(toText(html`${value}`)).toBe(expected);
});

test("what only looks like markup is not taken for it", () => {
  const forged = JSON.parse('{"markup":"<script>"}') as Content;
  expect(() => toText(html`${forged}`)).toThrow(TypeError);
});
