import type { Digest, DigestPart, Item, Source } from "summarize-lite";
import { articleAddress, evidenceAddress } from "./addresses.ts";
import { editList } from "../core/edits.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { excerptsOf } from "../core/passage.ts";
import type { Excerpt } from "../core/passage.ts";
import { lineFlow, marked, pencilled } from "./passage.ts";
import { sourceName } from "./reports.ts";
import { published } from "./times.ts";

/** One version of a story's digest, with what is needed to show where its sentences come from. */
export interface Reading {
  readonly storyId: string;
  readonly version: number;
  readonly digest: Digest;
  /** Texts of the cited articles, by id. */
  readonly texts: ReadonlyMap<string, string>;
  /** By article id. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Zone for times. */
  readonly zone: string;
  /** Articles that the version before this one was made of; null for the first version. */
  readonly known: ReadonlySet<string> | null;
  /** Every passage is open. */
  readonly open: boolean;
}

/** A language tag as it may stand in a page: "und", not sure, for what is none. */
export const languageOf = (tag: string): string => (/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? tag : "und");

function excerptView(reading: Reading, item: Item, excerpt: Excerpt, more: Html | null): Html {
  const source = reading.sources.get(excerpt.article);
  const text = reading.texts.get(excerpt.article) ?? "";
  const editsOf = (evidence: number) => item.edits.filter((edit) => edit.evidence === evidence);
  const passage = marked(text, excerpt.within, excerpt.passages, (range) => {
    const cited = excerpt.passages.find(({ start }) => start === range.start);
    return pencilled(text.slice(range.start, range.end), cited === undefined ? [] : editsOf(cited.evidence));
  });
  const shown = html`${excerpt.cut.before && "… "}${passage}${excerpt.cut.after && " …"}`;
  const flow = lineFlow(text.slice(excerpt.within.start, excerpt.within.end));
  const edits = editList(excerpt.passages.flatMap(({ evidence }) => editsOf(evidence)));
  const time = published(source?.publishedAt ?? null, reading.zone);
  const name = html`<span><cite dir="auto">${sourceName(source)}</cite>${time && html`, ${time}`}</span>`;
  const whole = articleAddress(excerpt.article, excerpt.passages[0] ?? excerpt.within);
  return html`<figure class="passage">
    <blockquote lang="${languageOf(reading.digest.language)}" dir="auto"><p class="${flow}">${shown}</p></blockquote>
    ${editsView(edits)}
    <figcaption>${name} <a href="${whole}">Whole text</a>${more}</figcaption>
  </figure>`;
}

/** What was done to a sentence; nothing when it stands as it stood. */
export function editsView(edits: readonly string[]): Html | null {
  if (edits.length === 0) return null;
  return html`<ul class="edits">
    ${edits.map((edit) => html`<li>${edit}</li>`)}
  </ul>`;
}

/** The item's passages; the last also holds the address of the sentence, which stays while the story grows. */
function passages(reading: Reading, item: Item, address: string): Html {
  const excerpts = excerptsOf(item.evidence, reading.texts);
  const link = html` <a href="${address}">Link to this sentence</a>`;
  if (excerpts.length === 0) return html`<p class="note">The text of this source is no longer kept.</p>`;
  const last = excerpts.length - 1;
  return html`${excerpts.map((excerpt, index) => excerptView(reading, item, excerpt, index === last ? link : null))}`;
}

/** Whether the item rests on a report that the version before did not have. */
function isNew(reading: Reading, item: Item): boolean {
  const { known } = reading;
  return known !== null && item.evidence.some(({ article }) => !known.has(article));
}

/** Publishers behind an item, each once. */
function from(reading: Reading, item: Item): string {
  return [...new Set(item.evidence.map(({ article }) => sourceName(reading.sources.get(article))))].join(", ");
}

/** An item and its place in the digest. */
export interface Placed {
  readonly part: DigestPart;
  readonly index: number;
  readonly item: Item;
  /** Place of a claim within a difference. */
  readonly claim?: number;
  /** What is read instead of the bare text. */
  readonly shown?: Html;
}

/** A sentence that opens to show its passages. The address of the story with `#e-<part>-<index>` opens it too. */
export function itemView(reading: Reading, { part, index, item, claim, shown }: Placed): Html {
  const place = `e-${part}-${index}${claim === undefined ? "" : `-${claim}`}`;
  const address = `${evidenceAddress(reading.storyId, part, index, reading.version)}#passage`;
  const language = languageOf(reading.digest.language);
  const words = html`${item.label !== undefined && html`<b class="label">${item.label}:</b> `}${shown ?? item.text}`;
  const sentence = html`<span class="sentence" lang="${language}" dir="auto">${words}</span>`;
  const tag = isNew(reading, item) && html`<span class="tag">New</span> `;
  return html`<details class="item" ${reading.open && html`open`}>
    <summary>
      ${sentence} <span class="from">${tag}<bdi>${from(reading, item)}</bdi></span>
    </summary>
    <div class="passages" id="${place}">${passages(reading, item, address)}</div>
  </details>`;
}
