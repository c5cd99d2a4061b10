import type { Headings, Subject } from "./types.ts";

/**
 * A name; the letters that its words open with, three at most, of the first word of each phrase ("the_cal" for "the call");
 * and the words. They are looked for only where a word opens so.
 */
type Entry = readonly [name: string, openings: string, words: RegExp];

/**
 * Event nouns that fit "Context & Highlights from the …", each with the words that speak of it. Order matters only to
 * break ties: the narrower noun first.
 */
const EVENTS: readonly Entry[] = [
  [
    "Call",
    "pho tel cal the_cal spo dia",
    /\b(?:phone|telephone) (?:call|conversation)s?\b|\bphoned\b|\bcalls? with (?:\p{Lu}|the)|\bthe call\b|\bspoke by (?:phone|telephone)\b|\bdial(?:s|ed|led)\b/iuy,
  ],
  [
    "Ruling",
    "rul ove the_app the_cou ann",
    /\bruling\b|\bruled\b|\boverturn(?:s|ed|ing)?\b|\bthe (?:appeals? )?court (?:found|held|said|annulled|quashed)\b|\bannul(?:s|led)?\b/iy,
  ],
  ["Verdict", "ver con acq fou", /\bverdict\b|\bconvicted\b|\bacquitt(?:ed|al)\b|\bfound guilty\b/iy],
  ["Trial", "the_tri on tes pro", /\bthe trial\b|\bon trial\b|\btestif(?:y|ied)\b|\bprosecutors? told\b/iy],
  ["Arrest", "arr in det", /\barrest(?:s|ed)?\b|\bin custody\b|\bdetained\b/iy],
  ["Signing", "sig", /\bsign(?:s|ed|ing)\b[^.]{0,40}\b(?:accord|treaty|agreement|pact|deal)\b|\bsigning\b/iy],
  ["Summit", "sum", /\bsummit\b/iy],
  ["Talks", "pea neg the_tal rou", /\bpeace talks\b|\bnegotiations\b|\bthe talks\b|\bround of talks\b/iy],
  ["Meeting", "the_mee met", /\bthe meeting\b|\bmet (?:with )?(?:\p{Lu}|in |at )/uy],
  ["Vote", "vot bal", /\bvote[sd]?\b|\bvoting\b|\bballot\b/iy],
  ["Election", "ele pol re ree tur", /\belections?\b|\bpolling stations?\b|\bre-?elected\b|\bturnout\b/iy],
  ["Launch", "lau lif unv", /\blaunch(?:es|ed|ing)?\b|\blift-?off\b|\bunveil(?:s|ed)?\b/iy],
  [
    "Outage",
    "out bla bac day nat net sys pay ser fai wen dow",
    /\boutages?\b|\bblackouts?\b|\bback online\b|\b(?:day-long|nationwide|network|system|payments?|service)s? (?:failure|failed|collapse)\b|\bfailure (?:of|hits|at)\b|\bservices? (?:was|were|is|are) (?:restored|working again|down)\b|\bwent down\b|\bdowntime\b/iy,
  ],
  ["Storm", "sto hur typ cyc gal gus", /\bstorm\b|\bhurricane\b|\btyphoon\b|\bcyclone\b|\bgale\b|\bgusts?\b/iy],
  ["Flood", "flo", /\bfloods?\b|\bflooding\b|\bflooded\b/iy],
  ["Earthquake", "ear qua aft mag", /\b(?:earth)?quake\b|\baftershocks?\b|\bmagnitude\b/iy],
  ["Fire", "wil bla the_fir fir", /\bwildfires?\b|\bblaze\b|\bthe fire\b|\bfirefighters?\b/iy],
  ["Crash", "cra col der", /\bcrash(?:ed|es)?\b|\bcollision\b|\bderail(?:ed|ment)\b/iy],
  [
    "Attack",
    "att bom air gun sho exp bla",
    /\battacks?\b|\battacked\b|\bbomb(?:ing|ed)?\b|\bair ?strikes?\b|\bgunm[ae]n\b|\bshooting\b|\bbombs?\b|\bexplosions?\b|\bblasts?\b/iy,
  ],
  [
    "Match",
    "mat goa hal on sho ext sec kic",
    /\bmatch(?:es)?\b|\bgoals?\b|\bhalf-time\b|\bon penalties\b|\bshoot-?out\b|\bextra time\b|\bsecond half\b|\bkick-off\b/iy,
  ],
  ["Race", "the_rac lap pol fin", /\bthe race\b|\blaps?\b|\bpole position\b|\bfinish line\b/iy],
  [
    "Strike",
    "wal ind str pic uni",
    /\bwalkouts?\b|\bindustrial action\b|\bstrike (?:vote|ballot|action)\b|\bpicket\b|\bunion members\b/iy,
  ],
  ["Protest", "pro dem ral", /\bprotests?\b|\bprotesters?\b|\bdemonstrat(?:ion|ors?)\b|\brally\b/iy],
  ["Profit Warning", "pro cut", /\bprofit warning\b|\bcut its (?:profit )?(?:forecast|outlook|guidance)\b/iy],
  [
    "Results",
    "qua ann ful hal ear",
    /\b(?:quarterly|annual|full-year|half-year) (?:results|profits?|earnings)\b|\bearnings\b/iy,
  ],
  ["Merger", "mer tak acq", /\bmerger\b|\bmerge\b|\btakeover\b|\bacqui(?:re|red|sition)\b/iy],
  [
    "Study",
    "the_stu the_jou the_pap res pub",
    /\bthe study\b|\bresearchers?\b|\bthe (?:journal|paper)\b|\bpublished in\b/iy,
  ],
  ["Discovery", "dis une exc", /\bdiscover(?:y|ed)\b|\bunearthed\b|\bexcavat(?:ion|ed)\b/iy],
  ["Resignation", "res ste", /\bresign(?:s|ed|ation)\b|\bstep(?:s|ped)? down\b/iy],
  ["Appointment", "app swo", /\bappoint(?:s|ed|ment)\b|\bsworn in\b/iy],
  ["Recall", "pro rec", /\bproduct recall\b|\brecall(?:s|ed|ing) (?:of |about |some |more |\d)/iy],
  ["Closure", "clo to shu", /\bclosure\b|\bto close\b|\bshut(?:s|ting)? down\b/iy],
  ["Funeral", "fun mou", /\bfuneral\b|\bmourners?\b/iy],
  ["Death", "die obi dea", /(?<!\b(?:who|he|she|they) )\bdied\b|\bobituary\b|\bdeath of\b/iy],
  ["Debate", "deb", /\bdebates?\b/iy],
  ["Speech", "spe add", /\bspeech\b|\baddressed the nation\b/iy],
  ["Agreement", "agr the_dea acc pac", /\bagreement\b|\bthe deal\b|\baccord\b|\bpact\b/iy],
];

