import { SPEECH_VERB, familyName, namesIn, withoutTitles } from "./names.ts";

/** A direct quotation: `start`/`end` hold the words between the marks, in the offsets of the text that was read. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

const OPEN_CLOSE: Readonly<Record<string, string>> = { "“": "”", "«": "»", "„": "“", "「": "」", '"': '"' };

/**
 * Direct quotations of a stretch of text, outermost marks only. A mark that is never closed is no quotation, unless its
 * paragraph ends and the next one opens with a mark again (a quotation over several paragraphs): each part counts.
 */
export function quotationsIn(text: string): Quotation[] {
  const out: Quotation[] = [];
  let from = 0;
  for (const paragraph of text.split("\n\n")) {
    let i = 0;
    while (i < paragraph.length) {
      const close = OPEN_CLOSE[paragraph[i] ?? ""];
      if (close === undefined) {
        i++;
        continue;
      }
      const end = paragraph.indexOf(close, i + 1);
      if (end < 0) {
        const rest = text.slice(from + paragraph.length + 2);
        const first = rest[0] ?? "";
        if (i < paragraph.length - 1 && first === paragraph[i]) {
          out.push({ start: from + i + 1, end: from + paragraph.length, words: paragraph.slice(i + 1) });
        }
        break;
      }
      if (end > i + 1) out.push({ start: from + i + 1, end: from + end, words: paragraph.slice(i + 1, end) });
      i = end + 1;
    }
    from += paragraph.length + 2;
  }
  return out;
}

/** Whether every quotation mark and bracket of a passage has its partner within it. */
export function isBalanced(passage: string): boolean {
  let curly = 0;
  let round = 0;
  let straight = 0;
  let angle = 0;
  for (const mark of passage) {
    if (mark === "“") curly++;
    else if (mark === "”") curly--;
    else if (mark === "(" || mark === "[") round++;
    else if (mark === ")" || mark === "]") round--;
    else if (mark === '"') straight++;
    else if (mark === "«") angle++;
    else if (mark === "»") angle--;
    if (curly < 0 || round < 0 || angle < 0) return false;
  }
  return curly === 0 && round === 0 && angle === 0 && straight % 2 === 0;
}

export interface Attribution {
  /** Speaker as named, or the pronoun. */
  readonly speaker: string;
  readonly pronoun: boolean;
  readonly start: number;
  readonly end: number;
}

const AFTER_NAME = new RegExp(
  `^(?:,[^“"”.;]{2,90},)?(?: (?:has|had|also|later|then|further|publicly|himself|herself))* ${SPEECH_VERB}\\b`,
);
const INVERTED = new RegExp(`\\b${SPEECH_VERB} (?:the |a |an )?(?:[\\p{Ll}’'-]+ ){0,6}$`, "u");

/**
 * Who is said to speak in a passage that holds a quotation: the name next to a speech verb outside the marks, nearest to
 * the quotation; else a pronoun next to one.
 * @returns null when nobody is
 */
export function attributionOf(passage: string): Attribution | null {
  const quotations = quotationsIn(passage);
  if (quotations.length === 0) return null;
  const outside = blank(passage, quotations);
  let best: (Attribution & { readonly distance: number }) | null = null;
  for (const name of namesIn(outside)) {
    const bare = withoutTitles(name.text);
    if (bare === "" || familyName(name.text) === "") continue;
    const verbAfter = AFTER_NAME.exec(outside.slice(name.end));
    const verbBefore = INVERTED.test(outside.slice(Math.max(0, name.start - 60), name.start));
    if (!verbAfter && !verbBefore) continue;
    const distance = Math.min(...quotations.map((q) => gap(q, name.start, name.end)));
    if (best === null || distance < best.distance) {
      best = { speaker: bare, pronoun: false, start: name.end - bare.length, end: name.end, distance };
    }
  }
  if (best) return best;
  const pronoun = new RegExp(`\\b(he|she|they)(?= (?:also |later |then |has |had )?${SPEECH_VERB}\\b)`, "i").exec(
    outside,
  );
  const word = pronoun?.[1];
  if (!pronoun || word === undefined) return null;
  return { speaker: word, pronoun: true, start: pronoun.index, end: pronoun.index + word.length };
}

function blank(passage: string, quotations: readonly Quotation[]): string {
  let out = passage;
  for (const q of quotations) out = out.slice(0, q.start) + "_".repeat(q.end - q.start) + out.slice(q.end);
  return out;
}

function gap(quotation: Quotation, start: number, end: number): number {
  if (end <= quotation.start) return quotation.start - end;
  if (start >= quotation.end) return start - quotation.end;
  return 0;
}
