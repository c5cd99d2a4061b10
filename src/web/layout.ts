import type { Desk } from "./desk.ts";
import { deskZone } from "./desk.ts";
import { html, toText } from "./html.ts";
import type { Html } from "./html.ts";
import { day } from "./times.ts";

/** A page before it gets its frame. `main` holds the page's one h1, but for the front page, whose h1 is the desk's name. */
export interface Page {
  /** null: the front page. */
  readonly title: string | null;
  readonly main: Html;
  /** What the search box shows. */
  readonly query?: string;
  /** Address of the same as JSON. */
  readonly json?: string;
  /** Default: 200. */
  readonly status?: 200 | 400 | 404 | 405 | 421 | 500;
}

/** Addresses of the files that every page asks for. */
export interface Assets {
  readonly style: string;
  readonly icon: string;
}

function masthead(desk: Desk, page: Page): Html {
  const name = html`<a href="/">${desk.name}</a>`;
  const title = page.title === null ? html`<h1 class="nameplate">${name}</h1>` : html`<p class="nameplate">${name}</p>`;
  return html`<header class="masthead">
    ${title}
    <p class="dateline">${day(desk.now(), deskZone(desk))}</p>
    <nav class="sections" aria-label="Sections">
      <a href="/">Editions</a>
      <a href="/stories">Stories</a>
      <a href="/quarantine">Quarantine</a>
    </nav>
    <form class="search" action="/search" method="get" role="search">
      <label class="unseen" for="q">Search the articles</label>
      <input
        id="q"
        type="search"
        name="q"
        value="${page.query ?? ""}"
        placeholder="Search the articles"
        maxlength="200"
      />
      <button type="submit">Search</button>
    </form>
  </header>`;
}

/** The whole document. */
export function documentOf(desk: Desk, assets: Assets, page: Page): string {
  const title = page.title === null ? desk.name : `${page.title} · ${desk.name}`;
  const json =
    page.json === undefined ? null : html`<link rel="alternate" type="application/json" href="${page.json}" />`;
  return toText(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <link rel="stylesheet" href="${assets.style}" />
          <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
          ${json}
        </head>
        <body>
          <a class="skip" href="#main">Skip to the text</a>
          ${masthead(desk, page)}
          <main id="main">${page.main}</main>
          <footer class="colophon">
            <p>Every sentence of a digest stands in one of its sources: select it to see where.</p>
          </footer>
        </body>
      </html> `,
  );
}
