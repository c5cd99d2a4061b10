import { atSize, DIGEST_SIZES } from "summarize-lite";
import type { Difference, Digest, DigestPart, DigestSize, Item, QuoteItem } from "summarize-lite";
import type { StoryDigest } from "../../core/digest.ts";
import type { Story } from "../../core/story.ts";
import { deskZone } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { articleAddress, storyAddress } from "../addresses.ts";
import type { StoryRequest } from "../addresses.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { itemView, languageOf } from "../item.ts";
import type { Reading } from "../item.ts";
import type { Page } from "../layout.ts";
import { readStory } from "../reading.ts";
import type { StoryReading } from "../reading.ts";
import { instant } from "../times.ts";
import { countReports, publishersOf } from "../reports.ts";
import { plainList } from "./lists.ts";
import { sourceList } from "./source-list.ts";
import { storyRecord } from "./story-record.ts";

/** The text with its first `words` set apart. */
function emphasized(text: string, words: string): Html {
  const at = words === "" ? -1 : text.indexOf(words);
  if (at < 0) return html`${text}`;
  return html`${text.slice(0, at)}<em>${words}</em>${text.slice(at + words.length)}`;
}

function single(reading: Reading, part: DigestPart, item: Item | null, name: string): Html | null {
  return item && html`<div class="${name}">${itemView(reading, { part, index: 0, item })}</div>`;
}

function bullets(reading: Reading, part: DigestPart, items: readonly Item[]): Html | null {
  if (items.length === 0) return null;
  return html`<ul class="items">
    ${items.map((item, index) => html`<li>${itemView(reading, { part, index, item })}</li>`)}
  </ul>`;
}

function section(name: string, heading: string, content: readonly (Html | null)[]): Html | null {
  if (content.every((part) => part === null)) return null;
  return html`<section class="${name}" aria-labelledby="h-${name}">
    <h2 id="h-${name}" dir="auto">${heading}</h2>
    ${content}
  </section>`;
}

function quoteView(reading: Reading, quote: QuoteItem | null): Html | null {
  if (quote === null) return null;
  const shown = emphasized(quote.text, quote.words);
  return html`<div class="quote">${itemView(reading, { part: "quote", index: 0, item: quote, shown })}</div>`;
}

const DIFFERENCE_KINDS: Readonly<Record<Difference["kind"], string>> = {
  number: "Number",
  date: "Date",
  title: "Title",
};

function differenceView(reading: Reading, difference: Difference, index: number): Html {
  const claims = difference.claims.map((claim, place) => {
    const shown = emphasized(claim.text, claim.value);
    return html`<li>${itemView(reading, { part: "differences", index, item: claim, claim: place, shown })}</li>`;
  });
  return html`<div class="difference" id="e-differences-${index}">
    <h3 class="subject">${DIFFERENCE_KINDS[difference.kind]} · <bdi>${difference.subject}</bdi></h3>
    <ul class="claims">
      ${claims}
    </ul>
  </div>`;
}

function background(reading: Reading, items: readonly Item[]): Html | null {
  if (items.length === 0) return null;
  return html`${items.map((item, index) => itemView(reading, { part: "background", index, item }))}`;
}

/** The parts of a digest that is cut to its size, each sentence with its passages. */
function digestText(reading: Reading, digest: Digest, headline: string): readonly (Html | null)[] {
  const { headings } = digest;
  // A story without a headline has its lede in that place.
  const lede = digest.lede?.text === headline ? null : digest.lede;
  const differences = digest.differences.map((difference, index) => differenceView(reading, difference, index));
  return [
    single(reading, "lede", lede, "lede"),
    quoteView(reading, digest.quote),
    section("highlights", headings.highlights, [bullets(reading, "highlights", digest.highlights)]),
    section("background", headings.background, [background(reading, digest.background)]),
    section("outlook", headings.outlook, [
      single(reading, "framing", digest.framing, "framing"),
      bullets(reading, "outlook", digest.outlook),
    ]),
    single(reading, "closing", digest.closing, "closing"),
    section("differences", headings.differences, differences),
    section("unknowns", headings.unknowns, [bullets(reading, "unknowns", digest.unknowns)]),
  ];
}

const SIZE_NAMES: Readonly<Record<DigestSize, string>> = { headline: "Headline", brief: "Brief", full: "Full" };

