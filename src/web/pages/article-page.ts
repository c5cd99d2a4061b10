import type { Article } from "../../core/article.ts";
import { articleAddress, storyAddress } from "../addresses.ts";
import { deskZone } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { languageOf } from "../item.ts";
import type { Page } from "../layout.ts";
import { rangeIn } from "../../core/passage.ts";
import { markedParagraphs, markedTitle } from "../source-text.ts";
import type { MarkedText } from "../source-text.ts";
import { instant, published } from "../times.ts";
import { factList } from "./lists.ts";
import { outsideLink } from "./source-list.ts";

/** What the source says of itself, and what the archive knows of it. */
function metadata(article: Article, zone: string): Html {
  return factList([
    ["Publisher", article.publisher],
    ["By", article.byline],
    ["Published", published(article.publishedAt, zone)],
    ["Address", outsideLink(article.url)],
    ["File", article.file],
    ["Taken in", instant(article.takenAt, zone)],
    ["Subjects", article.tags.join(", ")],
  ]);
}

function notices(article: Article): Html {
  const copy =
    article.copyOf &&
    html`<p class="notice">
      This text repeats another one and is not counted as a report of its own.
      <a href="${articleAddress(article.copyOf)}">Read the first one</a>
    </p>`;
  const old =
    article.supersededBy &&
    html`<p class="notice">
      Its file was changed later. <a href="${articleAddress(article.supersededBy)}">Read the newer text</a>
    </p>`;
  return html`${copy}${old}`;
}

/** The cleaned text of one source, with the passage from `from` to `to` marked; null when there is no such article. */
export async function articlePage(archive: Archive, id: string, from: number, to: number): Promise<Page | null> {
  const { store, desk } = archive;
  const article = await store.articles.get(id);
  if (article === null) return null;
  const story = await store.stories.ofArticle(id);
  const passage = rangeIn(article.text, from, to);
  const language = languageOf(article.language);
  const source: MarkedText = {
    text: article.text,
    title: article.title,
    language,
    passages: passage === null ? [] : [passage],
    anchored: true,
  };
  const name = article.title ?? article.file;
  return {
    title: name,
    main: html`<article class="source">
      <header>
        <p class="kicker">
          Source${story && html` of <a href="${storyAddress(story.id)}"><bdi>${story.headline ?? "its story"}</bdi></a>`}
        </p>
        <h1 lang="${language}" dir="auto">${markedTitle(source) ?? name}</h1>
        ${metadata(article, deskZone(desk))} ${notices(article)}
      </header>
      ${markedParagraphs(source)}
    </article>`,
  };
}
