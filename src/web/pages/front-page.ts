import type { Subscription } from "../../core/subscription.ts";
import { channelAddress, editionAddress } from "../addresses.ts";
import { deskZone } from "../desk.ts";
import type { Archive, Desk } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Page } from "../layout.ts";
import { shortLocalTime } from "../times.ts";
import { countMoreStories } from "../reports.ts";
import { editionLine, NOTHING_NEW, withDigests } from "./full-edition.ts";
import type { FullEdition } from "./full-edition.ts";
import { storyCard, storyList } from "./story-card.ts";

/** Editions on the front page, newest first. */
const EDITIONS = 6;
/** Stories below them. */
const STORIES = 12;
/** Stories of each edition; the rest is one click away. */
const STORIES_OF_EDITION = 5;

function editionView(desk: Desk, { edition, stories }: FullEdition): Html {
  const shown = stories.slice(0, STORIES_OF_EDITION);
  const more = stories.length - shown.length;
  const address = editionAddress(edition.id);
  return html`<section class="edition" aria-labelledby="${edition.id}">
    <header>
      <h2 id="${edition.id}">
        <a href="${address}"><bdi>${edition.channel}</bdi></a>
      </h2>
      <p class="meta">${editionLine(desk, edition)}</p>
    </header>
    ${stories.length === 0 && html`<p class="note">${NOTHING_NEW}</p>`} ${shown.map(storyCard)}
    ${more > 0 && html`<p class="more"><a href="${address}">${countMoreStories(more)} in this edition</a></p>`}
  </section>`;
}

function channelView(desk: Desk, channel: Subscription): Html {
  const next = desk.nextSlot?.(channel) ?? null;
  const when =
    channel.schedule === "ready"
      ? "Each story as soon as it is ready"
      : next !== null && `Next: ${shortLocalTime(next)}`;
  return html`<li>
    <a href="${channelAddress(channel.name)}"><bdi>${channel.name}</bdi></a> <span class="small">${when}</span>
  </li>`;
}

/** How many stories wait: in front of the first edition there is something to read already. */
function nothingYet(stories: number): Html {
  return stories > 0
    ? html`<p class="notice">No edition has gone out yet. The stories below are ready for the next one.</p>`
    : html`<div class="notice">
        <h2>Nothing to read yet</h2>
        <p>
          Drop article files (<code>.txt</code>, <code>.md</code> or <code>.html</code>) into a folder that Copydesk
          watches, and load this page again. A digest appears within seconds; an edition goes out at its channel's time.
        </p>
        <p>A file that could not be used is listed in the <a href="/quarantine">quarantine</a>, with the reason.</p>
      </div>`;
}

/** The newest editions, and below them the newest stories. */
export async function frontPage({ store, desk }: Archive): Promise<Page> {
  const [editions, stories] = await Promise.all([store.editions.latest(EDITIONS), store.stories.latest(STORIES)]);
  const full = await withDigests(store, editions);
  const channels = desk.channels.map((channel) => channelView(desk, channel));
  return {
    title: null,
    main: html`<div class="front">
        <div class="editions">
          ${full.length === 0 ? nothingYet(stories.length) : full.map((edition) => editionView(desk, edition))}
        </div>
        ${
          channels.length > 0 &&
          html`<aside class="channels" aria-labelledby="channels">
            <h2 id="channels">Channels</h2>
            <ul class="plain">
              ${channels}
            </ul>
          </aside>`
        }
      </div>
      ${
        stories.length > 0 &&
        html`<section class="latest" aria-labelledby="latest">
          <h2 id="latest">Latest stories</h2>
          ${storyList(stories, deskZone(desk))}
          <p class="more"><a href="/stories">All stories</a></p>
        </section>`
      }`,
  };
}
