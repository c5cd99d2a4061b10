import { LANGUAGES } from "./languages/table.ts";
import { makeRoom, wordsIn } from "./words.ts";

/** Characters that are enough to tell. */
const SAMPLE = 2_000;

/** Scripts that one language uses, or one far more than others. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{sc=Hangul}/gu, "ko"],
  [/\p{sc=Greek}/gu, "el"],
  [/\p{sc=Hebrew}/gu, "he"],
  [/\p{sc=Devanagari}/gu, "hi"],
  [/\p{sc=Bengali}/gu, "bn"],
  [/\p{sc=Tamil}/gu, "ta"],
  [/\p{sc=Telugu}/gu, "te"],
  [/\p{sc=Gujarati}/gu, "gu"],
  [/\p{sc=Thai}/gu, "th"],
  [/\p{sc=Georgian}/gu, "ka"],
  [/\p{sc=Armenian}/gu, "hy"],
  [/\p{sc=Khmer}/gu, "km"],
  [/\p{sc=Myanmar}/gu, "my"],
  [/\p{sc=Ethiopic}/gu, "am"],
];

/** English, and languages near those with a table: known so that they are not taken for a neighbour. */
const OTHERS: Readonly<Record<string, string>> = {
  en: "the of and to in a is that for it was on with as by at from he be his this are or an had not have but were which has said will who their its they been would more after her she there also about than when into if no out up so what over new one two year years can all could first last other people before between during under while against where since until near police according next did do we you i my our mr",
  nl: "de het een van en in is dat op te zijn met voor die niet aan er om ook als dan maar bij uit nog door over naar heeft werd hij ze wordt worden was waren deze dit geen meer wel kan zal tot zo onder hebben zich jaar volgens tegen",
  sv: "och i att det som en på är av för med till den har de inte om ett han men var jag sig från så kan när år under också efter eller nu sin där mot ska skulle kommer hade blev alla andra mycket sedan över vid",
  da: "og i at det som en på er af for med til den har de ikke om et han men var jeg sig fra så kan når år under også efter eller nu sin der mod skal ville kommer havde blev alle andre meget siden over ved være blevet bliver hvor",
  nb: "og i at det som en på er av for med til den har de ikke om et han men var jeg seg fra så kan når år under også etter eller nå sin der mot skal ville kommer hadde ble alle andre mye siden over ved være blitt blir hvor",
  fi: "ja on ei se että oli hän mutta ovat kun niin myös joka kuin sen ne tai jos mukaan jälkeen vuonna sekä vain nyt olla ole hänen jo siitä ollut eivät mitä sitä tämä myöskään vielä noin voi tämän ettei kuitenkaan kuitenkin",
  hu: "a az és hogy nem is egy meg van volt de ez csak már azt mint még vagy ki el szerint után amely lesz ezt akkor ha kell minden lehet így való voltak arra ezért között",
  cs: "a se v na je že to s z i do o k ve za pro by ale jako po si tak který které která jeho už od jsou byl byla bylo jen při podle také než může nebo když bude před let má aby až své jsme ze roku",
  sk: "a sa v na je že to s z aj do o k vo za pre by ale ako po si tak ktorý ktoré ktorá jeho už od sú bol bola bolo len pri podľa tiež než môže alebo keď bude pred rokov má aby až svoje sme zo roku",
  ro: "de și în a la cu nu pe că o din un este să pentru care au mai fost ca prin sau dar dupa după său lui ale al fi era aceasta acest această între când doar sunt va ar",
  ca: "de la el i a en que els les un una per amb del és al no es ha les dels més aquest aquesta seva seu però com va són han ser ja també fins sobre després quan hi entre pel",
  hr: "i u je na se da za su s od a o to kao nije koji koja koje te ili ali bi sa će do iz bio bila već po nakon što ne pa jer još samo kako biti prije godine",
  id: "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh ke adalah telah juga sebagai karena lebih mereka dapat ada saat setelah bahwa para bisa tersebut kata menjadi atau seorang tahun belum harus",
  sw: "na ya wa kwa ni katika za la kuwa hii huo hayo ambao ambayo kama watu yake wake huyo hiyo baada pia lakini bila kutoka cha vya hilo mwaka alisema wao yeye hadi sasa moja wengi serikali hata kila",
  tl: "ang ng sa na mga ay at si ni kay para hindi ito may kung nang mula siya niya ko rin din pa po noong kanilang ayon",
  vi: "và của là có được cho trong không các một với những đã người này khi để từ ra vào như đến cũng tại về theo sau năm nhưng sẽ ở bị nhiều việc trên",
  et: "ja on ei et oli see ka ta kui mis oma ning aga või ole kes selle nii siis mida pärast välja üle veel juba tema need vaid kuid aasta",
  bg: "на и да се за от в е с не по са че като до това но той при или след ще ли които който която към ще беше бяха има има също още само между може",
  sr: "и у је на се да за су с од а о то као није који која које те или али би са ће до из био била већ по након што не па јер још само како бити пре године",
  be: "і ў не на з што да па як у ён гэта за яго але яны для ад ці пра яна быў была было былі таксама каб ужо пасля яшчэ гэты",
  fa: "و در به از که این را با است برای آن یک تا بر خود شد هم شده می کرد ها او بود اما نیز هر یا پس گفت دارد باید کند شود آنها",
  ur: "کے کی میں ہے اور سے کا کو نے اس پر کہ یہ ہیں کر بھی ان تھا ایک جو نہیں ہو گیا لیے کہا تک تھے اپنے",
  az: "və bir bu da də üçün ilə olan çox daha nə kimi o ən isə sonra qədər var deyil amma hər ki olub edib görə onun ilk olduğunu tərəfindən etdi dedi bildirib",
};

