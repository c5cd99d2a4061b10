import type { Digest, Source } from "summarize-lite";
import { articleAddress, outsideAddress } from "../addresses.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { sourceName } from "../reports.ts";
import { published } from "../times.ts";
import { countReports, reportsOf } from "../reports.ts";

/** A link that leaves the archive, named by where it leads; nothing for an address that is not safe to follow. */
export function outsideLink(url: string | null): Html | null {
  const address = outsideAddress(url);
  return address && html`<a href="${address.href}" rel="noopener noreferrer external">${address.host}</a>`;
}

function sourceView(source: Source, zone: string): Html {
  const time = published(source.publishedAt, zone);
  const link = outsideLink(source.url);
  return html`<cite dir="auto">${sourceName(source)}</cite>
    <a class="title" dir="auto" href="${articleAddress(source.article)}"
      >${source.title ?? source.file ?? "Untitled"}</a
    >
    <span class="small">${time}${time && link && " · "}${link}</span>`;
}

function copyList(copies: readonly Source[], zone: string): Html | null {
  if (copies.length === 0) return null;
  const rows = copies.map((copy) => html`<li><span class="tag">Copy</span> ${sourceView(copy, zone)}</li>`);
  return html`<ul>
    ${rows}
  </ul>`;
}

/** The digest's sources: every independent report, and under it the copies of its text. */
export function sourceList(digest: Digest, zone: string): Html {
  const rows = reportsOf(digest).map(
    ({ report, copies }) => html`<li>${sourceView(report, zone)}${copyList(copies, zone)}</li>`,
  );
  return html`<section class="sources" aria-labelledby="h-sources">
    <h2 id="h-sources" dir="auto">${digest.headings.sources}</h2>
    <p class="meta">${countReports(digest)}.</p>
    <ol>
      ${rows}
    </ol>
  </section>`;
}
