import type { Mention } from "./mentions.ts";
import type { Scene } from "./speech-scene.ts";

/** Nouns of what somebody said, wrote or thinks. */
const SPEECH_NOUN =
  /^(?:statements?|remarks?|comments?|claims?|assertions?|arguments?|words?|calls?|promises?|pledges?|vows?|warnings?|descriptions?|criticisms?|suggestions?|declarations?|messages?|letters?|e-?mails?|tweets?|speech(?:es)?|questions?|answers?|response|reply|slogan|motto|phrase|term|demands?|complaints?|accusations?|allegations?|boasts?|quip|joke|insistence|contention|admission|explanation|opinions?|views?|attacks?|chants?|cries|shouts|report|book|memoir|mind|proposals?|plan|use)$/;

const POSSESSIVE = /^(?:his|her|their|its|my|our)$/;

/** What a mention says of words that belong to somebody. */
interface SpeechNoun {
  /** "her claim", "Holt's claim": the mention is the claim. "Holt | 's claim": it is the owner. "a claim by | Holt". */
  readonly part: "claim" | "owner" | "of";
  /** Token of the noun, and the noun; of "of" the preposition. */
  readonly at: number;
  readonly word: string;
}

/** The speech nouns that a mention is, owns or hangs on. */
export function speechNounsOf({ tokens }: Scene, { first, last, head }: Mention): SpeechNoun[] {
  const out: SpeechNoun[] = [];
  const owned = tokens.slice(first, last).some(({ tag, word }) => tag === "G" || POSSESSIVE.test(word));
  if (owned && SPEECH_NOUN.test(head)) out.push({ part: "claim", at: last, word: head });
  const link = tokens[first - 1];
  if (link?.tag === "P" && SPEECH_NOUN.test(tokens[first - 2]?.word ?? "")) {
    out.push({ part: "of", at: first - 2, word: link.word });
  }
  if (tokens[last + 1]?.tag !== "G") return out;
  const { sentence } = tokens[first]!;
  for (let at = last + 2; at < last + 6 && tokens[at]?.sentence === sentence; at++) {
    const { word } = tokens[at]!;
    if (SPEECH_NOUN.test(word)) return [...out, { part: "owner", at, word }];
  }
  return out;
}
