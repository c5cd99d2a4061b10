import type { Headings, Subject } from "./types.ts";

/**
 * A name, the letters that its words open with (three at most, of the first word of each phrase), and the words. The letters
 * are a first look: a text without a word that opens so needs no other.
 */
type Entry = readonly [name: string, openings: string, words: RegExp];

/**
 * Event nouns that fit "Context & Highlights from the …", each with the words that speak of it. Order matters only to
 * break ties: the narrower noun first.
 */
const EVENTS: readonly Entry[] = [
  [
    "Call",
    "pho tel cal the spo dia",
    /\b(?:phone|telephone) (?:call|conversation)s?\b|\bphoned\b|\bcalls? with (?:\p{Lu}|the)|\bthe call\b|\bspoke by (?:phone|telephone)\b|\bdial(?:s|ed|led)\b/giu,
  ],
  [
    "Ruling",
    "rul ove the ann",
    /\bruling\b|\bruled\b|\boverturn(?:s|ed|ing)?\b|\bthe (?:appeals? )?court (?:found|held|said|annulled|quashed)\b|\bannul(?:s|led)?\b/gi,
  ],
  ["Verdict", "ver con acq fou", /\bverdict\b|\bconvicted\b|\bacquitt(?:ed|al)\b|\bfound guilty\b/gi],
  ["Trial", "the on tes pro", /\bthe trial\b|\bon trial\b|\btestif(?:y|ied)\b|\bprosecutors? told\b/gi],
  ["Arrest", "arr in det", /\barrest(?:s|ed)?\b|\bin custody\b|\bdetained\b/gi],
  ["Signing", "sig", /\bsign(?:s|ed|ing)\b[^.]{0,40}\b(?:accord|treaty|agreement|pact|deal)\b|\bsigning\b/gi],
  ["Summit", "sum", /\bsummit\b/gi],
  ["Talks", "pea neg the rou", /\bpeace talks\b|\bnegotiations\b|\bthe talks\b|\bround of talks\b/gi],
  ["Meeting", "the met", /\bthe meeting\b|\bmet (?:with )?(?:\p{Lu}|in |at )/gu],
  ["Vote", "vot bal", /\bvote[sd]?\b|\bvoting\b|\bballot\b/gi],
  ["Election", "ele pol re ree tur", /\belections?\b|\bpolling stations?\b|\bre-?elected\b|\bturnout\b/gi],
  ["Launch", "lau lif unv", /\blaunch(?:es|ed|ing)?\b|\blift-?off\b|\bunveil(?:s|ed)?\b/gi],
  [
    "Outage",
    "out bla bac day nat net sys pay ser fai wen dow",
    /\boutages?\b|\bblackouts?\b|\bback online\b|\b(?:day-long|nationwide|network|system|payments?|service)s? (?:failure|failed|collapse)\b|\bfailure (?:of|hits|at)\b|\bservices? (?:was|were|is|are) (?:restored|working again|down)\b|\bwent down\b|\bdowntime\b/gi,
  ],
  ["Storm", "sto hur typ cyc gal gus", /\bstorm\b|\bhurricane\b|\btyphoon\b|\bcyclone\b|\bgale\b|\bgusts?\b/gi],
  ["Flood", "flo", /\bfloods?\b|\bflooding\b|\bflooded\b/gi],
  ["Earthquake", "ear qua aft mag", /\b(?:earth)?quake\b|\baftershocks?\b|\bmagnitude\b/gi],
  ["Fire", "wil bla the fir", /\bwildfires?\b|\bblaze\b|\bthe fire\b|\bfirefighters?\b/gi],
  ["Crash", "cra col der", /\bcrash(?:ed|es)?\b|\bcollision\b|\bderail(?:ed|ment)\b/gi],
  [
    "Attack",
    "att bom air gun sho exp bla",
    /\battacks?\b|\battacked\b|\bbomb(?:ing|ed)?\b|\bair ?strikes?\b|\bgunm[ae]n\b|\bshooting\b|\bbombs?\b|\bexplosions?\b|\bblasts?\b/gi,
  ],
  [
    "Match",
    "mat goa hal on sho ext sec kic",
    /\bmatch(?:es)?\b|\bgoals?\b|\bhalf-time\b|\bon penalties\b|\bshoot-?out\b|\bextra time\b|\bsecond half\b|\bkick-off\b/gi,
  ],
  ["Race", "the lap pol fin", /\bthe race\b|\blaps?\b|\bpole position\b|\bfinish line\b/gi],
  [
    "Strike",
    "wal ind str pic uni",
    /\bwalkouts?\b|\bindustrial action\b|\bstrike (?:vote|ballot|action)\b|\bpicket\b|\bunion members\b/gi,
  ],
  ["Protest", "pro dem ral", /\bprotests?\b|\bprotesters?\b|\bdemonstrat(?:ion|ors?)\b|\brally\b/gi],
  ["Profit Warning", "pro cut", /\bprofit warning\b|\bcut its (?:profit )?(?:forecast|outlook|guidance)\b/gi],
  [
    "Results",
    "qua ann ful hal ear",
    /\b(?:quarterly|annual|full-year|half-year) (?:results|profits?|earnings)\b|\bearnings\b/gi,
  ],
  ["Merger", "mer tak acq", /\bmerger\b|\bmerge\b|\btakeover\b|\bacqui(?:re|red|sition)\b/gi],
  ["Study", "the res pub", /\bthe study\b|\bresearchers?\b|\bthe (?:journal|paper)\b|\bpublished in\b/gi],
  ["Discovery", "dis une exc", /\bdiscover(?:y|ed)\b|\bunearthed\b|\bexcavat(?:ion|ed)\b/gi],
  ["Resignation", "res ste", /\bresign(?:s|ed|ation)\b|\bstep(?:s|ped)? down\b/gi],
  ["Appointment", "app swo", /\bappoint(?:s|ed|ment)\b|\bsworn in\b/gi],
  ["Recall", "pro rec", /\bproduct recall\b|\brecall(?:s|ed|ing) (?:of |about |some |more |\d)/gi],
  ["Closure", "clo to shu", /\bclosure\b|\bto close\b|\bshut(?:s|ting)? down\b/gi],
  ["Funeral", "fun mou", /\bfuneral\b|\bmourners?\b/gi],
  ["Death", "die obi dea", /(?<!\b(?:who|he|she|they) )\bdied\b|\bobituary\b|\bdeath of\b/gi],
  ["Debate", "deb", /\bdebates?\b/gi],
  ["Speech", "spe add", /\bspeech\b|\baddressed the nation\b/gi],
  ["Agreement", "agr the acc pac", /\bagreement\b|\bthe deal\b|\baccord\b|\bpact\b/gi],
];

