import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../intake.ts";
import { measureHtml } from "./html/guard.ts";
import { readHtml } from "./html.ts";
import { inlineText } from "./markdown-inline.ts";
import { readMarkdown } from "./markdown.ts";
import type { RawLine } from "./raw-document.ts";
import { readText } from "./text.ts";

/** Lines as "kind: text", without the empty ones. */
function told(lines: readonly RawLine[]): readonly string[] {
  return lines.filter((line) => line.text.trim() !== "").map((line) => `${line.kind}: ${line.text.trim()}`);
}

async function markdown(text: string): Promise<readonly string[]> {
  const read = await readMarkdown(text);
  if (!read.ok) throw new Error(read.refusal.reason);
  return told(read.document.lines);
}

async function html(body: string, limits = DEFAULT_LIMITS): Promise<readonly string[]> {
  const read = await readHtml(`<html><body>${body}</body></html>`, limits);
  if (!read.ok) throw new Error(read.refusal.reason);
  return told(read.document.lines);
}

const PROSE = "The council approved the tram line on Tuesday after eight hours of debate, the mayor said.";

describe("Markdown", () => {
  test.each([
    ["**bold** and *small* and ***both***", "bold and small and both"],
    ["__bold__ and _small_, but snake_case and 2 * 3 stay", "bold and small, but snake_case and 2 * 3 stay"],
    [
      "a [link](https://x.example/a_(b)) and [one][ref] and <https://x.example>",
      "a link and one and https://x.example",
    ],
    ["`code *kept*` and ~~struck~~", "code *kept* and struck"],
    ["\\*not small\\* &mdash; &#8220;quoted&#8221;&nbsp;&amp;", "*not small* — “quoted” &"],
    ["an <b>inline</b> tag, 3 < 4", "an inline tag, 3 < 4"],
    ['a picture ![of a tram](tram.jpg "title") gone', "a picture  gone"],
  ])("%s", (source, text) => {
    expect(inlineText(source).text).toBe(text);
  });

  test("headings, lists, quotes, rules, comments and code are told apart", async () => {
    const text = `# Tram approved

Under a line
------------

![tram](a.jpg)
*Fennick Images A tram.Fennick Images*

- first point
* second point
> quoted words
---
<!-- a note
over lines --> after
[More stories](x)
\`\`\`
# not a heading
\`\`\`
## Next ##
[ref]: https://x.example
#hashtag stays`;
    expect(await markdown(text)).toEqual([
      "heading: Tram approved",
      "heading: Under a line",
      "text: Fennick Images A tram.Fennick Images",
      "bullet: - first point",
      "bullet: - second point",
      "text: quoted words",
      "text: after",
      "link: More stories",
      "text: # not a heading",
      "heading: Next",
      "text: #hashtag stays",
    ]);
  });

  test("a rule at the head is no front matter, and one later is a break", async () => {
    expect(await markdown(`---\n\n${PROSE}\n\n---\n\nMore.`)).toEqual([`text: ${PROSE}`, "text: More."]);
  });

  test("an alias bomb in the front matter is refused", async () => {
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n---\n${PROSE}`;
    expect(await readMarkdown(bomb)).toMatchObject({ ok: false, refusal: { kind: "bad-front-matter" } });
  });
});

describe("HTML", () => {
  test("blocks, breaks, lists and tables", async () => {
    const page = `<main><h2>Sub</h2><p>${PROSE}</p><p>One<br>two<br><br>three</p><ul><li><p>point</p></li><li>other <b>point</b></li></ul>
      <table><tr><td>Cost</td><td>412</td></tr><tr><td>${PROSE}</td></tr></table><p><a href=x>Elsewhere</a></p><div><span>Ann Lee</span><span>Editor</span></div>
      <p>${PROSE}</p><p>${PROSE}</p></main>`;
    expect(await html(page)).toEqual([
      "heading: Sub",
      `text: ${PROSE}`,
      "text: One",
      "text: two",
      "text: three",
      "bullet: - point",
      "bullet: - other point",
      `text: ${PROSE}`,
      "link: Elsewhere",
      "text: Ann Lee  Editor",
      `text: ${PROSE}`,
      `text: ${PROSE}`,
    ]);
  });

  test.each([
    ["<nav>away</nav>"],
    ["<aside>away</aside>"],
    ["<footer>away</footer>"],
    ["<figure>away</figure>"],
    ["<form>away</form>"],
    ["<div hidden>away</div>"],
    ["<div aria-hidden=true>away</div>"],
    ['<div style="display:none">away</div>'],
    ['<div class="social-share">away</div>'],
    ['<div id="cookieBanner"><p class="cookie">away</p></div>'],
    ['<section class="related">away</section>'],
    ['<div class="newsletter-signup">away</div>'],
    ['<p class="wp-caption">away</p>'],
    ['<div role="dialog">away</div>'],
    ["<script>away</script>"],
    ["<dialog open>away</dialog>"],
    ['<div class="comments">away</div>'],
  ])("%s is no part of an article", async (dirt) => {
    const lines = await html(`<article><p>${PROSE}</p>${dirt}<p>${PROSE}</p><p>${PROSE}</p></article>`);
    expect(lines).toEqual([`text: ${PROSE}`, `text: ${PROSE}`, `text: ${PROSE}`]);
  });

  test("a wrapper with an unlucky name keeps the article in it", async () => {
    const lines = await html(
      `<div class="page has-sidebar social"><div class="content"><p>${PROSE}</p><p>${PROSE}</p><p>${PROSE}</p></div></div>`,
    );
    expect(lines).toHaveLength(3);
  });

  test.each([
    ["no outer tags", (article: string) => article],
    [
      "an open quotation mark in its first tag",
      (article: string) => `<html lang='en"><head><title>x</title></head><body>${article}</body></html>`,
    ],
    ["a body closed twice", (article: string) => `<html><body></body></div>${article}</body></html>`],
    ["text before its head", (article: string) => `<html>stray<head></head><body>${article}</body></html>`],
  ])("a page with %s is read all the same", async (_, page) => {
    const read = await readHtml(
      page(`<article><p>${PROSE}</p><p>${PROSE}</p><p>${PROSE}</p></article>`),
      DEFAULT_LIMITS,
    );
    expect(read.ok ? told(read.document.lines).filter((line) => line === `text: ${PROSE}`) : []).toHaveLength(3);
  });

  test("the longest of several articles is taken", async () => {
    const teaser = "<article><h3>Other</h3><p>Short.</p></article>";
    expect(
      await html(`${teaser}<article><p>${PROSE}</p><p>${PROSE}</p><p>${PROSE}</p></article>${teaser}`),
    ).toHaveLength(3);
  });

  test("a page that builds its text by script is read from its JSON-LD", async () => {
    const linked = JSON.stringify({ "@type": "NewsArticle", headline: "Tram", articleBody: `${PROSE}\n\n${PROSE}` });
    const read = await readHtml(
      `<html><head><script type="application/ld+json">${linked}</script></head><body><div id="app"></div></body></html>`,
      DEFAULT_LIMITS,
    );
    expect(read.ok ? told(read.document.lines) : []).toEqual([`text: ${PROSE}`, `text: ${PROSE}`]);
  });

  test.each([
    ["nested", "<div>".repeat(600), 501],
    ["closed again", "<div></div>".repeat(600), 1],
    ["closed by their like", "<p>a".repeat(600), 1],
    ["list items without ends", `<ul>${"<li>a".repeat(600)}`, 2],
    ["tags in scripts and comments", `<script>${"<div>".repeat(600)}</script><!--${"<div>".repeat(600)}-->`, 0],
    ["closing tags of nothing", `<div>${"</b>".repeat(600)}<div>`, 2],
    ["a bracket in an attribute", '<a title="<div><div>"><b>', 2],
  ])("depth is counted as a parser nests: %s", (_, page, depth) => {
    expect(measureHtml(page, 500).depth).toBe(depth);
  });
});

test("a head of labels above a plain text is its metadata", () => {
  const read = readText("Title: Tram approved\nAuthor: Ann Lee\nDate: 3 March 2026\n\nText.");
  expect(read.metadata).toMatchObject({ title: "Tram approved", byline: "Ann Lee", date: "3 March 2026" });
  expect(told(read.lines)).toEqual(["text: Text."]);
});

test("one line with a colon is no head of labels", () => {
  expect(told(readText("Title: a tram for the town\n\nText.").lines)).toEqual([
    "text: Title: a tram for the town",
    "text: Text.",
  ]);
});
