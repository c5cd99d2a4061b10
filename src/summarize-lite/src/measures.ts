import { terms } from "./words.ts";

/** What a number measures or counts. */
export interface Measure {
  /** Dimension, currency or counted thing, normalised: "length", "crown", "%", "stop". */
  readonly key: string;
  /** Value in the dimension's base unit = factor × number + offset. */
  readonly factor: number;
  readonly offset: number;
  readonly kind: "money" | "share" | "size" | "count";
}

type Row = readonly [names: string, key: string, factor: number];

const SIZES: readonly Row[] = [
  ["millimetre millimeter mm", "length", 0.001],
  ["centimetre centimeter cm", "length", 0.01],
  ["metre meter", "length", 1],
  ["kilometre kilometer km", "length", 1000],
  ["inch inche", "length", 0.0254],
  ["foot feet", "length", 0.3048],
  ["yard", "length", 0.9144],
  ["mile", "length", 1609.344],
  ["hectare", "area", 1e4],
  ["acre", "area", 4046.86],
  ["gram gramme", "mass", 0.001],
  ["milligram", "mass", 1e-6],
  ["kilogram kilo kg", "mass", 1],
  ["tonne", "mass", 1000],
  ["ton", "ton", 1],
  ["litre liter", "volume", 1],
  ["gallon", "gallon", 1],
  ["barrel", "barrel", 1],
  ["kph km/h kmh", "speed", 1],
  ["mph", "speed", 1.609344],
  ["knot", "speed", 1.852],
  ["second", "time", 1],
  ["minute", "time", 60],
  ["hour", "time", 3600],
  ["day", "time", 86_400],
  ["week", "time", 604_800],
  ["month", "time", 2_629_800],
  ["year", "time", 31_557_600],
  ["watt", "power", 1],
  ["kilowatt kw", "power", 1e3],
  ["megawatt mw", "power", 1e6],
  ["gigawatt gw", "power", 1e9],
];

const CURRENCIES =
  "dollar euro pound yen crown mark franc peso ruble rouble rupee yuan zloty lira shekel dinar riyal krona krone kronor won baht ringgit hryvnia rand real naira";
const SIGNS: Readonly<Record<string, string>> = { $: "dollar", "€": "euro", "£": "pound", "¥": "yen" };
const PLURALS: Readonly<Record<string, string>> = { kronor: "krona", rouble: "ruble" };

const size = (key: string, factor: number): Measure => ({ key, factor, offset: 0, kind: "size" });
const TABLE: ReadonlyMap<string, Measure> = new Map([
  ...SIZES.flatMap(([names, key, factor]) =>
    names.split(" ").map((name): [string, Measure] => [name, size(key, factor)]),
  ),
  ...CURRENCIES.split(" ").map((name): [string, Measure] => [name, moneyIn(PLURALS[name] ?? name)]),
]);

const AREA: Readonly<Record<string, number>> = {
  kilometre: 1e6,
  kilometer: 1e6,
  km: 1e6,
  metre: 1,
  meter: 1,
  mile: 2.58999e6,
  foot: 0.092903,
  feet: 0.092903,
};

function moneyIn(key: string): Measure {
  return { key, factor: 1, offset: 0, kind: "money" };
}

/** The measure of a sign before the number: "$", "US$", "A$". */
export function measureOfSign(sign: string): Measure {
  const country = sign.slice(0, -1).toLowerCase();
  const currency = SIGNS[sign.at(-1)!] ?? sign;
  return moneyIn(country === "" || country === "us" ? currency : `${country} ${currency}`);
}

/** "$" as a reader would say it: "dollars". */
export function nounOfSign(sign: string): string {
  const currency = SIGNS[sign.at(-1)!] ?? sign;
  return currency === "yen" ? currency : `${currency}s`;
}

export const PERCENT: Measure = { key: "%", factor: 1, offset: 0, kind: "share" };
export const POINTS: Measure = { key: "points", factor: 1, offset: 0, kind: "share" };

const singular = (word: string): string => (word.length > 3 ? word.replace(/(?<=[^s])s$/, "") : word);

/**
 * The unit at the head of the words behind a number.
 * @returns how many of the words name it; null when they name no unit of measure
 */
export function measureOfWords(
  words: readonly string[],
): { readonly measure: Measure; readonly length: number } | null {
  const [first = "", second = "", third = ""] = words.map((word) => singular(word.toLowerCase()));
  if (first === "square" && AREA[second] !== undefined) return { measure: size("area", AREA[second]), length: 2 };
  if (first === "cubic") return { measure: size(`cubic ${second}`, 1), length: 2 };
  if (first === "light" && second === "year") return { measure: size("light years", 1), length: 2 };
  if (first === "nautical") return { measure: size("length", 1852), length: 2 };
  if (first === "degree") return degrees(second, third);
  const own = TABLE.get(first);
  if (own) return { measure: own, length: 1 };
  const money = TABLE.get(second);
  if (money?.kind === "money" && /^\p{Lu}/u.test(words[0] ?? "")) {
    const plain = /^(?:us|u\.s\.?|american|sterling)$/i.test(words[0]!);
    return { measure: plain ? money : moneyIn(`${first} ${money.key}`), length: 2 };
  }
  return null;
}

function degrees(second: string, third: string): { readonly measure: Measure; readonly length: number } {
  const scale = second === "" ? "" : second;
  const base: Measure = { key: "degree", factor: 1, offset: 0, kind: "size" };
  if (scale === "fahrenheit" || scale === "f")
    return { measure: { ...base, factor: 5 / 9, offset: -160 / 9 }, length: 2 };
  if (scale === "celsius" || scale === "c" || third === "celsius") return { measure: base, length: 2 };
  return { measure: base, length: 1 };
}

/** The measure of counted things, by the stem of their noun. @returns null for a word without substance */
export function measureOfThing(noun: string): Measure | null {
  const key = terms(noun).at(-1);
  return key === undefined ? null : { key, factor: 1, offset: 0, kind: "count" };
}
