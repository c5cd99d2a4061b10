import { deskZone } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { html } from "../html.ts";
import type { Page } from "../layout.ts";
import { countStories } from "../reports.ts";
import { storyList } from "./story-card.ts";

const STORIES_ON_PAGE = 50;

/** All stories, last changed first. @param page from 1; null is returned beyond the last page */
export async function storiesPage({ store, desk }: Archive, page: number): Promise<Page | null> {
  const [stories, count] = await Promise.all([
    store.stories.latest(STORIES_ON_PAGE, (page - 1) * STORIES_ON_PAGE),
    store.stories.count(),
  ]);
  if (stories.length === 0 && page > 1) return null;
  const newer = page > 1 && html`<a rel="prev" href="/stories?page=${page - 1}">Newer stories</a>`;
  const older =
    page * STORIES_ON_PAGE < count && html`<a rel="next" href="/stories?page=${page + 1}">Older stories</a>`;
  return {
    title: page === 1 ? "Stories" : `Stories, page ${page}`,
    main: html`<h1>Stories</h1>
      ${count === 0 ? html`<p class="notice">There are no stories yet. Drop article files into a folder that Copydesk watches.</p>` : html`<p class="meta">${countStories(count)}, last changed first.</p>`}
      ${stories.length > 0 && storyList(stories, deskZone(desk))}
      ${(newer || older) && html`<nav class="pages" aria-label="Pages">${newer} ${older}</nav>`}`,
  };
}
