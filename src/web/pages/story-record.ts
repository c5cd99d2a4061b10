import { editionAddress, storyAddress } from "../addresses.ts";
import { deskZone, zoneOf } from "../desk.ts";
import type { Desk } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { StoryReading } from "../reading.ts";
import { editionTime, instant } from "../times.ts";
import { plainList } from "./lists.ts";

function versionRows({ versions, digest }: StoryReading, zone: string): readonly Html[] {
  return versions.toReversed().map(({ version, createdAt }) => {
    const shown = version === digest.version;
    const address = storyAddress(digest.storyId, { version });
    const name = shown ? html`<b>Version ${version}</b>` : html`<a href="${address}">Version ${version}</a>`;
    return html`<li>${name}, ${instant(createdAt, zone)}${shown && " (shown here)"}</li>`;
  });
}

function postRows({ editions }: StoryReading, desk: Desk): readonly Html[] {
  return editions.toReversed().map((edition) => {
    const link = html`<a dir="auto" href="${editionAddress(edition.id)}">${edition.channel}</a>`;
    return html`<li>${link}, ${editionTime(edition, zoneOf(desk, edition.channel))}</li>`;
  });
}

function section(id: string, heading: string, rows: readonly Html[]): Html {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${plainList(rows)}
  </section>`;
}

/** What became of a story so far: the versions of its digest, and where it was posted. */
export function storyRecord(story: StoryReading, desk: Desk): Html {
  const versions = story.versions.length > 1 && versionRows(story, deskZone(desk));
  const posts = story.editions.length > 0 && postRows(story, desk);
  return html`<footer class="record">
    ${versions && section("versions", "Versions of this digest", versions)}
    ${posts && section("posts", "Where it was posted", posts)}
  </footer>`;
}
