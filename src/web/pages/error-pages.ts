import { html } from "../html.ts";
import type { Page } from "../layout.ts";

export function notFound(): Page {
  return {
    title: "Not found",
    status: 404,
    main: html`<h1>This page is not in the archive</h1>
      <p class="notice">The address may be cut off, or name a story, an edition or a version that never was here.</p>
      <p>
        Go to the <a href="/">latest editions</a> or to <a href="/stories">all stories</a>, or search for a word of the
        story with the box above.
      </p>`,
  };
}

export function failed(): Page {
  return {
    title: "Something failed",
    status: 500,
    main: html`<h1>This page could not be made</h1>
      <p class="notice">
        The fault is ours, not yours, and is written to the log. Load the page again; if it fails again, see whether
        <a href="/healthz">the database answers</a>.
      </p>`,
  };
}
