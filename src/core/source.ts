import type { SourceArticle } from "summarize-lite";
import type { Article } from "./article.ts";

/** The form in which the summarizer takes an article. */
export function sourceOf({ id, text, title, publisher, publishedAt, url, file, copyOf }: Article): SourceArticle {
  return { id, text, title, publisher, publishedAt, url, file, copyOf };
}