const FIELDS: readonly Entry[] = [
  [
    "Diplomatic",
    "dip cea tre for env amb pea bil sum san acc neg del bot pri pre con",
    /\bdiploma\w*|\bceasefire\b|\btreaty\b|\bforeign minist\w+|\benvoy\b|\bambassador\b|\bpeace (?:talks|deal|process)\b|\bbilateral\b|\bsummit\b|\bsanctions\b|\baccord\b|\bnegotiat\w+|\bdelegations?\b|\bboth capitals\b|\b(?:prime minister|president) of \p{Lu}|\bconvention\b/giu,
  ],
  [
    "Military",
    "tro mil mis art sol air fro ins reb",
    /\btroops\b|\bmilitary\b|\bmissiles?\b|\bartillery\b|\bsoldiers?\b|\bair ?strikes?\b|\bfrontline\b|\binsurgents?\b|\brebels?\b/gi,
  ],
  [
    "Legal",
    "cou jud app law pro pla ver jur tri cha sen",
    /\bcourts?\b|\bjudges?\b|\bappeal(?:s|ed)?\b|\blawyers?\b|\bprosecut\w+|\bplaintiffs?\b|\blawsuit\b|\bverdict\b|\bjur(?:y|ors)\b|\btrial\b|\bcharged with\b|\bsentenced\b/gi,
  ],
  [
    "Market",
    "sha inv pro sto ret ana rev div ear tra",
    /\bshares?\b|\binvestors?\b|\bprofits?\b|\bstock\b|\bretailer\b|\banalysts\b|\brevenue\b|\bshareholders?\b|\bdividend\b|\bearnings\b|\btrading\b/gi,
  ],
  [
    "Economic",
    "inf int une cen gdp eco rec tar",
    /\binflation\b|\binterest rates?\b|\bunemployment\b|\bcentral bank\b|\bGDP\b|\beconomy\b|\brecession\b|\btariffs?\b/g,
  ],
  [
    "Scientific",
    "res sci stu jou lab fos spe ast exp rad arc",
    /\bresearchers?\b|\bscientists?\b|\bstudy\b|\bjournal\b|\blaborator\w+|\bfossils?\b|\bspecies\b|\bastronom\w+|\bexperiments?\b|\bradiocarbon\b|\barchaeolog\w+/gi,
  ],
  [
    "Medical",
    "pat vac doc hos dis vir cli sym pub",
    /\bpatients?\b|\bvaccin\w+|\bdoctors?\b|\bhospitals?\b|\bdisease\b|\bvirus\b|\bclinical\b|\bsymptoms?\b|\bpublic health\b/gi,
  ],
  [
    "Sporting",
    "mat goa lea cup hea str mid cha tou sup qua pla hal",
    /\bmatch(?:es)?\b|\bgoals?\b|\bleague\b|\bcup\b|\bhead coach\b|\bstriker\b|\bmidfielder\b|\bchampion(?:s|ship)\b|\btournament\b|\bsupporters\b|\bquarterback\b|\bplay-?offs?\b|\bhalf-time\b/gi,
  ],
  [
    "Political",
    "par sen ele cam can cou vot coa opp law con",
    /\bparliament\b|\bsenat(?:e|ors?)\b|\belections?\b|\bcampaign\b|\bcandidates?\b|\bcouncil(?:lors?)?\b|\bvoters?\b|\bcoalition\b|\bopposition\b|\blawmakers\b|\bCongress\b/g,
  ],
  [
    "Technical",
    "sof out ser eng net cer onl use dat cyb",
    /\bsoftware\b|\boutage\b|\bservers?\b|\bengineers?\b|\bnetwork\b|\bcertificates?\b|\bonline\b|\busers\b|\bdata cent(?:re|er)s?\b|\bcyber\w*/gi,
  ],
  [
    "Space",
    "roc orb sat spa ast lau pay",
    /\brockets?\b|\borbit\b|\bsatellites?\b|\bspacecraft\b|\bastronauts?\b|\blaunch pad\b|\bpayload\b/gi,
  ],
  [
    "Weather",
    "sto gus flo for rai hur eva sur met",
    /\bstorm\b|\bgusts?\b|\bflood\w*|\bforecasters?\b|\brainfall\b|\bhurricane\b|\bevacuat\w+|\bsurge\b|\bmeteorolog\w+/gi,
  ],
  ["Labour", "uni str wor wag wal pay", /\bunions?\b|\bstrike\b|\bworkers\b|\bwages?\b|\bwalkout\b|\bpay offer\b/gi],
  [
    "Criminal",
    "pol sus arr mur gun vic det",
    /\bpolice\b|\bsuspects?\b|\barrest\w*|\bmurder\w*|\bgunm[ae]n\b|\bvictims?\b|\bdetectives?\b/gi,
  ],
  ["Environmental", "cli emi pol con wil", /\bclimate\b|\bemissions\b|\bpollution\b|\bconservation\w*|\bwildlife\b/gi],
  [
    "Cultural",
    "fil mus alb nov fes exh act sin",
    /\bfilm\b|\bmuseum\b|\balbum\b|\bnovel\b|\bfestival\b|\bexhibition\b|\bactor\b|\bsinger\b/gi,
  ],
];

