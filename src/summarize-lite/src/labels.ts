import { isInsideQuotes } from "./clock-words.ts";
import { isForeignLabel } from "./headings.ts";

/** Labels that need no words of the sentence: what kind of outlook it is. */
const LABEL_KINDS = ["Condition", "Opposition", "Support", "Risk", "Open question", "Timing", "Next step"] as const;
type LabelKind = (typeof LABEL_KINDS)[number];

const CUES: Readonly<Record<LabelKind, RegExp>> = {
  Condition:
    /(?<!\b(?:as|even|ask|asks|asked|asking|wonder|wonders|wondered|see|know|sure|say|said|unclear|only|question) )\bif\b(?! only)|\b(?:unless|provided that|on condition|depends? on|conditional|only (?:if|when)\b|would (?:need|have) to|subject to)\b/i,
  Opposition:
    /\b(?:oppos\w+|reject\w*|refus\w+|critici[sz]\w+|critics?|condemn\w*|object(?:s|ed|ions?)?|legal challenge|challeng(?:e|ed|es) (?:the|it)|resist\w*)\b/i,
  Support:
    /\b(?:welcom\w+|back(?:s|ed|ing) (?:the|a)|support(?:s|ed)? (?:the|a|for)|endors\w+|in favou?r|prais\w+|pledg\w+)\b/i,
  Risk: /\b(?:risks?|threat\w*|warn(?:s|ed|ing (?:that|of|against))|danger\w*|fears?|worr\w+|caution\w*|escalat\w+|(?:could|may|might|would) (?:also )?(?:worsen|cause|lose|delay|cost|complicate|exceed|harm|hurt|destroy|miss|be (?:affected|hit|delayed|damaged|lost|deadlocked|thin|harmed|destroyed))|uncertain\w*|vulnerable|concern(?:s|ed) (?:that|about|over))\b/i,
  "Open question":
    /\b(?:whether|unclear|questions?|remains to be seen|not (?:yet )?(?:known|clear|decided)|undecided)\b/i,
  Timing:
    /\b(?:deadline|by (?:the end of|early|late|mid|next|january|february|march|april|may|june|july|august|september|october|november|december|\d{4}|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|within (?:\w+ )?(?:days|weeks|months|years|hours)|next (?:week|month|year|spring|summer|autumn|winter))\b/i,
  "Next step":
    /\b(?:will (?:meet|hold|vote|begin|start|return|appear|decide|report|publish|open|file|review|consider|discuss|travel|play|face|send|present|go|be (?:held|sent|built|rebuilt|chosen|heard|published|decided|tested|replaced|reviewed|rehearsed|announced|completed|presented|discussed|debated|launched|elected|sworn in))\b|would (?:meet|publish|hold|vote|announce|decide|report)\b|plans? to|planning to|expected to|scheduled|due to (?:meet|begin|start|open|vote|decide|report|appear|return)|next (?:step|round|stage|phase|hearing|session)|set to|to begin|intends? to|announced plans)\b/iu,
};

/** Words that end a noun phrase on its right side. */
const AFTER =
  "(?=,|\\.|;|$| (?:is|are|was|were|will|would|could|can|may|might|has|have|had|must|should|to|of|in|on|at|for|by|with|from|as|that|and|or|before|after|until|over|between|remains?|faces?|needs?|said)\\b)";
const NOUNS = "((?:[\\p{L}][\\p{L}’'-]+ ){1,2}[\\p{Ll}][\\p{L}’'-]+)";
const DETERMINER = "(?:the|a|an|its|their|any|new|further|another)";
const WILL = "(?:will|would|could|can|may|might|must|should)";
/** What acts, or what is acted on: only of these can a label say that the sentence is about them. */
const PHRASE = new RegExp(
  `(?:^[“"]?|, |\\bthat )(?:${DETERMINER}|The|A|An|Its|Their|Any) ${NOUNS}(?= (?:${WILL}|is|are|remains?|faces?|needs?) )|\\b${WILL} (?:also )?(?:be )?\\p{Ll}+(?: for| out| off| up)? ${DETERMINER} ${NOUNS}${AFTER}`,
  "gu",
);
/** A participle makes a clause of it ("bond sale planned", "US taking ownership"). */
const PARTICIPLE =
  /(?:(?<!ne|se|fe|spe|we)ed\b|(?<!build|fund|hear|meet|spend|hous|train|shipp|warn|rul|sign|vot)ing\b|en$)/;
const NOT_IN_LABEL =
  /\b(?:the|a|an|its|their|his|her|of|to|in|on|at|for|by|with|from|as|that|and|or|is|are|was|were|be|been|will|would|could|can|may|might|has|have|had|must|should|said|says|not|no|he|she|it|they|who|which|than|more|most|other|same|first|second|third|last|next|such|some|any|all|both|new|few|several|many|closer|better|higher|lower|greater|out|off|up|down|weekday|weekend|much|enough|well|own|there|then|here|again|too|later|earlier|least|half|so|themselves|itself|himself|herself|seems?|when|where|while|because|if|one|two|three|four|five|six|seven|eight|nine|ten|months?|weeks?|days?|years?|hours?|today|tomorrow|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\w+ly)\b/i;

/** The kinds of outlook that a sentence speaks of, most telling first. */
function kindsOf(sentence: string): LabelKind[] {
  return LABEL_KINDS.filter((kind) => CUES[kind].test(sentence));
}

/** The most telling noun phrase of a sentence's own words, or null. */
function phraseOf(sentence: string, weight: (phrase: string) => number): string | null {
  let best: { readonly text: string; readonly weight: number } | null = null;
  for (const match of sentence.matchAll(PHRASE)) {
    const text = match[1] ?? match[2] ?? "";
    const at = match.index + match[0].indexOf(text);
    if (NOT_IN_LABEL.test(text) || PARTICIPLE.test(text) || isInsideQuotes(sentence, at)) continue;
    const value = weight(text);
    if (best === null || value > best.weight) best = { text, weight: value };
  }
  return best === null ? null : best.text[0]!.toUpperCase() + best.text.slice(1);
}

/**
 * Labels for outlook bullets, each once: a kind from the fixed list, given first to the sentence that has the fewest to
 * choose from; where its kinds are taken, a noun phrase of the sentence's own words.
 * @param weight how telling a phrase is for the story, 0 = not at all
 * @returns one label a sentence, null where nothing fits
 */
export function labelsFor(
  sentences: readonly string[],
  taken: readonly string[],
  weight: (phrase: string) => number,
): (string | null)[] {
  const used = new Set(taken);
  const out: (string | null)[] = sentences.map(() => null);
  const kinds = sentences.map(kindsOf);
  const order = sentences.map((_, i) => i).sort((a, b) => kinds[a]!.length - kinds[b]!.length || a - b);
  for (const i of order) {
    const kind = kinds[i]!.find((one) => !used.has(one) && !(one === "Next step" && kinds[i]!.length > 1));
    const label = kind ?? phraseOf(sentences[i]!, weight);
    if (label === null || used.has(label)) continue;
    used.add(label);
    out[i] = label;
  }
  return out;
}

/** Whether a label may stand before this passage: a fixed kind, or one to four words that stand in it side by side. */
export function isLabelOf(label: string, passage: string): boolean {
  if ((LABEL_KINDS as readonly string[]).includes(label) || isForeignLabel(label)) return true;
  const words = label.split(/\s+/);
  return (
    words.length >= 1 && words.length <= 4 && passage.replace(/\s+/g, " ").toLowerCase().includes(label.toLowerCase())
  );
}
