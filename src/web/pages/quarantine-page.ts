import type { Quarantined } from "../../core/document.ts";
import { deskZone } from "../desk.ts";
import type { Archive } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Page } from "../layout.ts";
import { instant } from "../times.ts";

function documentView(document: Quarantined, zone: string): Html {
  const line = document.line !== null && html` <span class="small">line ${document.line}</span>`;
  return html`<li>
    <h2><code dir="auto">${document.path}</code>${line}</h2>
    <p dir="auto">${document.reason}</p>
    <p dir="auto"><b class="label">What to do:</b> ${document.mend}</p>
    <p class="small">In <code dir="auto">${document.folder}</code>, put aside ${instant(document.at, zone)}</p>
  </li> `;
}

/** Documents that could not be used, each with the reason and what to do. */
export async function quarantinePage({ store, desk }: Archive): Promise<Page> {
  const documents = await store.quarantine.list();
  const rows = documents.map((document) => documentView(document, deskZone(desk)));
  return {
    title: "Quarantine",
    main: html`<h1>Quarantine</h1>
      ${
        rows.length === 0
          ? html`<p class="notice">Every file was read. A file that cannot be used is listed here, with the reason.</p>`
          : html`<p class="meta">
                Files that could not be used. A file that is mended or removed leaves this list by itself.
              </p>
              <ul class="quarantine">
                ${rows}
              </ul>`
      }`,
  };
}