interface Part {
  readonly text: string;
  readonly weight: number;
  readonly most: number;
  readonly openings: Uint8Array;
}

/** How often it counts where: title and first sentences more than the body. */
function partsOf({
  title,
  head,
  body,
}: {
  readonly title: string;
  readonly head: string;
  readonly body: string;
}): Part[] {
  const parts = [
    { text: title, weight: 4, most: Infinity },
    { text: head, weight: 2, most: Infinity },
    { text: body, weight: 1, most: 6 },
  ];
  return parts.map((part) => ({ ...part, openings: openingsIn(part.text) }));
}

/** Scores of a table's entries, best first: how often their words stand in the articles, and in how many of those. */
function weigh(
  table: readonly Entry[],
  articles: readonly (readonly Part[])[],
): { readonly name: string; readonly score: number; readonly articles: number }[] {
  return table
    .map(([name, openings, words]) => {
      const places = openings.split(" ").map((letters) => openingOf(letters, 0));
      let score = 0;
      let inArticles = 0;
      for (const parts of articles) {
        let here = 0;
        for (const part of parts) {
          if (!places.some((place) => part.openings[place] === 1)) continue;
          here += part.weight * Math.min(part.most, part.text.match(words)?.length ?? 0);
        }
        score += here;
        if (here > 0) inArticles++;
      }
      return { name, score: score / articles.length, articles: inArticles };
    })
    .sort((a, b) => b.score - a.score);
}

/** Room for three letters, 32 values each. */
const OPENINGS = 1 << 15;

/** The first three letters of the run of letters a–z at `at`, as one number. */
function openingOf(text: string, at: number): number {
  let place = 0;
  for (let i = at; i < at + 3; i++) {
    const letter = letterAt(text, i);
    if (letter === 0) break;
    place |= letter << (5 * (i - at));
  }
  return place;
}

/** 1 to 26 for a letter a–z or A–Z, else 0. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122 ? code - 96 : 0;
}

/** 1 where some word opens with those letters. */
function openingsIn(text: string): Uint8Array {
  const out = new Uint8Array(OPENINGS);
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const letter = letterAt(text, i) > 0;
    if (letter && !inside) out[openingOf(text, i)] = 1;
    inside = letter;
  }
  return out;
}

/**
 * What a story is about. Only when sure: the best noun must be in most of the articles and clearly ahead of the next.
 * @param articles title (may be empty), head (the first two or three sentences) and body of each report
 */
export function subjectOf(
  articles: readonly { readonly title: string; readonly head: string; readonly body: string }[],
): Subject {
  if (articles.length === 0) return { event: null, field: null };
  const parts = articles.map((article) => partsOf(article));
  const event = surest(weigh(EVENTS, parts), articles.length);
  const field = surest(weigh(FIELDS, parts), articles.length);
  // A kidney may match and a bomb may go off at a race.
  return { event: event !== null && SPORTS.has(event) && field !== "Sporting" ? null : event, field };
}

/** Events that are sport or nothing. */
const SPORTS: ReadonlySet<string> = new Set(["Match", "Race"]);

/** The first of a ranking, when it stands in most of the articles and is clearly ahead: the weaker it is, the clearer. */
function surest(
  ranked: readonly { readonly name: string; readonly score: number; readonly articles: number }[],
  articles: number,
): string | null {
  const [first, second] = ranked;
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
