import type { StoryDigest } from "../../core/digest.ts";
import type { EditionReason } from "../../core/edition.ts";
import type { Story } from "../../core/story.ts";
import { storyAddress } from "../addresses.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { languageOf } from "../item.ts";
import { instant } from "../times.ts";
import { countArticles, countReports, publishersOf } from "../reports.ts";
import type { Carried } from "./full-edition.ts";
import { headlineList } from "./lists.ts";
import { headlineOf } from "./story-page.ts";

const REASONS: Readonly<Record<EditionReason, string>> = { new: "New", grown: "Grew" };
/** Publishers named on a card; the rest is a number. */
const NAMED_PUBLISHERS = 3;

function publishers({ digest }: StoryDigest): string {
  const names = publishersOf(digest);
  const more = names.length - NAMED_PUBLISHERS;
  return names.slice(0, NAMED_PUBLISHERS).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** A story as an edition posted it: its headline and its lede, which leads to its passage. */
export function storyCard({ storyId, reason, digest }: Carried): Html {
  if (digest === null) {
    return html`<article class="card">
      <h3><a href="${storyAddress(storyId)}">A story whose posted digest is no longer kept</a></h3>
    </article>`;
  }
  const { digest: text, version } = digest;
  const address = storyAddress(storyId, { version });
  const language = languageOf(text.language);
  const lede = text.headline !== null && text.lede;
  return html`<article class="card">
    <h3 lang="${language}" dir="auto"><a href="${address}">${headlineOf(text)}</a></h3>
    ${lede && html`<p class="summary" lang="${language}" dir="auto"><a href="${address}#e-lede-0">${lede.text}</a></p>`}
    <p class="meta">
      <span class="tag ${reason}">${REASONS[reason]}</span> ${countReports(text)}: <bdi>${publishers(digest)}</bdi>
    </p>
  </article>`;
}

/** Stories as a list of headlines, last changed first. */
export function storyList(stories: readonly Story[], zone: string): Html {
  const rows = stories.map(({ id, headline, articleIds, updatedAt }) => {
    const link = html`<a dir="auto" href="${storyAddress(id)}">${headline ?? "A new story, not summed up yet"}</a>`;
    return html`<li>
      ${link}
      <span class="small">${countArticles(articleIds.length)}, ${instant(updatedAt, zone)}</span>
    </li>`;
  });
  return headlineList(rows);
}
