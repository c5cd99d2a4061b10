import { itemsOf } from "summarize-lite";
import type { DigestPart, Item } from "summarize-lite";
import { articleAddress, storyAddress } from "../addresses.ts";
import { deskZone } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { editList } from "../../core/edits.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { editsView, languageOf } from "../item.ts";
import type { Reading } from "../item.ts";
import type { Page } from "../layout.ts";
import { rangeIn } from "../../core/passage.ts";
import { readStory } from "../reading.ts";
import { sourceName } from "../reports.ts";
import { markedParagraphs, markedTitle } from "../source-text.ts";
import type { MarkedText } from "../source-text.ts";
import { published } from "../times.ts";
import { outsideLink } from "./source-list.ts";
import { headlineOf } from "./story-page.ts";

/** Which item of which version. */
export interface EvidenceRequest {
  readonly part: DigestPart;
  /** From 0. */
  readonly index: number;
  /** null: the newest. */
  readonly version: number | null;
}

type Shown = Pick<Reading, "digest" | "sources" | "texts">;

function sourceView(reading: Shown, item: Item, article: string, zone: string): Html {
  const text = reading.texts.get(article);
  const source = reading.sources.get(article);
  if (text === undefined) return html`<p class="notice">The text of ${sourceName(source)} is no longer kept.</p>`;
  const passages = item.evidence
    .flatMap((passage) => (passage.article === article ? (rangeIn(text, passage.start, passage.end) ?? []) : []))
    .sort((a, b) => a.start - b.start);
  const shown: MarkedText = {
    text,
    title: source?.title ?? null,
    language: languageOf(reading.digest.language),
    passages,
    anchored: item.evidence.find((passage) => reading.texts.has(passage.article))?.article === article,
  };
  const time = published(source?.publishedAt ?? null, zone);
  const link = outsideLink(source?.url ?? null);
  const about = html`<a href="${articleAddress(article)}">About this source</a>`;
  return html`<article class="source">
    <header>
      <p class="kicker"><bdi>${sourceName(source)}</bdi></p>
      <h2 lang="${shown.language}" dir="auto">${markedTitle(shown) ?? source?.file ?? "Untitled"}</h2>
      <p class="meta">${time && html`${time} · `}${link && html`${link} · `}${about}</p>
    </header>
    ${markedParagraphs(shown)}
  </article>`;
}

function sources(reading: Shown, item: Item, zone: string): readonly Html[] {
  const articles = new Set(item.evidence.map(({ article }) => article));
  return [...articles].map((article) => sourceView(reading, item, article, zone));
}

/** One sentence of a digest above the whole text it was taken from; null when there is no such sentence. */
export async function evidencePage(archive: Archive, id: string, request: EvidenceRequest): Promise<Page | null> {
  const story = await archive.store.stories.get(id);
  const found = story && (await readStory(archive.store, story, request.version));
  if (story === null || found === null) return null;
  const { digest } = found.digest;
  const item = itemsOf(digest, request.part)[request.index];
  if (item === undefined) return null;
  const back = `${storyAddress(id, { version: request.version })}#e-${request.part}-${request.index}`;
  const label = item.label !== undefined && html`<b class="label">${item.label}:</b> `;
  const edits = editList(item.edits);
  return {
    title: `Source of “${item.text}”`,
    main: html`<header class="cited">
        <p class="kicker"><a dir="auto" href="${back}">${headlineOf(digest, story)}</a></p>
        <h1>Where this sentence comes from</h1>
        <blockquote lang="${languageOf(digest.language)}" dir="auto"><p>${label}${item.text}</p></blockquote>
        ${editsView(edits) ?? html`<p class="meta">Taken over word for word.</p>`}
      </header>
      ${sources(found.reading, item, deskZone(archive.desk))}`,
  };
}