/** Letters beyond a–z, plain Cyrillic or plain Arabic, that a language's own words have; another's letter speaks against it. */
const LETTERS: Readonly<Record<string, string>> = {
  en: "",
  de: "äöüß",
  fr: "àâæçéèêëîïôœùûüÿ",
  es: "áéíóúüñ",
  it: "àèéìíîòóùú",
  pt: "áâãàçéêíóôõúü",
  pl: "ąćęłńóśźż",
  tr: "çğıöşüâîû",
  uk: "іїєґ",
  ru: "ыэёъ",
  bg: "ъ",
  sr: "јљњћђџ",
  be: "іўыэё",
};

/** Endings that a language's words have and its nearest neighbours' do not. */
const ENDINGS: Readonly<Record<string, RegExp>> = {
  ru: /(?:ть|ться|[аы]я|ые|ение|ого|ому)$/u,
  uk: /(?:ти|тися|ння|ість|ють|ії|ої)$/u,
  it: /(?:zion[ei]|mente|rono|ità|ggi[oa]|ezza)$/u,
  es: /(?:ción|ciones|dad|aron|ieron)$/u,
  pt: /(?:ção|ções|dade|aram|eram)$/u,
  pl: /(?:ów|ych|ego|ość|ania|enia|[aiy]ł[aoiy]?)$/u,
};

interface Profile {
  readonly code: string;
  readonly letters: string | undefined;
  readonly ending: RegExp | undefined;
}

const PROFILES: readonly Profile[] = [
  ...LANGUAGES.filter(({ spaced }) => spaced).map(({ code }) => code),
  ...Object.keys(OTHERS),
].map((code) => ({ code, letters: LETTERS[code], ending: ENDINGS[code] }));

let table: ReadonlyMap<string, readonly number[]> | undefined;

/** Function word → numbers of the languages that have it. */
function functionWords(): ReadonlyMap<string, readonly number[]> {
  if (table) return table;
  const out = new Map<string, number[]>();
  const lists = [
    ...LANGUAGES.filter(({ spaced }) => spaced).map(({ functionWords: list }) => list),
    ...Object.values(OTHERS),
  ];
  for (const [n, list] of lists.entries()) {
    for (const word of new Set(list.split(" "))) {
      const held = out.get(word);
      if (held) held.push(n);
      else out.set(word, [n]);
    }
  }
  return (table = out);
}

/** Share of words that must be a language's own function words, weighed by how few others have them. */
const SURE = 0.1;
/** Of every letter, how many must be of one script for it to decide. */
const SCRIPT_SHARE = 0.4;

/**
 * The language of a text by its script, its commonest words and its letters, from the first 2,000 characters.
 * @returns a BCP 47 code ("zh-Hant" for traditional Chinese), or "und" when not sure
 */
export function languageOf(text: string): string {
  if (isEnglish(text)) return "en";
  const sample = text.slice(0, SAMPLE);
  if (LATIN_ONLY.test(sample)) return byWords(sample);
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return "und";
  const enough = letters * SCRIPT_SHARE;
  const kana = count(sample, /[\p{sc=Hiragana}\p{sc=Katakana}]/gu);
  const han = count(sample, /\p{sc=Han}/gu);
  if (kana + han >= enough) return kana * 10 > kana + han ? "ja" : chineseOf(sample);
  if (/[^\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\P{L}]/u.test(sample)) {
    for (const [script, code] of SCRIPTS) if (count(sample, script) >= enough) return code;
  }
  return byWords(sample);
}

const LATIN_ONLY = /^[\0-\u024f\u2000-\u20cf]*$/;

