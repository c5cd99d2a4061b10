/**
 * Words of reported speech: what may stand between a speaker and a quotation. Base forms; `reportingVerb` knows their
 * inflected forms.
 */
const list = (text: string): readonly string[] => text.split(" ");

/** Verbs that almost always report words. */
const SAYING = list(
  "say tell add write tweet post state announce warn argue claim insist explain note declare reply ask acknowledge admit stress emphasize emphasise continue conclude recall remark " +
    "comment confirm testify vow pledge urge call describe suggest observe joke quip respond caution reiterate underscore deny predict assert answer shout chant boast lament complain exclaim " +
    "retort assure counter contend concede charge accuse blast slam denounce label dub brand praise criticize criticise dismiss mock tout echo demand question interject repeat promise " +
    "proclaim opine tease scoff shoot fire muse ponder yell scream whisper mutter bark boom beam thunder roar snap murmur cry urge advise allege estimate report reveal disclose " +
    "inform remind instruct order plead beg implore insinuate hint imply maintain affirm attest swear brag gush rave rant rail bemoan decry deride ridicule chide scold rebuke berate lambaste " +
    "condemn castigate refer characterize characterise hail laud applaud commend defend tell speculate theorize marvel wonder sigh deadpan crow gripe grumble fume rage volunteer venture " +
    "elaborate clarify summarize sum recount relate narrate quote cite text email e-mail facebook retweet proffer posit postulate reason rejoin parry ridicule apologize apologise thank " +
    "congratulate greet welcome reassure pontificate preach lecture sing recite intone bellow declaim profess avow aver disagree agree object protest respond reckon submit",
);

/** Verbs that report words only where a quotation stands close by. */
const SHOWING = list(
  "read think believe feel mean find show indicate expect hope want propose recommend offer begin start open close end finish go turn put point cut chime weigh get give make talk speak " +
    "address discuss mention reference use release issue publish send see consider deem view regard know understand conclude decide judge rule list title name headline call cast paint portray " +
    "depict threaten refuse decline reject oppose support back endorse encourage press push challenge attack target hit ridicule pan admonish invite direct advocate argue invoke share deliver " +
    "follow feature include contain carry display sound signal stipulate specify mandate require guess figure suspect doubt fear worry love like hate blame credit cheer smile laugh grin nod " +
    "shrug trumpet broadcast air voice express convey communicate break pause interrupt lead introduce dictate",
);

const IRREGULAR: Readonly<Record<string, string>> = {
  said: "say",
  told: "tell",
  wrote: "write",
  written: "write",
  swore: "swear",
  sang: "sing",
  shot: "shoot",
  thought: "think",
  felt: "feel",
  meant: "mean",
  found: "find",
  shown: "show",
  began: "begin",
  went: "go",
  gone: "go",
  put: "put",
  cut: "cut",
  hit: "hit",
  read: "read",
  got: "get",
  gave: "give",
  given: "give",
  made: "make",
  spoke: "speak",
  sent: "send",
  saw: "see",
  knew: "know",
  understood: "understand",
  cast: "cast",
  broke: "break",
  led: "lead",
  quipped: "quip",
  tweeted: "tweet",
  begged: "beg",
  begun: "begin",
  bragged: "brag",
  dubbed: "dub",
  referred: "refer",
  chanted: "chant",
  slammed: "slam",
  snapped: "snap",
  panned: "pan",
  nodded: "nod",
  shrugged: "shrug",
  submitted: "submit",
  admitted: "admit",
  summed: "sum",
  deemed: "deem",
  begging: "beg",
  bragging: "brag",
  slamming: "slam",
  snapping: "snap",
  referring: "refer",
  admitting: "admit",
  putting: "put",
  cutting: "cut",
  getting: "get",
  dubbing: "dub",
  quipping: "quip",
  beginning: "begin",
  summing: "sum",
  rebutted: "rebut",
};

type VerbForm = "base" | "s" | "ed" | "ing";

export interface ReportingVerb {
  readonly lemma: string;
  readonly form: VerbForm;
  /** Almost always reports words. */
  readonly saying: boolean;
}

let forms: ReadonlyMap<string, ReportingVerb> | undefined;

/** The reporting verb that a lower-case word is a form of. */
export function reportingVerb(word: string): ReportingVerb | undefined {
  forms ??= inflect();
  return forms.get(word);
}

function inflect(): Map<string, ReportingVerb> {
  const out = new Map<string, ReportingVerb>();
  const saying = new Set(SAYING);
  for (const lemma of [...SHOWING, ...SAYING]) {
    const entry = (form: VerbForm): ReportingVerb => ({ lemma, form, saying: saying.has(lemma) });
    const stem = lemma.endsWith("e") ? lemma.slice(0, -1) : lemma;
    const soft = /[^aeiou]y$/.test(lemma) ? lemma.slice(0, -1) : null;
    out.set(lemma, entry("base"));
    out.set(soft !== null ? `${soft}ies` : /(?:s|sh|ch|x)$/.test(lemma) ? `${lemma}es` : `${lemma}s`, entry("s"));
    out.set(soft !== null ? `${soft}ied` : `${stem}ed`, entry("ed"));
    out.set(`${lemma === "agree" || lemma === "disagree" ? lemma : stem}ing`, entry("ing"));
  }
  for (const [word, lemma] of Object.entries(IRREGULAR)) {
    const form: VerbForm = word.endsWith("ing") ? "ing" : "ed";
    out.set(word, { lemma, form, saying: saying.has(lemma) });
  }
  out.set("goes", { lemma: "go", form: "s", saying: false });
  return out;
}