const FIELDS: readonly Entry[] = [
  [
    "Diplomatic",
    "dip cea tre for env amb pea bil sum san acc neg del bot pri pre con",
    /\bdiploma\w*|\bceasefire\b|\btreaty\b|\bforeign minist\w+|\benvoy\b|\bambassador\b|\bpeace (?:talks|deal|process)\b|\bbilateral\b|\bsummit\b|\bsanctions\b|\baccord\b|\bnegotiat\w+|\bdelegations?\b|\bboth capitals\b|\b(?:prime minister|president) of \p{Lu}|\bconvention\b/iuy,
  ],
  [
    "Military",
    "tro mil mis art sol air fro ins reb",
    /\btroops\b|\bmilitary\b|\bmissiles?\b|\bartillery\b|\bsoldiers?\b|\bair ?strikes?\b|\bfrontline\b|\binsurgents?\b|\brebels?\b/iy,
  ],
  [
    "Legal",
    "cou jud app law pro pla ver jur tri cha sen",
    /\bcourts?\b|\bjudges?\b|\bappeal(?:s|ed)?\b|\blawyers?\b|\bprosecut\w+|\bplaintiffs?\b|\blawsuit\b|\bverdict\b|\bjur(?:y|ors)\b|\btrial\b|\bcharged with\b|\bsentenced\b/iy,
  ],
  [
    "Market",
    "sha inv pro sto ret ana rev div ear tra",
    /\bshares?\b|\binvestors?\b|\bprofits?\b|\bstock\b|\bretailer\b|\banalysts\b|\brevenue\b|\bshareholders?\b|\bdividend\b|\bearnings\b|\btrading\b/iy,
  ],
  [
    "Economic",
    "inf int une cen gdp eco rec tar",
    /\binflation\b|\binterest rates?\b|\bunemployment\b|\bcentral bank\b|\bGDP\b|\beconomy\b|\brecession\b|\btariffs?\b/y,
  ],
  [
    "Scientific",
    "res sci stu jou lab fos spe ast exp rad arc",
    /\bresearchers?\b|\bscientists?\b|\bstudy\b|\bjournal\b|\blaborator\w+|\bfossils?\b|\bspecies\b|\bastronom\w+|\bexperiments?\b|\bradiocarbon\b|\barchaeolog\w+/iy,
  ],
  [
    "Medical",
    "pat vac doc hos dis vir cli sym pub",
    /\bpatients?\b|\bvaccin\w+|\bdoctors?\b|\bhospitals?\b|\bdisease\b|\bvirus\b|\bclinical\b|\bsymptoms?\b|\bpublic health\b/iy,
  ],
  [
    "Sporting",
    "mat goa lea cup hea str mid cha tou sup qua pla hal",
    /\bmatch(?:es)?\b|\bgoals?\b|\bleague\b|\bcup\b|\bhead coach\b|\bstriker\b|\bmidfielder\b|\bchampion(?:s|ship)\b|\btournament\b|\bsupporters\b|\bquarterback\b|\bplay-?offs?\b|\bhalf-time\b/iy,
  ],
  [
    "Political",
    "par sen ele cam can cou vot coa opp law con",
    /\bparliament\b|\bsenat(?:e|ors?)\b|\belections?\b|\bcampaign\b|\bcandidates?\b|\bcouncil(?:lors?)?\b|\bvoters?\b|\bcoalition\b|\bopposition\b|\blawmakers\b|\bCongress\b/y,
  ],
  [
    "Technical",
    "sof out ser eng net cer onl use dat cyb",
    /\bsoftware\b|\boutage\b|\bservers?\b|\bengineers?\b|\bnetwork\b|\bcertificates?\b|\bonline\b|\busers\b|\bdata cent(?:re|er)s?\b|\bcyber\w*/iy,
  ],
  [
    "Space",
    "roc orb sat spa ast lau pay",
    /\brockets?\b|\borbit\b|\bsatellites?\b|\bspacecraft\b|\bastronauts?\b|\blaunch pad\b|\bpayload\b/iy,
  ],
  [
    "Weather",
    "sto gus flo for rai hur eva sur met",
    /\bstorm\b|\bgusts?\b|\bflood\w*|\bforecasters?\b|\brainfall\b|\bhurricane\b|\bevacuat\w+|\bsurge\b|\bmeteorolog\w+/iy,
  ],
  ["Labour", "uni str wor wag wal pay", /\bunions?\b|\bstrike\b|\bworkers\b|\bwages?\b|\bwalkout\b|\bpay offer\b/iy],
  [
    "Criminal",
    "pol sus arr mur gun vic det",
    /\bpolice\b|\bsuspects?\b|\barrest\w*|\bmurder\w*|\bgunm[ae]n\b|\bvictims?\b|\bdetectives?\b/iy,
  ],
  ["Environmental", "cli emi pol con wil", /\bclimate\b|\bemissions\b|\bpollution\b|\bconservation\w*|\bwildlife\b/iy],
  [
    "Cultural",
    "fil mus alb nov fes exh act sin",
    /\bfilm\b|\bmuseum\b|\balbum\b|\bnovel\b|\bfestival\b|\bexhibition\b|\bactor\b|\bsinger\b/iy,
  ],
];

