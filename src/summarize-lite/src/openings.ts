import { LANGUAGES } from "./languages/table.ts";

/**
 * Datelines and leading connectives of the languages other than English: what `edits.ts` may drop besides its own. One
 * list for all of them, because `verify` asks of any sentence, whatever its language.
 */

/** "【北海＝共同】", "某某社林港11月3日电（记者…）", "本报讯（记者…）", "القاهرة (وكالة) - ". */
const DATELINE =
  /^(?:【[^【】\n]{2,24}】\s*|\p{sc=Han}{1,8}(?:社|报|報|网|網)\p{sc=Han}{2,8}\d{1,2}月\d{1,2}日[电電讯訊](?:[（(][^（）()\n]{2,30}[）)])?\s*|本[报報][讯訊]\s?(?:[（(][^（）()\n]{2,30}[）)])?\s*|\p{sc=Arabic}[\p{sc=Arabic} ]{1,24} ?\([^()\n]{2,30}\) ?[-–—] ?)/u;

/** Length of the dateline that a passage opens with; 0 when it opens with none. */
export function foreignDateline(passage: string): number {
  return DATELINE.exec(passage)?.[0].length ?? 0;
}

let connectives: ReadonlyMap<string, RegExp> | undefined;

function connectivesByLanguage(): ReadonlyMap<string, RegExp> {
  connectives ??= new Map(
    LANGUAGES.filter((language) => language.connectives !== "").map((language) => [
      language.code,
      new RegExp(`^(?:${language.connectives})`, "iu"),
    ]),
  );
  return connectives;
}

/** Length of the leading connective that a passage in a language opens with; 0 when it opens with none. */
export function foreignConnective(passage: string, language: string): number {
  return connectivesByLanguage().get(language)?.exec(passage)?.[0].length ?? 0;
}

/** Whether `words` is a connective that a sentence of some language may lose. @param passage from the connective on */
export function isForeignConnective(passage: string, words: string): boolean {
  return [...connectivesByLanguage().values()].some((pattern) => pattern.exec(passage)?.[0] === words);
}
