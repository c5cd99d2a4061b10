import { html } from "../html.ts";
import type { Content, Html } from "../html.ts";

/** Lines without bullets. @param rows each an <li> */
export function plainList(rows: readonly Html[]): Html {
  return html`<ul class="plain">
    ${rows}
  </ul>`;
}

/** A large list of links. @param rows each an <li> */
export function headlineList(rows: readonly Html[]): Html {
  return html`<ul class="headlines">
    ${rows}
  </ul>`;
}

/** Names and values; a value of null or "" is left out with its name. */
export function factList(facts: readonly (readonly [name: string, value: Content])[]): Html {
  const rows = facts
    .filter(([, value]) => value !== null && value !== "")
    .map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd dir="auto">${value}</dd>
        </div>`,
    );
  return html`<dl class="facts">${rows}</dl>`;
}