/** Entries by what their words open with: those of `lists[of[opening] - 1]`; 0 for none. */
interface Lookup {
  readonly of: Uint8Array;
  readonly lists: readonly (readonly number[])[];
}

const ENTRIES: readonly Entry[] = [...EVENTS, ...FIELDS];

let lookup: Lookup | undefined;

function makeLookup(): Lookup {
  const of = new Uint8Array(OPENINGS);
  const lists: number[][] = [];
  for (const [n, [, openings]] of ENTRIES.entries()) {
    for (const letters of openings.split(" ")) {
      const words = letters.replace("_", " ");
      const opening = openingAt(lettersOf(words), 0, words);
      if (of[opening] === 0) of[opening] = lists.push([]);
      lists[of[opening]! - 1]!.push(n);
    }
  }
  return { of, lists };
}

/** How often the words of each entry stand in a text. */
function countEntries(text: string): Uint32Array {
  const { of, lists } = (lookup ??= makeLookup());
  const counts = new Uint32Array(ENTRIES.length);
  const ends = new Uint32Array(ENTRIES.length);
  const letters = lettersOf(text);
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const opens = !inside;
    inside = letters[at]! > 0;
    if (!inside || !opens) continue;
    const list = of[openingAt(letters, at, text)]!;
    if (list === 0) continue;
    for (const n of lists[list - 1]!) {
      if (at < ends[n]!) continue;
      const words = ENTRIES[n]![2];
      words.lastIndex = at;
      if (!words.test(text)) continue;
      counts[n]!++;
      ends[n] = words.lastIndex;
    }
  }
  return counts;
}

