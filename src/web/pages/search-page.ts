import type { SearchHit, Store } from "../../store/store.ts";
import { articleAddress, storyAddress } from "../addresses.ts";
import { deskZone } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Page } from "../layout.ts";
import { published } from "../times.ts";
import { countArticles, countStories } from "../reports.ts";
import { plainList } from "./lists.ts";

/** Articles found at most. */
const HITS = 60;
/** Characters of a query that are read. */
const QUERY = 200;

/** A snippet with the words found, which stand between U+0001 and U+0002, in <mark>. A mark that never ends ends with the snippet. */
function snippetView(snippet: string): Html {
  const [before = "", ...rest] = snippet.split("\u0001");
  const found = rest.map((piece) => {
    const [word = "", ...after] = piece.split("\u0002");
    return html`<mark>${word}</mark>${after.join("")}`;
  });
  return html`${before.replaceAll("\u0002", "")}${found}`;
}

function hitView(hit: SearchHit, zone: string): Html {
  const time = published(hit.publishedAt, zone);
  const title = html`<a dir="auto" href="${articleAddress(hit.articleId)}">${hit.title ?? "Untitled"}</a>`;
  const publisher = hit.publisher && html` · <cite dir="auto">${hit.publisher}</cite>`;
  return html`<li>
    <p class="snippet" dir="auto">${snippetView(hit.snippet)}</p>
    <p class="small">${title}${publisher}${time && html` · ${time}`}</p>
  </li>`;
}

async function groupView(store: Store, storyId: string, hits: readonly SearchHit[], zone: string): Promise<Html> {
  const story = await store.stories.get(storyId);
  const headline = story?.headline ?? hits[0]?.title ?? "A new story, not summed up yet";
  return html`<section class="found">
    <h2 dir="auto"><a href="${storyAddress(storyId)}">${headline}</a></h2>
    ${plainList(hits.map((hit) => hitView(hit, zone)))}
  </section> `;
}

function invitation(): Html {
  return html`<p class="note">
    Type words to find the articles that hold all of them, or a phrase in “quotation marks”.
  </p>`;
}

function noHit(query: string): Html {
  return html`<p class="notice">
    No article holds all of <b dir="auto">${query}</b> in one text: try fewer words, or another spelling.
  </p>`;
}

/** Articles that hold the words asked for, under their stories, best first. */
export async function searchPage({ store, desk }: Archive, asked: string): Promise<Page> {
  const query = asked.slice(0, QUERY).toWellFormed().trim();
  const hits = query === "" ? [] : await store.search.articles(query, HITS);
  const groups = Map.groupBy(hits, (hit) => hit.storyId);
  const views = await Promise.all([...groups].map(([id, found]) => groupView(store, id, found, deskZone(desk))));
  const limited = hits.length === HITS ? "; there may be more, add a word to narrow the search" : "";
  const count = html`<p class="meta">${countArticles(hits.length)} in ${countStories(groups.size)}${limited}.</p>`;
  return {
    title: query === "" ? "Search" : `Search: ${query}`,
    query,
    main: html`<h1>Search</h1>
      ${query === "" ? invitation() : hits.length === 0 ? noHit(query) : count} ${views}`,
  };
}
