import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "./decode.ts";
import { DEFAULT_LIMITS } from "./intake.ts";
import type { ParsedArticle, ParseOutcome } from "./intake.ts";
import { parseDocument } from "./parse.ts";

const SEEDS = join(import.meta.dirname, "../../seeds");
const MODEL_SEEDS = join(import.meta.dirname, "../../../shared/seeds");

const REPORT = `The council of Brackwater approved the tram line on Tuesday after eight hours of debate, the mayor said.

Work is to begin in spring, and opponents said they would go to court over its price.`;

async function parse(path: string, content: string | Uint8Array): Promise<ParseOutcome> {
  return await parseDocument(
    { path, bytes: typeof content === "string" ? Buffer.from(content) : content },
    DEFAULT_LIMITS,
  );
}

async function article(path: string, content: string | Uint8Array): Promise<ParsedArticle> {
  const outcome = await parse(path, content);
  if (!outcome.ok) throw new Error(outcome.refusal.reason);
  return outcome.article;
}

function filesOf(folder: string): readonly { readonly path: string; readonly bytes: Buffer }[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
  } catch {
    process.stderr.write(`skipped: ${folder} is not there\n`);
    return [];
  }
}

describe("what a person reads about a document that is none", () => {
  test.each<[string, string, string | Uint8Array, string, string, string]>([
    ["empty file", "a.txt", "", "empty", "The file is empty.", "Write the article into it, or remove it."],
    [
      "blank file",
      "a.md",
      " \n\u00a0\n",
      "empty",
      "The file holds nothing but blanks.",
      "Write the article into it, or remove it.",
    ],
    [
      "binary",
      "a.txt",
      Buffer.from("%PDF-1.4 …"),
      "binary",
      "The file looks like a PDF, not text.",
      "Export it as plain text, Markdown or HTML and put that into the folder.",
    ],
    [
      "too large",
      "a.txt",
      Buffer.alloc(10_000_001, 97),
      "too-large",
      "The file is 10,000,001 bytes long; the limit is 10,000,000.",
      "Split it into single articles, or raise limits.maxBytes in the configuration.",
    ],
    [
      "large HTML",
      "a.html",
      Buffer.alloc(5_000_001, 97),
      "too-large",
      "The HTML page is 5,000,001 bytes long; the limit is 5,000,000.",
      "Split it into single articles, or raise limits.maxHtmlBytes in the configuration.",
    ],
    [
      "20,000 nested divs",
      "a.html",
      `<body>${"<div>".repeat(20_000)}${REPORT}`,
      "too-deep",
      "The page nests its elements more than 500 levels deep.",
      "Save the article as plain text or Markdown; no article needs such nesting.",
    ],
    [
      "a million elements",
      "a.html",
      "<br>".repeat(1_000_000),
      "too-large",
      "The page is made of 1,000,000 elements and character references; the limit is 100,000.",
      "Save the article alone, as plain text or Markdown.",
    ],
    [
      "5 MB of one word",
      "a.txt",
      "a".repeat(5_000_000),
      "no-text",
      "No report was found in the document.",
      "Check that the file holds the whole article; lists of links, captions and notices do not count.",
    ],
    [
      "a list of links",
      "a.md",
      "- [One](x)\n- [Two](y)\n- [Three](z)\n",
      "no-text",
      "No report was found in the document.",
      "Check that the file holds the whole article; lists of links, captions and notices do not count.",
    ],
    [
      "notices alone",
      "a.txt",
      "We use cookies to improve your experience. Accept all\nSign up for our newsletter\nShare\n",
      "no-text",
      "No report was found in the document.",
      "Check that the file holds the whole article; lists of links, captions and notices do not count.",
    ],
  ])("%s", async (_, path, content, kind, reason, mend) => {
    expect(await parse(path, content)).toEqual({ ok: false, refusal: { kind, reason, mend, line: null } });
  });

  test("bad front matter, by the line of the file", async () => {
    const outcome = await parse("a.md", `---\ntitle: Tram: approved\nauthor: Ann\n---\n\n${REPORT}`);
    expect(outcome).toEqual({
      ok: false,
      refusal: {
        kind: "bad-front-matter",
        reason: "Line 2: the front matter is not valid YAML: Nested mappings are not allowed in compact mappings.",
        mend: "Correct that line; put values that hold a colon or a quotation mark in quotation marks.",
        line: 2,
      },
    });
  });

  test("front matter without an end", async () => {
    expect(await parse("a.md", `---\ntitle: Tram\n\n${REPORT}`)).toMatchObject({
      refusal: { kind: "bad-front-matter", reason: "Line 1: the front matter that begins here has no end.", line: 1 },
    });
  });
});

