import type { Edition } from "../../core/edition.ts";
import type { Subscription } from "../../core/subscription.ts";
import { editionAddress } from "../addresses.ts";
import { channelNamed } from "../desk.ts";
import type { Archive, Desk } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Page } from "../layout.ts";
import { editionTime, localTime } from "../times.ts";
import { countStories } from "../reports.ts";
import { factList, headlineList } from "./lists.ts";

/** Editions of a channel on its page. */
const EDITIONS = 60;

function subscriptionFacts(desk: Desk, channel: Subscription): Html {
  const { platform, topics, schedule, timezone } = channel;
  const next = desk.nextSlot?.(channel) ?? null;
  return factList([
    ["Platform", platform],
    ["Topics", topics.length > 0 ? topics.join(", ") : "every story"],
    [
      "Schedule",
      schedule === "ready" ? "each story as soon as it is ready" : html`<code>${schedule}</code>, ${timezone}`,
    ],
    ["Next edition", next && (localTime(next, timezone) ?? next)],
  ]);
}

function editionRow(edition: Edition, zone: string | null): Html {
  const count = edition.stories.length === 0 ? "nothing new" : countStories(edition.stories.length);
  return html`<li>
    <a href="${editionAddress(edition.id)}">${editionTime(edition, zone)}</a>
    <span class="small">${count}</span>
  </li>`;
}

/** One channel and its editions; null when it is not configured and never had one. */
export async function channelPage({ store, desk }: Archive, name: string): Promise<Page | null> {
  const channel = channelNamed(desk, name);
  const editions = await store.editions.latest(EDITIONS, name);
  if (channel === null && editions.length === 0) return null;
  const gone = html`<p class="notice">This channel is no longer in the configuration. What it got is kept.</p>`;
  const rows = editions.map((edition) => editionRow(edition, channel?.timezone ?? null));
  return {
    title: name,
    main: html`<h1><bdi>${name}</bdi></h1>
      ${channel === null ? gone : subscriptionFacts(desk, channel)}
      <section class="latest" aria-labelledby="editions">
        <h2 id="editions">Editions</h2>
        ${rows.length === 0 ? html`<p class="note">No edition yet.</p>` : headlineList(rows)}
      </section>`,
  };
}
