import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { createArchive } from "./archive.ts";
import {
  ARTICLES,
  COPY,
  DESK,
  EVENING,
  fillNewsroom,
  FIREWORKS_STORY,
  HARBOUR_STORY,
  HOSTILE,
  HOSTILE_STORY,
  LATER,
  MORNING,
  POST,
  QUIET,
  TOKYO,
  UNSUMMED_STORY,
  WIRE,
} from "./newsroom.fixture.ts";
import { faultsOf, idsOf, linksOf, textOf } from "./page.fixture.ts";

let store: Store;
let empty: Store;
const faults: unknown[] = [];

beforeAll(async () => {
  store = await openStore({ database: ":memory:" });
  empty = await openStore({ database: ":memory:" });
  await fillNewsroom(store);
});
afterAll(async () => {
  await Promise.all([store.close(), empty.close()]);
});

function ask(path: string, init?: RequestInit, from: Store = store): Promise<Response> {
  const app = createArchive({ store: from, desk: DESK, onFault: (fault) => faults.push(fault) });
  return Promise.resolve(app.request(path, init));
}
const page = async (path: string, from?: Store): Promise<string> => (await ask(path, {}, from)).text();
const story = `/stories/${HARBOUR_STORY}`;

/** Follows every link within the archive. */
async function crawl(
  from: readonly string[],
): Promise<{ readonly pages: number; readonly problems: readonly string[] }> {
  const pages = new Map<string, string>();
  const problems: string[] = [];
  const open = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path = "", place] = next.split("#");
    if (!pages.has(path)) {
      const response = await ask(path);
      const body = await response.text();
      pages.set(path, body);
      if (response.status !== 200) problems.push(`${path}: ${response.status}`);
      if (response.headers.get("content-type")?.startsWith("text/html") !== true) continue;
      problems.push(...faultsOf(body).map((fault) => `${path}: ${fault}`));
      open.push(...linksOf(body));
    }
    if (place !== undefined && !idsOf(pages.get(path) ?? "").includes(place)) problems.push(`${next}: no such place`);
  }
  return { pages: pages.size, problems };
}

test("every page that the archive links to exists, is well formed, and has the place that the link names", async () => {
  const { pages, problems } = await crawl(["/", `/stories/${HOSTILE_STORY}?passages=open`, "/search?q=ramp"]);
  expect(problems).toEqual([]);
  expect(pages).toBeGreaterThan(60);
});

