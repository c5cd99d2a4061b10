import { formatDay, isInsideQuotes, timeWords } from "./clock-words.ts";
import { commaAside } from "./comma-asides.ts";
import { SPEECH_VERB } from "./names.ts";
import { foreignDateline, isForeignConnective } from "./openings.ts";
import type { Day } from "./clock-words.ts";
import type { DropReason, Edit } from "./types.ts";

/**
 * The edits that a news editor may make, each a pure function from a passage to edits of it (offsets within the passage).
 * Nothing else ever changes a sentence. Source: the digest format's list of permitted edits.
 */

const DATELINE =
  /^(?:[A-Z][\p{Lu}.’' -]{2,40}(?:, [\p{L}. ]{2,30})?|\p{Lu}[\p{L}.’' -]{2,30})(?:,? \(?(?:\p{Lu}[\p{L}.]{2,8} \d{1,2})\)?)?(?: ?\([^()]{2,40}\))? ?[—–]{1,2} (?=\p{Lu}|[“"])|^\p{Lu}[\p{Lu}.’' ,-]{2,40}(?:, [\p{L}. ]{2,30})? ?(?:\([^()]{2,40}\))? ?-{1,2} (?=\p{Lu}|[“"])|^\([^()]{2,40}\) ?[—–-]{1,2} ?(?=\p{Lu}|[“"])/u;

/** "Veldrin (MW) -- A man…", "VELDRIN, Nov 3 - A man…", "(CNN)A man…": the agency or the date tells a dateline from an aside. */
const AGENCY_LINE =
  /^(?:\p{Lu}[\p{L}.’' -]{2,30}(?:, [\p{L}. ]{2,30})? \([A-Z][\p{L} ]{1,15}\) ?[—–-]{1,2} ?|\((?:CNN|AP|AFP|Reuters|UPI|PTI|ANI|dpa|BBC)\)(?: ?[—–-]{1,2} ?| ?)|\p{Lu}[\p{Lu}.’' -]{2,40}, \p{Lu}\p{L}{2,8}\.? \d{1,2} ?(?:\([^()]{2,40}\) ?)?[—–-]{1,2} )(?=\p{Lu}|[“"])/u;

/** "DUNMARSH, Karsovia (Meridian Wire) — The court…" */
export function dropDateline(passage: string): Edit[] {
  const foreign = foreignDateline(passage);
  if (foreign > 0) return [drop("dateline", passage, 0, foreign)];
  const agency = AGENCY_LINE.exec(passage);
  if (agency) return [drop("dateline", passage, 0, agency[0].length)];
  const match = DATELINE.exec(passage);
  // A dash may also open an aside after a short subject: a dateline has capitals, brackets or a comma in it.
  if (!match || !/\p{Lu}{3}|[(),]/u.test(match[0])) return [];
  return [drop("dateline", passage, 0, match[0].length)];
}

const CONNECTIVE =
  /^(?:(?:meanwhile|however|moreover|furthermore|additionally|in addition|simultaneously|at the same time|still|nevertheless|nonetheless|besides|likewise|similarly|also|indeed|in fact|for (?:example|instance)|on the other hand|by contrast|in contrast|conversely|as a result|accordingly|therefore|thus|consequently|of course|in turn|notably|separately|elsewhere|later|afterwards|beyond that|despite this|despite that|even so|that said), |(?:afterwards|later) (?=\p{Lu}|the )|(?:but|yet) (?!far\b|much\b|many\b|that\b|then\b))/iu;

/** "Meanwhile, the European…", "But several…": gone, because what they lean on is not there. */
export function dropConnective(passage: string, from = 0): Edit[] {
  const match = CONNECTIVE.exec(passage.slice(from));
  if (!match) return [];
  return [drop("connective", passage, from, from + match[0].length), ...capitalAt(passage, from + match[0].length)];
}

/** A parenthesis that only explains: "(…)" outside quotation marks, without a negation or a modal in it. */
export function dropParentheses(passage: string): Edit[] {
  const edits: Edit[] = [];
  for (const match of passage.matchAll(/ ?\([^()]*\)/g)) {
    if (isInsideQuotes(passage, match.index) || /["“”«»]/.test(match[0]) || isGuarded(match[0])) continue;
    edits.push(drop("parenthesis", passage, match.index, match.index + match[0].length));
  }
  return edits;
}

/** The aside between commas that a long sentence does better without: no negation, modal, figure or quotation in it. */
export function dropAside(passage: string): Edit[] {
  const found = commaAside(passage, isGuarded);
  return found === null ? [] : [drop("aside", passage, found.start, found.end)];
}

/** Words that an edit must not take away: negations and modals. */
const GUARDED =
  /\b(?:not|no|never|none|neither|nor|without|hardly|barely|refus\w*|reject\w*|den(?:y|ied|ies)|fail\w*|might|could|would|should|must|shall|if|unless|alleged\w*|reportedly)\b|n['’]t\b/i;
/** The verb; the month has a capital. */
const MAY = /\bmay\b/;

function isGuarded(words: string): boolean {
  return GUARDED.test(words) || MAY.test(words);
}

/** A time word whose day the digest's date makes wrong becomes that day in [brackets]. */
export function makeTimeAbsolute(passage: string, written: Day | null, digestDay: Day | null): Edit[] {
  if (written === null || digestDay === null) return [];
  const edits: Edit[] = [];
  for (const word of timeWords(passage, written)) {
    // A weekday within the last six days, or the coming six, still means the same day to a reader.
    if (word.weekday && Math.abs(digestDay - word.day) <= 6) continue;
    const on = /\b(?:on|until|by|from|before|after|since|for) $/i.test(passage.slice(0, word.start));
    const opening = word.start === 0 || /^(?:earlier|later) $/i.test(passage.slice(0, word.start));
    const date = formatDay(word.day, digestDay);
    if (/(?:earlier|later) $/i.test(passage.slice(0, word.start)) && !on) {
      edits.push(replaceTime(passage, word.start, word.end, `[on ${date}]`));
    } else {
      edits.push(
        replaceTime(passage, word.start, word.end, on ? `[${date}]` : opening ? `[On ${date}]` : `[on ${date}]`),
      );
    }
  }
  return edits;
}

/** A pronoun becomes the name it stands for, in [brackets]; the caller is sure of the name. */
export function replacePronoun(passage: string, start: number, end: number, name: string): Edit {
  const was = passage.slice(start, end);
  const possessive = /^(?:his|her|its|their)$/i.test(was);
  return {
    kind: "replace",
    reason: "pronoun",
    evidence: 0,
    start,
    end,
    was,
    with: `[${possessive ? genitive(name) : name}]`,
  };
}

function genitive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

/** A line's end within a passage (hard-wrapped files) or a run of blanks becomes one blank. */
export function joinLines(passage: string): Edit[] {
  const edits: Edit[] = [];
  for (const match of passage.matchAll(/[^\S\n]*\n\s*|[^\S\n]{2,}|[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g)) {
    const start = match.index;
    edits.push({
      kind: "replace",
      reason: "line-break",
      evidence: 0,
      start,
      end: start + match[0].length,
      was: match[0],
      with: " ",
    });
  }
  return edits;
}

const SPEAKS = new RegExp(`\\b${SPEECH_VERB}$`);

/** "Legal challenge: Residents plan…" → its label and what follows. Only a label that the source itself wrote. */
export function dropLabel(passage: string): { readonly label: string; readonly edits: Edit[] } | null {
  const match =
    /^(\p{Lu}[\p{L}’'&, -]{2,40}): (?=\p{Lu}|“|")(?!(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|But|And|There)\b)/u.exec(
      passage,
    );
  const label = match?.[1];
  if (!match || label === undefined || label.split(" ").length > 4 || SPEAKS.test(label)) return null;
  return { label, edits: [drop("label", passage, 0, match[0].length)] };
}

const SITE = / ?[|·•] [^|·•]{2,40}$| [-–—] (?:The )?(?:\p{Lu}[\p{L}’']+ ?){1,4}$/u;

/** The site's name at the end of a headline: "… | The Quillmouth Gazette". `site`: the publisher, when it is known. */
export function dropSite(headline: string, site: string | null | undefined): Edit[] {
  const match = SITE.exec(headline);
  if (!match) return [];
  const sure = /[|·•]/.test(match[0]) || (site && match[0].toLowerCase().includes(site.toLowerCase()));
  return sure ? [drop("site", headline, match.index, headline.length)] : [];
}

/** The first letter of what is left after a drop. */
export function capitalAt(passage: string, at: number): Edit[] {
  const letter = /^\p{Ll}/u.exec(passage.slice(at))?.[0];
  if (letter === undefined) return [];
  return [
    {
      kind: "replace",
      reason: "capital",
      evidence: 0,
      start: at,
      end: at + letter.length,
      was: letter,
      with: letter.toUpperCase(),
    },
  ];
}

function drop(reason: DropReason, passage: string, start: number, end: number): Edit {
  return { kind: "drop", reason, evidence: 0, start, end, was: passage.slice(start, end) };
}

function replaceTime(passage: string, start: number, end: number, text: string): Edit {
  return { kind: "replace", reason: "time", evidence: 0, start, end, was: passage.slice(start, end), with: text };
}

/** Edits of one passage in order; where two meet, the earlier one in the list given wins. */
export function mergeEdits(groups: readonly (readonly Edit[])[]): Edit[] {
  const out: Edit[] = [];
  for (const edit of groups.flat()) {
    if (out.every((other) => edit.end <= other.start || edit.start >= other.end)) out.push(edit);
  }
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
}

const PRONOUNS = /^(?:he|she|it|they|his|her|its|their)$/i;

/**
 * Whether an edit is one that an editor may make; `verify` asks this of every edit of every item.
 * @param passage the passage that the edit belongs to
 * @param article the whole text of its article: a name put in for a pronoun must stand there
 * @returns what is wrong, or null
 */
export function whyNotPermitted(edit: Edit, passage: string, article: string, written: Day | null): string | null {
  const quoted = isInsideQuotes(passage, edit.start) || /["“”«»]/.test(edit.was);
  if (edit.kind === "drop") return whyNotDropped(edit, passage, quoted);
  switch (edit.reason) {
    case "line-break":
      return /^\s+$/.test(edit.was) && edit.with === " " ? null : "only white space may become one blank";
    case "capital":
      return edit.was.toUpperCase() === edit.with && edit.was.length === edit.with.length && !quoted
        ? null
        : "only the first letter after a drop may become a capital";
    case "pronoun": {
      const name = /^\[(.+?)(?:['’]s?)?\]$/.exec(edit.with)?.[1];
      if (!PRONOUNS.test(edit.was) || name === undefined) return "only a pronoun may become a name in brackets";
      if (quoted) return "no word inside quotation marks may change";
      return article.includes(name) ? null : `the name “${name}” does not stand in the article`;
    }
    case "time": {
      if (quoted) return "no word inside quotation marks may change";
      if (written === null) return "a time word needs the article’s date";
      const word = timeWords(passage, written).find((found) => found.start === edit.start && found.end === edit.end);
      if (!word) return "only a time word may become a date";
      return /^\[(?:[Oo]n )?\d{1,2} \p{L}+(?: \d{4})?\]$/u.test(edit.with) &&
        edit.with.replace(/^\[(?:[Oo]n )?/, "").startsWith(formatDay(word.day, word.day).replace(/ \d{4}$/, ""))
        ? null
        : "the date is not the one that the time word means";
    }
  }
}

/** Nothing, or a dateline, stands before the sentence's first word. */
function isOpening(before: string): boolean {
  return before === "" || / [—–-]{1,2} ?$/.test(before);
}

/** @param passage from the connective on */
function isConnective(passage: string, words: string): boolean {
  return CONNECTIVE.exec(passage)?.[0] === words || isForeignConnective(passage, words);
}

function whyNotDropped(edit: Edit & { kind: "drop" }, passage: string, quoted: boolean): string | null {
  switch (edit.reason) {
    case "dateline":
      return dropDateline(passage)[0]?.end === edit.end && edit.start === 0 ? null : "no dateline stands there";
    case "connective":
      return isConnective(passage.slice(edit.start), edit.was) && isOpening(passage.slice(0, edit.start))
        ? null
        : "no leading connective stands there";
    case "label":
      return edit.start === 0 && edit.was.endsWith(": ") ? null : "no label stands there";
    case "site":
      return SITE.exec(passage)?.index === edit.start ? null : "no site name stands there";
    case "aside": {
      if (quoted) return "no word inside quotation marks may change";
      const [only] = dropAside(passage);
      return only?.start === edit.start && only.end === edit.end ? null : "no aside that may go stands there";
    }
    case "parenthesis":
      if (quoted) return "no word inside quotation marks may change";
      return /^ ?\([^()]*\)$/.test(edit.was) && !isGuarded(edit.was) ? null : "no plain parenthesis stands there";
  }
}
