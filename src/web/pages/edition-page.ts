import type { Delivery } from "../../core/delivery.ts";
import { channelAddress } from "../addresses.ts";
import { deskZone, zoneOf } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Page } from "../layout.ts";
import { instant } from "../times.ts";
import { countMoreStories, countStories } from "../reports.ts";
import { editionLine, NOTHING_NEW, withDigests } from "./full-edition.ts";
import { plainList } from "./lists.ts";
import { storyCard } from "./story-card.ts";

function deliveryView({ status, attempt }: Delivery, zone: string): Html {
  switch (status.state) {
    case "pending":
      return attempt === 0
        ? html`waits for its turn`
        : html`waits for its next try, due ${instant(status.dueAt, zone)}`;
    case "sending":
      return html`is being sent`;
    case "unknown":
      return html`may have arrived: the channel is read before it is sent again`;
    case "sent":
      return html`was posted ${instant(status.sentAt, zone)}`;
    case "dead":
      return "reason" in status.failure
        ? html`could not be posted: ${status.failure.reason}${"mend" in status.failure && ` ${status.failure.mend}`}`
        : html`could not be posted: the platform allowed no more posts`;
    case "cancelled":
      return html`was not posted: ${status.reason}`;
    default:
      return status satisfies never;
  }
}

/** What became of an edition's posts. */
function deliveryList(deliveries: readonly Delivery[], zone: string): Html | null {
  if (deliveries.length === 0) return null;
  const rows = deliveries.map(
    (delivery) => html`<li>Post ${delivery.part + 1} of ${deliveries.length} ${deliveryView(delivery, zone)}</li>`,
  );
  return html`<section class="record" aria-labelledby="posts">
    <h2 id="posts">Delivery</h2>
    ${plainList(rows)}
  </section>`;
}

/** What one channel got at one time; null when there is no such edition. */
export async function editionPage({ store, desk }: Archive, id: string): Promise<Page | null> {
  const edition = await store.editions.get(id);
  if (edition === null) return null;
  const [full] = await withDigests(store, [edition]);
  const deliveries = await store.deliveries.ofEdition(id);
  const left = edition.left > 0 && html`<p class="note">${countMoreStories(edition.left)} did not fit.</p>`;
  return {
    title: edition.channel,
    main: html`<section class="edition">
        <header>
          <h1>
            <a href="${channelAddress(edition.channel)}"><bdi>${edition.channel}</bdi></a>
          </h1>
          <p class="meta">${editionLine(desk, edition)}. ${countStories(edition.stories.length)}.</p>
        </header>
        ${edition.stories.length === 0 && html`<p class="note">${NOTHING_NEW}</p>`}
        <h2 class="unseen">Stories of this edition</h2>
        ${full?.stories.map(storyCard)} ${left}
      </section>
      ${deliveryList(deliveries, zoneOf(desk, edition.channel) ?? deskZone(desk))}`,
  };
}