describe("extremes end in a value", () => {
  test("100,000 lines", async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `The council took decision number ${i} on Tuesday after a debate.`,
    );
    const parsed = await article("a.txt", lines.join("\n"));
    expect(parsed.text === lines.join("\n\n")).toBe(true);
  });

  test("any bytes in any format give an article or a refusal with a reason", async () => {
    const path = fc.constantFrom("a.txt", "a.md", "a.html");
    await fc.assert(
      fc.asyncProperty(path, fc.uint8Array({ maxLength: 600 }), async (name, bytes) => {
        expect(faultsOf(await parse(name, bytes))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("any page of broken tags gives an article or a refusal that is not our fault", async () => {
    const piece = fc.constantFrom(
      "<p>",
      "</p>",
      "<div class=share>",
      "</div>",
      "<article>",
      "<table><td>",
      "<li>",
      "<br>",
      "<!--",
      "-->",
      "<script>",
      '<a href="',
      ">",
      "&amp;",
      "<h1>",
      '<script type="application/ld+json">{"@type":"NewsArticle"',
      "</script>",
      "<svg>",
      "<title>",
      `${REPORT}\n`,
      "<figure",
      "\u0000",
      "“",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        expect(faultsOf(await parse("a.html", pieces.join("")))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("real documents with bytes changed give an article or a refusal that is not our fault", async () => {
    const files = filesOf(SEEDS);
    const change = fc.tuple(fc.nat({ max: 20_000 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 40 }),
        async (file, changes) => {
          const bytes = Buffer.from(file.bytes);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          expect(faultsOf(await parse(file.path, bytes))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** The promises an outcome breaks: an article's on its text; a refusal's, to be about the document and not about the program. */
function faultsOf(outcome: ParseOutcome): readonly string[] {
  if (!outcome.ok)
    return outcome.refusal.kind === "failed" || outcome.refusal.reason === "" ? [outcome.refusal.reason] : [];
  const { text, title } = outcome.article;
  const faults: string[] = [];
  if (title !== null && !text.startsWith(`${title}\n\n`))
    faults.push(`the text does not begin with its title: ${title}`);
  const stray = /\n{3}|^\s|\s$|[\r\u200b\ufeff]/.exec(text);
  if (stray !== null) faults.push(`stray characters at ${stray.index}`);
  return faults;
}

describe("metadata", () => {
  test("front matter in any order, with unknown keys", async () => {
    const head = `---\ntags: [Trams, "City council"]\nsource: Town Daily\nlayout: post\npublished_at: 2026-03-03T22:15:00+01:00\nlang: en-GB\nby: Ann Lee\nlink: https://town.example/tram\nheadline: "Council: tram approved"\n---\n`;
    expect(
      await article(
        "a.md",
        `${head}${REPORT}\n\n---\n\nThe mayor said more would follow, once the ministry had agreed to pay its half.`,
      ),
    ).toEqual({
      title: "Council: tram approved",
      byline: "Ann Lee",
      publisher: "Town Daily",
      publishedAt: "2026-03-03T22:15:00+01:00",
      url: "https://town.example/tram",
      tags: ["Trams", "City council"],
      language: "en",
      text: `Council: tram approved\n\n${REPORT}\n\nThe mayor said more would follow, once the ministry had agreed to pay its half.`,
    });
  });

  test("JSON-LD inside a graph, before meta tags", async () => {
    const linked = {
      "@graph": [
        { "@type": "WebPage" },
        {
          "@type": ["NewsArticle"],
          headline: "Council approves tram",
          author: [{ name: "Ann Lee" }, "Bo Ek"],
          publisher: { name: "Town Daily" },
          datePublished: "2026-03-03T22:15:00+0100",
          mainEntityOfPage: { "@id": "https://town.example/tram" },
          keywords: "trams, council",
          inLanguage: "en",
        },
      ],
    };
    const page = `<html><head><title>Tram | Other</title><meta property="og:title" content="Other title"><script type="application/ld+json">${JSON.stringify(linked)}</script></head><body><article><p>${REPORT.replace("\n\n", "</p><p>")}</p></article></body></html>`;
    expect(await article("a.html", page)).toMatchObject({
      title: "Council approves tram",
      byline: "Ann Lee, Bo Ek",
      publisher: "Town Daily",
      publishedAt: "2026-03-03T22:15:00+01:00",
      url: "https://town.example/tram",
      tags: ["trams", "council"],
    });
  });

  test.each([
    ["Council approves tram | Town Daily", "Town Daily"],
    ["Council approves tram – Dunmarsh Chronicle", "Dunmarsh Chronicle"],
    ["Council approves tram : Brackenfold", "Brackenfold"],
  ])("the site's name comes off the title: %s", async (title, site) => {
    const page = `<html><head><title>${title}</title></head><body><h1>Council approves tram</h1><p>${REPORT.replace("\n\n", "</p><p>")}</p></body></html>`;
    expect(await article("a.html", page)).toMatchObject({ title: "Council approves tram", publisher: site });
  });

  test("the lines above the text, when there is nothing else", async () => {
    const head =
      "Council approves tram after long debate\n\nBy Ann Lee, Transport Correspondent\nTHE TOWN COURIER\nPublished 3 March 2026, 10:15pm GMT\n\n";
    expect(await article("a.txt", head + REPORT)).toMatchObject({
      title: "Council approves tram after long debate",
      byline: "Ann Lee",
      publisher: "The Town Courier",
      publishedAt: "2026-03-03T22:15:00Z",
      text: `Council approves tram after long debate\n\n${REPORT}`,
    });
  });

  test("a date in another language", async () => {
    const german =
      "Stadtrat stimmt für die neue Straßenbahn\n\nDienstag, 3. März 2026, 22:15 Uhr\n\nDer Stadtrat hat am Dienstag nach acht Stunden Debatte für die neue Straßenbahn gestimmt. Die Arbeiten sollen im Frühjahr beginnen, sagte die Bürgermeisterin den Reportern.";
    expect(await article("a.txt", german)).toMatchObject({ language: "de", publishedAt: "2026-03-03T22:15:00Z" });
  });

  test("the date in the file's name, as a last resort", async () => {
    expect(await article("2026-03-03_town-daily_tram.txt", REPORT)).toMatchObject({
      title: null,
      publishedAt: "2026-03-03",
    });
  });
});

describe("the sample articles", () => {
  const files = filesOf(SEEDS);

  test.each(files)("$path becomes an article without dirt", async ({ path, bytes }) => {
    const parsed = await article(path, bytes);
    expect(parsed).toMatchObject({
      publisher: expect.stringMatching(/\S/),
      publishedAt: expect.stringMatching(/^2026-11-\d\d/),
      language: "en",
    });
    expect(parsed.text).not.toMatch(
      /[Cc]ookies?\b|Accept all|Read more|RELATED|Related:|Sign up|ADVERTISEMENT|min read|\bShare\b|Follow us|\bPHOTO\b|Pictures\b.*Pictures|Images\b.*Images|Reporting by|^By [A-Z][a-z]+ [A-Z]/m,
    );
    expect(parsed.text.split(/\s+/).length).toBeGreaterThan(250);
  });

  test.each(files.filter(({ path }) => path.endsWith(".txt")))(
    "every line of $path is a line of the document",
    async ({ path, bytes }) => {
      const { text } = await article(path, bytes);
      const decoded = decodeText(bytes);
      const source = (decoded.ok ? decoded.text : "").replace(/[\u200b\ufeff\u00ad]/g, "").replace(/\s+/g, " ");
      for (const line of text.split(/\n+/)) expect(source).toContain(line.replace(/\s+/g, " "));
    },
  );
});

describe.skipIf(!existsSync(MODEL_SEEDS))("articles as dirty as the web serves them", () => {
  const furniture = /\bgetty\b|\bEPA\b|\bnews$|cookies|^accept\b.{0,10}$|days=|learn more/im;

  test("keep their prose and nothing else", async () => {
    for (const { path, bytes } of filesOf(MODEL_SEEDS)) {
      const { text, title, byline } = await article(path, bytes);
      const body = title === null ? text : text.slice(title.length);
      expect(body).not.toMatch(furniture);
      expect(byline !== null && body.includes(byline)).toBe(false);
      // Captions, credits and lone headlines have no final stop.
      for (const line of body.split(/\n+/).filter((one) => one !== "")) expect(line).toMatch(/[.!?:][”"’)]*$/);
      const lines = bytes.toString("utf8").split("\n");
      const prose = lines.filter(
        (line) => line.split(" ").length > 12 && /[.”]\s*$/.test(line) && !furniture.test(line),
      );
      for (const line of prose) expect(text).toContain(line.trim());
    }
  });
});
