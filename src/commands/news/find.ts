import type { Action } from "../../core/action.ts";
import type { Block, Span } from "../../core/message.ts";
import { search } from "../search.ts";
import type { Found } from "../search.ts";
import { actions, bold, DIVIDER, headline, paragraph, press, quiet, shortened } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { pager, toArg } from "./page.ts";
import type { Page } from "./page.ts";

const PER_PAGE = 5;
/** Hits beyond these are no help: other words are. */
const MOST_PAGES = 20;

/** Articles in which all the words stand, with the passage and the words found in bold. */
export async function find(call: Call, words: string, page: number): Promise<Page> {
  const at = Math.min(page, MOST_PAGES - 1);
  const hits = await search(call.desk.store, words, (at + 1) * PER_PAGE + 1);
  const shown = hits.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  if (shown.length === 0) return nothing(words);
  const arg = await toArg(call, words);
  const action = (number: number): Action => ({ verb: "search", args: [arg, String(number)] });
  const blocks: Block[] = [headline(`Articles with “${shortened(words, 80)}”`)];
  const led = new Set<string>();
  for (const hit of shown) {
    // One way to a story is enough.
    blocks.push(
      DIVIDER,
      ...hitBlocks(hit),
      ...(led.has(hit.storyId) ? [] : actions(press("Full story", "story", hit.storyId))),
    );
    led.add(hit.storyId);
  }
  return {
    summary: `Articles with “${shortened(words, 80)}”: ${shown.map(({ title, headline }) => title ?? headline ?? "untitled").join("; ")}`,
    blocks,
    controls: pager(action, at, hits.length > shown.length + at * PER_PAGE && at + 1 < MOST_PAGES),
    action: action(at),
  };
}

function hitBlocks({ title, headline, publisher, publishedAt, passage }: Found): readonly Block[] {
  const source = [publisher, publishedAt?.slice(0, 16).replace("T", " ")].filter(
    (part) => part !== undefined && part !== null,
  );
  return [
    paragraph(bold(title ?? headline ?? "Untitled article")),
    { kind: "quote", spans: passage.map(({ text, hit }): Span => (hit ? bold(text) : { text })) },
    {
      kind: "context",
      items: [
        [
          quiet(
            [...source, headline === null || headline === title ? null : `story: ${headline}`]
              .filter(Boolean)
              .join(" · "),
          ),
        ],
      ],
    },
  ];
}

function nothing(words: string): Page {
  const text =
    words.trim() === ""
      ? "What are you looking for? For example: /news search storm, or /news search “high water”."
      : `No article has all of these words: “${shortened(words, 80)}”. Fewer words find more.`;
  return {
    summary: text,
    blocks: [paragraph(text)],
    controls: [press("Latest stories", "latest", "", "0")],
    action: null,
  };
}

/** Whether any article has all the words. */
export async function isFound({ desk }: Call, words: string): Promise<boolean> {
  return (await desk.store.search.articles(words, 1)).length > 0;
}