test.each([
  "/",
  "/nowhere",
  story,
  `${story}.json`,
  "/healthz",
  "/search?q=",
  "/stories/%00",
  "/stories/s000000000fff",
])("%s carries the security headers", async (path) => {
  const { headers } = await ask(path);
  const policy = headers.get("content-security-policy");
  for (const rule of [
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(rule);
  }
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});

test.each([
  "/nowhere",
  "/stories/s000000000fff",
  "/stories/nonsense",
  `${story}?version=9`,
  `${story}?version=0`,
  `${story}?version=two`,
  `${story}/evidence/lede/9`,
  `${story}/evidence/lede/-1`,
  `${story}/evidence/constructor/0`,
  `${story}/evidence/lede/0?version=7`,
  "/articles/a0000000000000fff",
  "/articles/../../etc/passwd",
  "/editions/e0000000000000fff",
  `${story}/evidence/lede/0?version=x`,
  "/channels/nobody",
  "/channels/%00",
  "/channels/%E0%A4%A",
  "/stories?page=0",
  "/stories?page=99",
  "/assets/archive.css",
])("%s is not there, and the page says where to go", async (path) => {
  const response = await ask(path);
  const body = await response.text();
  expect(response.status).toBe(404);
  expect(faultsOf(body)).toEqual([]);
  expect(linksOf(body)).toEqual(expect.arrayContaining(["/", "/stories"]));
});

test("the story as JSON is the stored digest, in the version asked for", async () => {
  const newest = await (await ask(`${story}.json`)).json();
  const first = await (await ask(`${story}.json?version=1`)).json();
  expect(newest).toEqual(await store.digests.latest(HARBOUR_STORY));
  expect(first).toEqual(await store.digests.get(HARBOUR_STORY, 1));
  expect((await ask("/stories/s000000000fff.json")).status).toBe(404);
  expect((await ask(`${story}.json?version=x`)).status).toBe(404);
});

test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("%s is refused", async (method) => {
  const response = await ask("/", { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("HEAD answers like GET without a body", async () => {
  const response = await ask(story, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toBe("");
  expect((await ask("/nowhere", { method: "HEAD" })).status).toBe(404);
});

test("a page that a reader has already is not sent again", async () => {
  const tag = (await ask(story)).headers.get("etag") ?? "";
  const again = await ask(story, { headers: { "If-None-Match": `"other", W/${tag}` } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await ask(story, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
});

test("style and icon are kept for ever under the address that the pages name", async () => {
  const style = /href="(\/assets\/archive\.[\w-]+\.css)"/.exec(await page("/"))?.[1] ?? "";
  const response = await ask(style);
  expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(response.headers.get("cache-control")).toContain("immutable");
});

test.each([
  ["localhost:8787", 200],
  ["127.0.0.1", 200],
  ["127.4.5.6:80", 200],
  ["[::1]:8787", 200],
  ["LOCALHOST", 200],
  ["evil.example", 421],
  ["localhost.evil.example", 421],
  ["127.0.0.1.evil.example:8787", 421],
  ["10.0.0.1:8787", 421],
])("a request for host %s on this machine gets %i", async (host, status) => {
  const response = await ask("/", { headers: { host } });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("bound to more than this machine the archive answers to any host", async () => {
  const app = createArchive({ store, desk: DESK });
  const response = await app.request("/", { headers: { host: "news.example" } }, { loopback: false });
  expect(response.status).toBe(200);
});

test("the front page shows editions in their channel's time, and the stories below", async () => {
  const body = await page("/");
  const text = textOf(body);
  expect(text).toContain("city-desk Digest, Sunday, 22 November 2026 at 08:00, Lisbon time");
  expect(text).toContain("#harbour & coast Briefing, Sunday, 22 November 2026 at 17:30, Kolkata time");
  expect(text).toContain("Grew 3 independent reports and 1 copy: Brackwater Post, Coast Wire, The Skerry Times");
  expect(text).toContain("There was nothing new, and nothing was posted.");
  expect(text).toContain("Next: Mon 23 Nov at 08:00");
  expect(text).toContain("A new story, not summed up yet");
  expect(linksOf(body)).toContain(`${story}?version=1#e-lede-0`);
});

test("an empty archive says what to do", async () => {
  const text = textOf(await page("/", empty));
  expect(text).toContain("Nothing to read yet");
  expect(text).toContain("Drop article files");
  expect(faultsOf(await page("/", empty))).toEqual([]);
  expect(textOf(await page("/stories", empty))).toContain("There are no stories yet.");
  expect(textOf(await page("/quarantine", empty))).toContain("Every file was read.");
});

test.each([
  ["headline", ["Sources"]],
  ["brief", ["Context & Highlights from the Collapse", "Sources"]],
  [
    "full",
    [
      "Context & Highlights from the Collapse",
      "Historical & Transport Background",
      "What This Could Mean & Challenges Ahead",
      "Where Sources Differ",
      "Not Known Yet",
      "Sources",
    ],
  ],
])("the %s size of a story has its parts and marks itself as the current one", async (size, headings) => {
  const body = await page(`${story}?size=${size}`);
  const article = /<article class="story">.*<\/article>/s.exec(body)?.[0] ?? "";
  expect([...article.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, heading]) => textOf(heading ?? ""))).toEqual(headings);
  expect(textOf(/<a[^>]*aria-current="page"[^>]*>.*?<\/a>/s.exec(body)?.[0] ?? "").toLowerCase()).toBe(size);
  expect(article.match(/<details/g)?.length).toBe({ headline: 1, brief: 5, full: 16 }[size]);
});

test("each sentence opens to its passage, with the edits that made it", async () => {
  const body = await page(story);
  const lede = /<div class="passages" id="e-lede-0">.*?<\/figure>/s.exec(body)?.[0] ?? "";
  expect(lede).toContain(
    "<mark><del>BRACKWATER, Nov. 21 — </del>The port authority closed Brackwater&#39;s inner harbour <del>on Saturday</del><ins>[21 November]</ins> after a ferry ramp gave way under a lorry, stranding about 400 passengers overnight.</mark>",
  );
  expect(textOf(lede)).toContain("Dropped the dateline “BRACKWATER, Nov. 21 —” [21 November] stands for “on Saturday”");
  expect(lede).toContain('lang="en" dir="auto"');
});

test("what came with the newest version is marked, and an old version says that it is old", async () => {
  expect(textOf(await page(story))).toContain("at least a week. New The Skerry Times");
  const old = await page(`${story}?version=1`);
  expect(textOf(old)).toContain("This is version 1 of 2: the story has grown since.");
  expect(old).not.toContain("The Skerry Times");
  expect(textOf(old)).toContain("Version 1, 22 November 2026 at 05:30 UTC (shown here)");
});

test("differing claims stand side by side, each with its source", async () => {
  const claims = /<ul class="claims">.*?<\/ul>\s*<\/section>/s.exec(await page(story))?.[0] ?? "";
  expect(claims).toMatch(/<em>84 million crowns<\/em>.*Brackwater Post.*<em>91 million crowns<\/em>.*Coast Wire/s);
});

test("copies stand under their report, and an address that is no web address is no link", async () => {
  const sources = /<section class="sources".*?<\/section>/s.exec(await page(story))?.[0] ?? "";
  expect(textOf(sources)).toContain("3 independent reports and 1 copy.");
  expect(sources).toMatch(/Coast Wire.*<ul>.*Copy.*Islands Daily.*<\/ul>/s);
  expect(sources).not.toContain("javascript:");
  expect(sources).toContain(
    '<a href="https://www.brackwater-post.example/news/harbour-closed?ref=front&amp;page=1" rel="noopener noreferrer external">brackwater-post.example</a>',
  );
});

test("the sources of a sentence are shown whole, the passage marked exactly", async () => {
  const body = await page(`/stories/${FIREWORKS_STORY}/evidence/highlights/0`);
  expect(body).toContain('<mark id="passage">👩‍👩‍👧‍👦 家族連れなど約一万人が集まった。</mark>🎆「とても');
  expect(body).toContain('lang="ja"');
  expect(textOf(body)).toContain("Taken over word for word.");
});

test("a passage in the headline is marked in the headline", async () => {
  const body = await page(`${story}/evidence/headline/0`);
  expect(body).toMatch(
    /<h2[^>]*><mark id="passage">Brackwater closes its harbour after ferry ramp gives way<\/mark><\/h2>/,
  );
});

test("a sentence of two passages marks both, a difference shows both sources", async () => {
  const marks = async (path: string) =>
    [...(await page(path)).matchAll(/<mark[^>]*>(.*?)<\/mark>/gs)].map(([, text]) => text);
  expect(await marks(`${story}/evidence/background/0`)).toEqual([
    "Ferries have linked Brackwater to the Skerry islands since 1911.",
    "A storm in January 2022 destroyed the older of the three ramps, and the town council voted that spring to replace it.",
  ]);
  expect(await marks(`${story}/evidence/differences/0`)).toHaveLength(2);
});

const range = (text: string, words: string) => `from=${text.indexOf(words)}&to=${text.indexOf(words) + words.length}`;

test.each([
  [TOKYO, "家族連れなど約一万人が集まった。🎆"],
  [TOKYO, "👩‍👩‍👧‍👦"],
  [POST, "“We heard a crack like a mast breaking"],
  [LATER, "Engineers will cut samples on Monday."],
])("a source marks the range asked for", async (article, words) => {
  const body = await page(`/articles/${article.id}?${range(article.text, words)}`);
  expect(body).toContain(`<mark id="passage">${words}</mark>`);
  expect(body.match(/<mark/g)).toHaveLength(1);
});

test.each([
  "",
  "?from=5",
  "?from=9&to=2",
  "?from=-5&to=5",
  "?from=1e3&to=2e3",
  "?from=99999999&to=999999999",
  "?from=x&to=y",
])("a source without a range that makes sense (%j) is shown unmarked", async (query) => {
  const response = await ask(`/articles/${POST.id}${query}`);
  const body = await response.text();
  expect(response.status).toBe(200);
  expect(body).not.toContain("<mark");
  expect(faultsOf(body)).toEqual([]);
});

test("a source shows all its text, its title once, and what is known of it", async () => {
  for (const { id, text } of ARTICLES) {
    const article = /<h1.*<\/article>/s.exec(await page(`/articles/${id}`))?.[0] ?? "";
    const [title = "", ...paragraphs] = text.split("\n\n");
    for (const paragraph of paragraphs) expect(textOf(article)).toContain(paragraph);
    expect(textOf(article).split(title)).toHaveLength(2);
  }
  expect(textOf(await page(`/articles/${COPY.id}`))).toContain("This text repeats another one");
  expect(linksOf(await page(`/articles/${COPY.id}`))).toContain(`/articles/${WIRE.id}`);
});

test.each([
  "/",
  "/stories",
  `/stories/${HOSTILE_STORY}?passages=open`,
  `/stories/${HOSTILE_STORY}/evidence/lede/0`,
  `/articles/${HOSTILE.id}`,
  "/quarantine",
  "/search?q=sentence",
  `/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
  `/channels/${encodeURIComponent("#harbour & coast")}`,
])("%s shows hostile text as text", async (path) => {
  const body = await page(path);
  expect(faultsOf(body)).toEqual([]);
  expect(body).not.toMatch(/<script|<img|<style|<h6|\son\w+\s*=\s*"|javascript:|user:secret/i);
});

test("a story that is not summed up yet leads to its articles", async () => {
  const body = await page(`/stories/${UNSUMMED_STORY}`);
  expect(textOf(body)).toContain("The digest of this story is not made yet.");
  expect(linksOf(body).some((link) => link.startsWith("/articles/"))).toBe(true);
});

test("a story that became a part of another one leads to it", async () => {
  const merged = await openStore({ database: ":memory:" });
  await fillNewsroom(merged);
  await merged.rulings.markMerged(FIREWORKS_STORY, HARBOUR_STORY);
  const body = await page(`/stories/${FIREWORKS_STORY}`, merged);
  expect(textOf(body)).toContain("This story is now part of another one");
  expect(linksOf(body)).toContain(story);
  expect(faultsOf(body)).toEqual([]);
  expect(textOf(await page(story, merged))).not.toContain("now part of");
  await merged.close();
});

test("an edition shows what was posted, and what became of it", async () => {
  const text = textOf(await page(`/editions/${MORNING}`));
  expect(text).toContain("2 stories.");
  expect(text).toContain("2 independent reports and 1 copy: Brackwater Post, Coast Wire");
  expect(text).toContain("3 more stories did not fit.");
  expect(text).toContain("Post 1 of 1 was posted 22 November 2026 at 08:30 WET");
  expect(textOf(await page(`/editions/${QUIET}`))).toContain("There was nothing new");
  expect((await ask(`/editions/${EVENING}`)).status).toBe(200);
});

test("a channel shows its subscription and its editions", async () => {
  const text = textOf(await page(`/channels/${encodeURIComponent("#harbour & coast")}`));
  expect(text).toContain("Topics harbour, ferry");
  expect(text).toContain("Schedule 30 17 * * 1-5, Asia/Kolkata");
  expect(text).toContain("Sunday, 22 November 2026 at 17:30, Kolkata time 1 story");
});

test("what a channel got is kept when it is no longer configured", async () => {
  const app = createArchive({ store, desk: { ...DESK, channels: [] } });
  const body = await (await app.request("/channels/city-desk")).text();
  expect(textOf(body)).toContain("This channel is no longer in the configuration.");
  expect(textOf(body)).toContain("Sunday, 22 November 2026 at 08:00 2 stories");
});

test("a search shows the articles under their story, the words found marked", async () => {
  const body = await page("/search?q=divers+RUST");
  expect(textOf(body)).toContain("1 article in 1 story.");
  expect(body).toMatch(/<mark>rust<\/mark>/i);
  expect(body).toContain('value="divers RUST"');
  expect(linksOf(body)).toEqual(expect.arrayContaining([story, `/articles/${LATER.id}`]));
});

test.each([
  ["/search", "Type words to find the articles"],
  ["/search?q=%20%20", "Type words to find the articles"],
  ["/search?q=zeppelin", "No article holds all of zeppelin in one text"],
  ["/search?q=%22%28*%22%20OR%20NEAR%28", "No article holds all of"],
  ["/search?q=%F0%9F%8E%86%ED%A0%BC", "No article holds all of"],
  [`/search?q=${"a".repeat(5000)}`, "No article holds all of"],
])("%s answers kindly", async (path, expected) => {
  const response = await ask(path);
  expect(response.status).toBe(200);
  expect(textOf(await response.text())).toContain(expected);
});

test("the quarantine names the file, the reason and what to do", async () => {
  const text = textOf(await page("/quarantine"));
  expect(text).toContain("wire/<huge>.txt The file is 104,857,600 bytes long; the limit is 10,000,000.");
  expect(text).toContain("What to do: Split it into one file an article.");
});

test("health is what the database says", async () => {
  expect(await (await ask("/healthz")).json()).toEqual({ ok: true });
  const closed = await openStore({ database: ":memory:" });
  await closed.close();
  const response = await ask("/healthz", {}, closed);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false });
});

test("a fault gives a page without its details, and is reported", async () => {
  const closed = await openStore({ database: ":memory:" });
  await closed.close();
  faults.length = 0;
  const response = await ask("/", {}, closed);
  const body = await response.text();
  expect(response.status).toBe(500);
  expect(faultsOf(body)).toEqual([]);
  expect(faults).toHaveLength(1);
  expect(body).not.toContain((faults[0] as Error).message);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("the metrics tell what is owed, in the text format of Prometheus", async () => {
  const app = createArchive({ store, desk: DESK, counts: () => ({ posts: 3 }) });
  const response = await app.request("/metrics");
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  const text = await response.text();
  const counts = await store.deliveries.counts();
  expect(text).toContain(`copydesk_deliveries{state="sent"} ${counts.sent}\n`);
  expect(text).toContain(`copydesk_articles ${await store.articles.count()}\n`);
  expect(text).toContain("copydesk_posts_total 3\n");
  expect(text).toContain("copydesk_paused_lanes 0\n");
});