function sizeControl(id: string, request: StoryRequest): Html {
  const links = DIGEST_SIZES.map((size) => {
    const current = size === (request.size ?? "full") && html`aria-current="page"`;
    return html`<a href="${storyAddress(id, { ...request, size })}" ${current}>${SIZE_NAMES[size]}</a>`;
  });
  return html`<nav class="sizes" aria-label="Length">${links}</nav>`;
}

function passageControl(id: string, request: StoryRequest): Html {
  const open = request.passages === true;
  const name = open ? "Close every passage" : "Open every passage";
  const link = html`<a href="${storyAddress(id, { ...request, passages: !open })}">${name}</a>`;
  return html`<p class="hint">Select a sentence to see its source. ${link}</p>`;
}

/** The passage of the words that stand above the digest. */
function headlineView(reading: Reading, headline: string): Html | null {
  const { digest } = reading;
  const part = digest.headline === null ? "lede" : "headline";
  const item = digest[part];
  if (item === null || item.text !== headline) return null;
  const shown = html`Where the headline comes from`;
  return html`<div class="headline-source">${itemView(reading, { part, index: 0, item, shown })}</div>`;
}

/** What stands above a digest: its headline, or what says the most in its place. */
export function headlineOf(digest: Digest, story: Pick<Story, "headline"> | null = null): string {
  return digest.headline?.text ?? story?.headline ?? digest.lede?.text ?? "A story without a headline";
}

function kicker({ subject }: Digest): string | null {
  const words = [subject.field, subject.event].filter((word) => word !== null);
  return words.length > 0 ? words.join(" · ") : null;
}

function outdated({ digest, versions }: StoryReading, id: string): Html | null {
  const newest = versions.at(-1)?.version ?? digest.version;
  if (digest.version >= newest) return null;
  return html`<p class="notice">
    This is version ${digest.version} of ${newest}: the story has grown since.
    <a href="${storyAddress(id)}">Read the newest version</a>
  </p>`;
}

/** Of a story that became a part of another one: the way there. */
async function moved({ store }: Archive, id: string): Promise<Html | null> {
  const into = (await store.rulings.merged()).get(id);
  const other = into === undefined ? null : await store.stories.get(into);
  if (other === null) return null;
  return html`<p class="notice">
    This story is now part of another one:
    <a href="${storyAddress(other.id)}">${other.headline ?? "Read it there"}</a>
  </p>`;
}

function meta(digest: StoryDigest, zone: string): Html {
  const reports = countReports(digest.digest);
  return html`<p class="meta">
    ${reports}: <bdi>${publishersOf(digest.digest).join(", ")}</bdi>. Made ${instant(digest.createdAt, zone)}.
  </p>`;
}

function waiting(story: Story): Page {
  const links = story.articleIds.map(
    (id, place) => html`<li><a href="${articleAddress(id)}">Article ${place + 1}</a></li>`,
  );
  return {
    title: story.headline ?? "A new story",
    main: html`<h1>${story.headline ?? "A new story"}</h1>
      <p class="notice">
        The digest of this story is not made yet. Its
        ${story.articleIds.length === 1 ? "article is" : `${story.articleIds.length} articles are`} taken in; load this
        page again in a moment.
      </p>
      ${plainList(links)}`,
  };
}

/** One story in one of three sizes; null when there is no such story or version. */
export async function storyPage(archive: Archive, id: string, request: StoryRequest): Promise<Page | null> {
  const story = await archive.store.stories.get(id);
  if (story === null) return null;
  const zone = deskZone(archive.desk);
  const found = await readStory(archive.store, story, request.version ?? null);
  if (found === null) return request.version === undefined || request.version === null ? waiting(story) : null;
  const { digest } = found.digest;
  const reading: Reading = { ...found.reading, zone, open: request.passages === true };
  const headline = headlineOf(digest, story);
  const subject = kicker(digest);
  return {
    title: headline,
    json: `/stories/${id}.json${request.version ? `?version=${request.version}` : ""}`,
    main: html`<article class="story">
        <header>
          ${await moved(archive, id)} ${outdated(found, id)}
          ${subject !== null && html`<p class="kicker"><bdi>${subject}</bdi></p>`}
          <h1 lang="${languageOf(digest.language)}" dir="auto">${headline}</h1>
          ${meta(found.digest, zone)} ${headlineView(reading, headline)}
          <div class="controls">${sizeControl(id, request)}${passageControl(id, request)}</div>
        </header>
        ${digestText(reading, atSize(digest, request.size ?? "full"), headline)} ${sourceList(digest, zone)}
      </article>
      ${storyRecord(found, archive.desk)}`,
  };
}
