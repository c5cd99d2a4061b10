/** What a word hints at, one bit each; a word may have several. English, from the cues of news discourse (Choubey et al. 2020). */
export const CUE = {
  stop: 1,
  digit: 2,
  year: 4,
  speech: 8,
  future: 16,
  hedge: 32,
  pastVerb: 64,
  ing: 128,
  /** today, Tuesday, this: close to the report's day. */
  dayName: 256,
  month: 512,
  longAgo: 1024,
  recent: 2048,
  third: 4096,
  first: 8192,
  second: 16384,
  contrast: 32768,
  cause: 65536,
  negation: 131072,
  opinion: 262144,
  plan: 524288,
  money: 1048576,
  been: 2097152,
  present: 4194304,
} as const;

/** Set for words that page furniture is made of; no feature of its own. */
export const FURNITURE = 8388608;

type CueName = keyof typeof CUE;

const LISTS: readonly (readonly [CueName, string])[] = [
  [
    "speech",
    "said says say saying told tells tell added adds asked asks wrote writes announced announces stated states argued argues claimed claims insisted insists noted notes explained explains warned warns according reported reports reporting replied declared testified acknowledged admitted confirmed denied tweeted",
  ],
  [
    "future",
    "will would shall expected expects expect next tomorrow soon upcoming future going likely scheduled due forthcoming ll eventually",
  ],
  [
    "hedge",
    "could might may can should must possible possibly perhaps probably potential potentially apparently seems seem appears appear suggest suggests if whether unless unlikely likely",
  ],
  [
    "dayName",
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning afternoon evening night overnight",
  ],
  [
    "month",
    "january february march april june july august september october november december jan feb aug sept oct nov dec",
  ],
  [
    "longAgo",
    "ago decade decades century centuries history historic historical former formerly once founded born war era since originally traditionally early earlier previously",
  ],
  ["recent", "recent recently latest last week weeks month months already earlier previously past far"],
  ["third", "he she it they his her their its him them"],
  ["first", "i we my our me us mine im ive were weve"],
  ["second", "you your"],
  ["contrast", "but however although though while despite yet instead meanwhile nevertheless still even"],
  [
    "cause",
    "because after following amid prompted caused led result resulted due therefore thus sparked forced leading causing",
  ],
  ["negation", "not no never nothing none nobody neither nor cannot dont didnt doesnt isnt wasnt wont cant"],
  [
    "opinion",
    "think thinks thought believe believes believed feel feels felt hope hopes hoped great good bad important best worst better worse clear clearly critical serious wrong right analyst analysts expert experts critics critic should really very too",
  ],
  [
    "plan",
    "plan plans planned planning intend intends aim aims goal seek seeks seeking propose proposed proposal promise promised pledge pledged hopes expects vow vowed consider considering",
  ],
  ["money", "dollar dollars euro euros pound pounds percent million billion trillion cents"],
  ["been", "been had"],
  ["present", "is are has have being does do now currently"],
];

const FURNITURE_WORDS =
  "rights getty image caption copy autoplay cookie cookies click newsletter newsletters subscribe read follow share advertisement sign published reproduced contributed contributing writer javascript wayback archive alexa photo photos photograph highlights watch browser ap file reuters afp originally appeared skip loading scroll trial inbox error embed http https www twitter log terms privacy gallery crawl";

const PAST_VERBS =
  "was were had did went came took made got gave found left began became held kept brought sent met won lost saw knew told said fell rose ran broke spoke wrote drove shot struck led paid sold built fought caught felt stood put cut hit set";

const TABLE: ReadonlyMap<string, number> = tableOf();

function tableOf(): Map<string, number> {
  const table = new Map<string, number>();
  const add = (word: string, bit: number): unknown => table.set(word, (table.get(word) ?? 0) | bit);
  for (const [name, list] of LISTS) for (const word of list.split(" ")) add(word, CUE[name]);
  for (const word of FURNITURE_WORDS.split(" ")) add(word, FURNITURE);
  for (const word of PAST_VERBS.split(" ")) add(word, CUE.pastVerb);
  return table;
}

/** The cues of one lower-case word without apostrophes. */
export function cuesOf(word: string): number {
  let bits = TABLE.get(word) ?? 0;
  if (/^\d/.test(word)) {
    bits |= CUE.digit;
    if (/^(1[89]|20)\d\d$/.test(word)) bits |= CUE.year;
  } else if (word.length > 4) {
    if (word.endsWith("ed")) bits |= CUE.pastVerb;
    else if (word.endsWith("ing")) bits |= CUE.ing;
  }
  return bits;
}
