import type { SearchHit, Store } from "../store/store.ts";

/** One article that was found, with its story. */
export interface Found extends Omit<SearchHit, "snippet"> {
  /** Headline of the story. */
  readonly headline: string | null;
  /** Passage around the words, in stretches; `hit` ones are what was looked for. */
  readonly passage: readonly { readonly text: string; readonly hit: boolean }[];
}

/** Articles in which all words of the query stand; best first. */
export async function search(store: Store, query: string, limit: number): Promise<readonly Found[]> {
  const hits = await store.search.articles(query, limit);
  const found: Found[] = [];
  for (const { snippet, ...hit } of hits) {
    const story = await store.stories.get(hit.storyId);
    found.push({ ...hit, headline: story?.headline ?? null, passage: stretches(snippet) });
  }
  return found;
}

/** Splits a snippet at its marks: U+0001 opens a hit, U+0002 closes it. */
function stretches(snippet: string): Found["passage"] {
  return snippet.split("\u0001").flatMap((part, index) => {
    const [hit = "", ...rest] = index === 0 ? ["", part] : part.split("\u0002");
    return [
      { text: hit, hit: true },
      { text: rest.join(""), hit: false },
    ].filter(({ text }) => text !== "");
  });
}