/** Room for three letters of 32 values each, and those of words behind "the". */
const OPENINGS = 1 << 16;
const BEHIND_THE = 1 << 15;
const THE = 20 | (8 << 5) | (5 << 10);

/** Of each character 1 to 26 for a letter a–z or A–Z, else 0. */
function lettersOf(text: string): Uint8Array {
  const letters = new Uint8Array(text.length);
  for (let i = 0; i < letters.length; i++) {
    const code = text.charCodeAt(i) | 32;
    if (code >= 97 && code <= 122) letters[i] = code - 96;
  }
  return letters;
}

/** The first three letters of a word as one number; of "the" and a word, those of that word. */
function openingAt(letters: Uint8Array, at: number, text: string): number {
  const own = threeAt(letters, at);
  return own === THE && text[at + 3] === " " ? BEHIND_THE | threeAt(letters, at + 4) : own;
}

function threeAt(letters: Uint8Array, at: number): number {
  const first = at < letters.length ? letters[at]! : 0;
  const second = first > 0 && at + 1 < letters.length ? letters[at + 1]! : 0;
  const third = second > 0 && at + 2 < letters.length ? letters[at + 2]! : 0;
  return first | (second << 5) | (third << 10);
}

interface Weighed {
  readonly name: string;
  readonly score: number;
  readonly articles: number;
}

/** The two kinds of count that decide: how often in the head (title and first sentences, weighted), and in how many articles. */
function weigh(
  articles: readonly { readonly head: string; readonly body: string; readonly title: string }[],
): readonly Weighed[] {
  const scores = new Float64Array(ENTRIES.length);
  const inArticles = new Uint32Array(ENTRIES.length);
  for (const { title, head, body } of articles) {
    const inTitle = countEntries(title);
    const inHead = countEntries(head);
    const inBody = countEntries(body);
    for (let n = 0; n < ENTRIES.length; n++) {
      const here = 4 * inTitle[n]! + 2 * inHead[n]! + Math.min(6, inBody[n]!);
      scores[n]! += here;
      if (here > 0) inArticles[n]!++;
    }
  }
  return ENTRIES.map(([name], n) => ({ name, score: scores[n]! / articles.length, articles: inArticles[n]! }));
}

/**
 * What a story is about. Only when sure: the best noun must be in most of the articles and clearly ahead of the next.
 * @param articles title (may be empty), head (the first two or three sentences) and body of each report
 */
export function subjectOf(
  articles: readonly { readonly title: string; readonly head: string; readonly body: string }[],
): Subject {
  if (articles.length === 0) return { event: null, field: null };
  const weighed = weigh(articles);
  const event = surest(weighed.slice(0, EVENTS.length), articles.length);
  const field = surest(weighed.slice(EVENTS.length), articles.length);
  // A kidney may match and a bomb may go off at a race.
  return { event: event !== null && SPORTS.has(event) && field !== "Sporting" ? null : event, field };
}

/** Events that are sport or nothing. */
const SPORTS: ReadonlySet<string> = new Set(["Match", "Race"]);

/** The best, when it stands in most of the articles and is clearly ahead of the next: the weaker it is, the clearer. */
function surest(weighed: readonly Weighed[], articles: number): string | null {
  const [first, second] = weighed.toSorted((a, b) => b.score - a.score);
  if (!first || first.articles * 2 < articles) return null;
  const lead = first.score / Math.max(0.5, second?.score ?? 0);
  return (first.score >= 4.5 && lead >= 1.15) || (first.score >= 2.2 && lead >= 2) ? first.name : null;
}

/** English headings of the parts, with the event noun and the field where they are sure. */
export function headingsFor(subject: Subject): Headings {
  return {
    highlights: subject.event ? `Context & Highlights from the ${subject.event}` : "Context & Highlights",
    background: subject.field ? `Historical & ${subject.field} Background` : "Background",
    outlook: "What This Could Mean & Challenges Ahead",
    differences: "Where Sources Differ",
    unknowns: "Not Known Yet",
    sources: "Sources",
  };
}
