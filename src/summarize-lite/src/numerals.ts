/** A number as written, in figures or words. */
export interface Numeral {
  readonly value: number;
  /** Place of the last digit that says something: 100 for 18,400, 0.1 for 4.2, 100,000 for 3.5 million. */
  readonly step: number;
}

const ONES =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
const SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
};

const WORD_NUMBER = `(?:(?:${TENS.join("|")})(?:[- ](?:${ONES.slice(0, 9).join("|")}))?|${ONES.toReversed().join("|")})`;
const FIGURES = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
const SCALE = "hundred|thousand|million|billion|trillion|bn|mn|tn";

/** Source of a pattern for one numeral, without groups; to be used with the flags i and u. */
export const NUMERAL = `(?:(?:${FIGURES}|${WORD_NUMBER}(?![\\p{L}]))(?: and a half)?(?:[ -]?(?:${SCALE})(?![\\p{L}]))*)`;

const ALL = new RegExp(`(?<![\\p{L}\\p{N}.,])${NUMERAL}(?![\\p{N}])`, "giu");

/** Every number of a text, whatever it counts. */
export function numeralsIn(text: string): Numeral[] {
  return [...text.matchAll(ALL)].flatMap((match) => numeralOf(match[0]) ?? []);
}

/** Reads what `NUMERAL` matched, or "2.4m" after a sign of money. @returns null when it is no number */
export function numeralOf(written: string): Numeral | null {
  const parts =
    /^(.*?)(?<half> and a half)?(?<scales>(?:[ -]?(?:hundred|thousand|million|billion|trillion|bn|mn|tn|m|b))*)$/i.exec(
      written.trim(),
    );
  const base = baseOf(parts?.[1] ?? "");
  if (parts === null || base === null) return null;
  const scale = (parts.groups?.["scales"] ?? "")
    .toLowerCase()
    .split(/[ -]|(?<=[a-z])(?=[^a-z])/)
    .reduce((product, word) => product * (SCALES[word] ?? 1), 1);
  const half = parts.groups?.["half"] === undefined ? base : { value: base.value + 0.5, step: 0.5 };
  return { value: round(half.value * scale), step: round(half.step * scale) };
}

function baseOf(text: string): Numeral | null {
  const word = text.toLowerCase();
  if (/^\d/.test(word)) {
    const digits = word.replaceAll(",", "");
    const decimals = digits.split(".")[1]?.length ?? 0;
    const zeros = decimals > 0 ? 0 : (/0*$/.exec(digits)?.[0].length ?? 0);
    if (Number.isNaN(Number(digits))) return null;
    return { value: Number(digits), step: digits === "0" ? 1 : 10 ** (zeros - decimals) };
  }
  const [first = "", second] = word.split(/[- ]/);
  const ten = (TENS.indexOf(first) + 2) * 10;
  if (ten >= 20)
    return second === undefined ? { value: ten, step: 10 } : { value: ten + ONES.indexOf(second) + 1, step: 1 };
  const one = ONES.indexOf(first) + 1;
  return one > 0 ? { value: one, step: one === 10 ? 10 : 1 } : null;
}

/** "73rd", "third". @returns null when it is no ordinal */
export function ordinalOf(word: string): number | null {
  const figures = /^(\d{1,3})(?:st|nd|rd|th)$/i.exec(word);
  if (figures) return Number(figures[1]);
  const index = ORDINALS.indexOf(word.toLowerCase());
  return index < 0 ? null : index + 1;
}

/** Away with the noise of binary fractions: 2.3 × 1,000,000. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
