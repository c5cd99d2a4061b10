import { atSize } from "summarize-lite";
import type { Digest, DigestSize } from "summarize-lite";
import { messageOfDigest } from "../core/message.ts";
import type { Message } from "../core/message.ts";
import type { EpochMs } from "../core/time.ts";
import { storiesOf } from "./stories.ts";
import type { ReadArticle } from "./read-files.ts";

/** The digests of the stories among these articles, as data. */
export function digestsOf(
  articles: readonly ReadArticle[],
  size: DigestSize,
  onProgress?: (done: number, total: number) => void,
): readonly Digest[] {
  return storiesOf(articles, onProgress).map(({ digest }) => atSize(digest, size));
}

/** The digests of the stories among these articles, each as a message. */
export function digestMessagesOf(
  articles: readonly ReadArticle[],
  size: DigestSize,
  now: EpochMs,
  onProgress?: (done: number, total: number) => void,
): readonly Message[] {
  return storiesOf(articles, onProgress).map(({ id, digest }) => {
    const reports = digest.sources.filter(({ copyOf }) => copyOf === null).map(({ article }) => article);
    const story = { storyId: id, version: 1, digest, reports, createdAt: now };
    return messageOfDigest({ story, reason: null, added: 0, link: null }, size);
  });
}
