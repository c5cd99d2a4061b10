import type { Digest } from "summarize-lite";

/** Where a story says what it is about. */
export interface StorySubject {
  /** Short texts: headline, lede, highlights, titles of the sources. */
  readonly texts: readonly string[];
  /** Tags of the sources, as written. */
  readonly tags: readonly string[];
  /** The digest's field of news ("Diplomatic"), null when not sure. */
  readonly field: string | null;
}

/** Shorter common beginnings join strangers ("port" and "portrait"); "science" and "scientific" share five letters. */
const SHARED_LETTERS = 5;

/** What a digest says of itself, for the choice of channels. Background is left out: it names what the story is not about. */
export function subjectOf(digest: Digest, tags: readonly string[]): StorySubject {
  const items = [digest.headline, digest.lede, ...digest.highlights];
  return {
    texts: [
      ...items.flatMap((item) => (item === null ? [] : [item.text])),
      ...digest.sources.flatMap((source) => (source.title === null ? [] : [source.title])),
    ],
    tags,
    field: digest.subject.field,
  };
}

/**
 * Whether a story belongs to a channel: it does when the channel names no topics, or when one of them stands in its
 * texts or tags as a whole word or phrase (case, accents and an English plural apart), or names its field.
 */
export function onTopics(topics: readonly string[], subject: StorySubject): boolean {
  if (topics.length === 0) return true;
  const passages = [...subject.texts, ...subject.tags].map(wordsOf);
  return topics.some((topic) => {
    const wanted = wordsOf(topic);
    if (wanted.length === 0) return false;
    return passages.some((passage) => containsPhrase(passage, wanted)) || namesField(wanted, subject.field);
  });
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return [...plain.replaceAll(/['’]s\b/g, "").matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => singular(word));
}

/** Enough for "storms", "courts", "parties"; both sides of a comparison go through it, so a wrong cut does no harm. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
  return word;
}

function containsPhrase(passage: readonly string[], phrase: readonly string[]): boolean {
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
  if (phrase.some((word) => unspaced.test(word))) return passage.join("").includes(phrase.join(""));
  return passage.some((_, start) => phrase.every((word, index) => passage[start + index] === word));
}

function namesField(topic: readonly string[], field: string | null): boolean {
  const [word] = topic;
  const [name] = field === null ? [] : wordsOf(field);
  if (topic.length !== 1 || word === undefined || name === undefined) return false;
  let shared = 0;
  while (shared < word.length && word[shared] === name[shared]) shared += 1;
  return shared >= SHARED_LETTERS;
}