/** Words that no other language written in Latin letters has, and their share of a plain English text at least. */
const ENGLISH = new Set(
  "the of and that with was were said from which has have been his they would their this".split(" ").map(codeOf),
);
const LONGEST_ENGLISH = 5;
const ENGLISH_SHARE = 0.15;
const GLANCE = 700;

/** One number for a short word in ASCII, whatever its case. */
function codeOf(word: string): number {
  let code = 0;
  for (let i = 0; i < word.length; i++) code = (code << 5) | (word.charCodeAt(i) & 31);
  return code;
}

/** Most texts are English: told at a glance. */
function isEnglish(text: string): boolean {
  const end = Math.min(text.length, GLANCE);
  let found = 0;
  let words = 0;
  let inside = false;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    const blank = code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 160 && BLANK.test(text[i]!);
    if (!blank && !inside) words++;
    inside = !blank;
    if (!isWordCode(code)) continue;
    let letters = isLetter(code);
    let word = code & 31;
    const from = i;
    while (i + 1 < end && isWordCode(text.charCodeAt(i + 1))) {
      const next = text.charCodeAt(++i);
      letters &&= isLetter(next);
      word = (word << 5) | (next & 31);
    }
    if (letters && i - from < LONGEST_ENGLISH && ENGLISH.has(word)) found++;
  }
  return found > 0 && found >= ENGLISH_SHARE * words;
}

const BLANK = /\s/;

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

const isWordCode = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 57) || code === 95;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function chineseOf(sample: string): string {
  const traditional = count(
    sample,
    /[國會說這們個時為學與對發現經過開關長門問間實際應進還來後從將車東議員區舉選權機構緊]/gu,
  );
  const simplified = count(
    sample,
    /[国会说这们个时为学与对发现经过开关长门问间实际应进还来后从将车东议员区举选权机构紧]/gu,
  );
  return traditional > simplified ? "zh-Hant" : "zh";
}

const ENDING_VOTE = 0.3;
/** The last two letters of all those endings: most words need no closer look. */
const ENDS = new Set(
  "ть ся ая ыя ые ие го му ти ня ії ої ne ni te no tà io ia za ón es ad on ão de am ów ch go ść ał ił ył ła ło łi ły".split(
    " ",
  ),
);
/** Of letters that tell nothing. */
const PLAIN_WORD = /^[a-z]+$/;

function byWords(sample: string): string {
  makeRoom();
  const votes = new Float64Array(PROFILES.length);
  const known = functionWords();
  let seen = 0;
  for (const { text } of wordsIn(sample)) {
    const plain = PLAIN_WORD.test(text);
    if (!plain && !/^\p{L}/u.test(text)) continue;
    seen++;
    // "l'accord", "d'une": the elided article is a word of its own.
    const elided = !plain && /['’]/.test(text) ? /^(\p{L}{1,6})['’]/u.exec(text)?.[1] : undefined;
    const holders = known.get(elided === undefined ? text : `${elided}'`);
    if (holders !== undefined) for (const n of holders) votes[n]! += 1 / Math.sqrt(holders.length);
    else if (text.length > 4 && ENDS.has(text.slice(-2))) voteByEnding(text, votes);
    if (!plain && /[^a-z'’а-яء-ي]|[ыэъ]/u.test(text)) voteByLetters(text, votes);
  }
  let best = 0;
  for (let n = 1; n < votes.length; n++) if (votes[n]! > votes[best]!) best = n;
  if (votes[best]! > 0 && votes[best]! >= SURE * seen) return PROFILES[best]!.code;
  return /\p{sc=Arabic}/u.test(sample) && !OTHER_ARABIC_SCRIPT.test(sample) ? "ar" : "und";
}

/** Letters of Persian, Urdu, Kurdish or Pashto that Arabic does not have. */
const OTHER_ARABIC_SCRIPT = /[پچژگکیٹڈڑںےھەۆڵښړ]/u;

function voteByEnding(word: string, votes: Float64Array): void {
  for (let n = 0; n < PROFILES.length; n++) if (PROFILES[n]!.ending?.test(word)) votes[n]! += ENDING_VOTE;
}

/** A letter that a language does not have speaks against it, one that few others have for it. */
function voteByLetters(word: string, votes: Float64Array): void {
  const special = word.match(/[^a-z'’а-яء-ي\d]|[ыэъ]/gu);
  if (!special) return;
  const fits = PROFILES.map(
    ({ letters }) => letters !== undefined && special.every((letter) => letters.includes(letter)),
  );
  const fitting = fits.filter(Boolean).length;
  for (const [n, { letters }] of PROFILES.entries()) {
    if (letters !== undefined) votes[n]! += fits[n]! ? 0.5 / Math.sqrt(fitting) : -0.5;
  }
}
