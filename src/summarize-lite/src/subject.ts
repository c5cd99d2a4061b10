import type { Headings, Subject } from "./types.ts";

/**
 * Event nouns that fit "Context & Highlights from the …", each with the words that speak of it. Order matters only to
 * break ties: the narrower noun first.
 */
const EVENTS: readonly (readonly [noun: string, words: RegExp])[] = [
  [
    "Call",
    /\b(?:phone|telephone) (?:call|conversation)s?\b|\bphoned\b|\bcalls? with (?:\p{Lu}|the)|\bthe call\b|\bspoke by (?:phone|telephone)\b|\bdial(?:s|ed|led)\b/giu,
  ],
  [
    "Ruling",
    /\bruling\b|\bruled\b|\boverturn(?:s|ed|ing)?\b|\bthe (?:appeals? )?court (?:found|held|said|annulled|quashed)\b|\bannul(?:s|led)?\b/gi,
  ],
  ["Verdict", /\bverdict\b|\bconvicted\b|\bacquitt(?:ed|al)\b|\bfound guilty\b/gi],
  ["Trial", /\bthe trial\b|\bon trial\b|\btestif(?:y|ied)\b|\bprosecutors? told\b/gi],
  ["Arrest", /\barrest(?:s|ed)?\b|\bin custody\b|\bdetained\b/gi],
  ["Signing", /\bsign(?:s|ed|ing)\b[^.]{0,40}\b(?:accord|treaty|agreement|pact|deal)\b|\bsigning\b/gi],
  ["Summit", /\bsummit\b/gi],
  ["Talks", /\bpeace talks\b|\bnegotiations\b|\bthe talks\b|\bround of talks\b/gi],
  ["Meeting", /\bthe meeting\b|\bmet (?:with )?(?:\p{Lu}|in |at )/gu],
  ["Vote", /\bvote[sd]?\b|\bvoting\b|\bballot\b/gi],
  ["Election", /\belections?\b|\bpolling stations?\b|\bre-?elected\b|\bturnout\b/gi],
  ["Launch", /\blaunch(?:es|ed|ing)?\b|\blift-?off\b|\bunveil(?:s|ed)?\b/gi],
  [
    "Outage",
    /\boutages?\b|\bblackouts?\b|\bback online\b|\b(?:day-long|nationwide|network|system|payments?|service)s? (?:failure|failed|collapse)\b|\bfailure (?:of|hits|at)\b|\bservices? (?:was|were|is|are) (?:restored|working again|down)\b|\bwent down\b|\bdowntime\b/gi,
  ],
  ["Storm", /\bstorm\b|\bhurricane\b|\btyphoon\b|\bcyclone\b|\bgale\b|\bgusts?\b/gi],
  ["Flood", /\bfloods?\b|\bflooding\b|\bflooded\b/gi],
  ["Earthquake", /\b(?:earth)?quake\b|\baftershocks?\b|\bmagnitude\b/gi],
  ["Fire", /\bwildfires?\b|\bblaze\b|\bthe fire\b|\bfirefighters?\b/gi],
  ["Crash", /\bcrash(?:ed|es)?\b|\bcollision\b|\bderail(?:ed|ment)\b/gi],
  [
    "Attack",
    /\battacks?\b|\battacked\b|\bbomb(?:ing|ed)?\b|\bair ?strikes?\b|\bgunm[ae]n\b|\bshooting\b|\bbombs?\b|\bexplosions?\b|\bblasts?\b/gi,
  ],
  [
    "Match",
    /\bmatch(?:es)?\b|\bgoals?\b|\bhalf-time\b|\bon penalties\b|\bshoot-?out\b|\bextra time\b|\bsecond half\b|\bkick-off\b/gi,
  ],
  ["Race", /\bthe race\b|\blaps?\b|\bpole position\b|\bfinish line\b/gi],
  ["Strike", /\bwalkouts?\b|\bindustrial action\b|\bstrike (?:vote|ballot|action)\b|\bpicket\b|\bunion members\b/gi],
  ["Protest", /\bprotests?\b|\bprotesters?\b|\bdemonstrat(?:ion|ors?)\b|\brally\b/gi],
  ["Profit Warning", /\bprofit warning\b|\bcut its (?:profit )?(?:forecast|outlook|guidance)\b/gi],
  ["Results", /\b(?:quarterly|annual|full-year|half-year) (?:results|profits?|earnings)\b|\bearnings\b/gi],
  ["Merger", /\bmerger\b|\bmerge\b|\btakeover\b|\bacqui(?:re|red|sition)\b/gi],
  ["Study", /\bthe study\b|\bresearchers?\b|\bthe (?:journal|paper)\b|\bpublished in\b/gi],
  ["Discovery", /\bdiscover(?:y|ed)\b|\bunearthed\b|\bexcavat(?:ion|ed)\b/gi],
  ["Resignation", /\bresign(?:s|ed|ation)\b|\bstep(?:s|ped)? down\b/gi],
  ["Appointment", /\bappoint(?:s|ed|ment)\b|\bsworn in\b/gi],
  ["Recall", /\bproduct recall\b|\brecall(?:s|ed|ing) (?:of |about |some |more |\d)/gi],
  ["Closure", /\bclosure\b|\bto close\b|\bshut(?:s|ting)? down\b/gi],
  ["Funeral", /\bfuneral\b|\bmourners?\b/gi],
  ["Death", /(?<!\b(?:who|he|she|they) )\bdied\b|\bobituary\b|\bdeath of\b/gi],
  ["Debate", /\bdebates?\b/gi],
  ["Speech", /\bspeech\b|\baddressed the nation\b/gi],
  ["Agreement", /\bagreement\b|\bthe deal\b|\baccord\b|\bpact\b/gi],
];

const FIELDS: readonly (readonly [field: string, words: RegExp])[] = [
  [
    "Diplomatic",
    /\bdiploma\w*|\bceasefire\b|\btreaty\b|\bforeign minist\w+|\benvoy\b|\bambassador\b|\bpeace (?:talks|deal|process)\b|\bbilateral\b|\bsummit\b|\bsanctions\b|\baccord\b|\bnegotiat\w+|\bdelegations?\b|\bboth capitals\b|\b(?:prime minister|president) of \p{Lu}|\bconvention\b/giu,
  ],
  [
    "Military",
    /\btroops\b|\bmilitary\b|\bmissiles?\b|\bartillery\b|\bsoldiers?\b|\bair ?strikes?\b|\bfrontline\b|\binsurgents?\b|\brebels?\b/gi,
  ],
  [
    "Legal",
    /\bcourts?\b|\bjudges?\b|\bappeal(?:s|ed)?\b|\blawyers?\b|\bprosecut\w+|\bplaintiffs?\b|\blawsuit\b|\bverdict\b|\bjur(?:y|ors)\b|\btrial\b|\bcharged with\b|\bsentenced\b/gi,
  ],
  [
    "Market",
    /\bshares?\b|\binvestors?\b|\bprofits?\b|\bstock\b|\bretailer\b|\banalysts\b|\brevenue\b|\bshareholders?\b|\bdividend\b|\bearnings\b|\btrading\b/gi,
  ],
  [
    "Economic",
    /\binflation\b|\binterest rates?\b|\bunemployment\b|\bcentral bank\b|\bGDP\b|\beconomy\b|\brecession\b|\btariffs?\b/g,
  ],
  [
    "Scientific",
    /\bresearchers?\b|\bscientists?\b|\bstudy\b|\bjournal\b|\blaborator\w+|\bfossils?\b|\bspecies\b|\bastronom\w+|\bexperiments?\b|\bradiocarbon\b|\barchaeolog\w+/gi,
  ],
  [
    "Medical",
    /\bpatients?\b|\bvaccin\w+|\bdoctors?\b|\bhospitals?\b|\bdisease\b|\bvirus\b|\bclinical\b|\bsymptoms?\b|\bpublic health\b/gi,
  ],
  [
    "Sporting",
    /\bmatch(?:es)?\b|\bgoals?\b|\bleague\b|\bcup\b|\bhead coach\b|\bstriker\b|\bmidfielder\b|\bchampion(?:s|ship)\b|\btournament\b|\bsupporters\b|\bquarterback\b|\bplay-?offs?\b|\bhalf-time\b/gi,
  ],
  [
    "Political",
    /\bparliament\b|\bsenat(?:e|ors?)\b|\belections?\b|\bcampaign\b|\bcandidates?\b|\bcouncil(?:lors?)?\b|\bvoters?\b|\bcoalition\b|\bopposition\b|\blawmakers\b|\bCongress\b/g,
  ],
  [
    "Technical",
    /\bsoftware\b|\boutage\b|\bservers?\b|\bengineers?\b|\bnetwork\b|\bcertificates?\b|\bonline\b|\busers\b|\bdata cent(?:re|er)s?\b|\bcyber\w*/gi,
  ],
  ["Space", /\brockets?\b|\borbit\b|\bsatellites?\b|\bspacecraft\b|\bastronauts?\b|\blaunch pad\b|\bpayload\b/gi],
  [
    "Weather",
    /\bstorm\b|\bgusts?\b|\bflood\w*|\bforecasters?\b|\brainfall\b|\bhurricane\b|\bevacuat\w+|\bsurge\b|\bmeteorolog\w+/gi,
  ],
  ["Labour", /\bunions?\b|\bstrike\b|\bworkers\b|\bwages?\b|\bwalkout\b|\bpay offer\b/gi],
  ["Criminal", /\bpolice\b|\bsuspects?\b|\barrest\w*|\bmurder\w*|\bgunm[ae]n\b|\bvictims?\b|\bdetectives?\b/gi],
  ["Environmental", /\bclimate\b|\bemissions\b|\bpollution\b|\bconservation\w*|\bwildlife\b/gi],
  ["Cultural", /\bfilm\b|\bmuseum\b|\balbum\b|\bnovel\b|\bfestival\b|\bexhibition\b|\bactor\b|\bsinger\b/gi],
];

/** The two kinds of count that decide: how often in the head (title and first sentences, weighted), and in how many articles. */
function weigh(
  table: readonly (readonly [string, RegExp])[],
  articles: readonly { readonly head: string; readonly body: string; readonly title: string }[],
): { readonly name: string; readonly score: number; readonly articles: number }[] {
  return table
    .map(([name, words]) => {
      let score = 0;
      let inArticles = 0;
      for (const { title, head, body } of articles) {
        const here = 4 * count(title, words) + 2 * count(head, words) + Math.min(6, count(body, words));
        score += here;
        if (here > 0) inArticles++;
      }
      return { name, score: score / articles.length, articles: inArticles };
    })
    .sort((a, b) => b.score - a.score);
}

function count(text: string, words: RegExp): number {
  return text.match(words)?.length ?? 0;
}

/**
 * What a story is about. Only when sure: the best noun must be in most of the articles and clearly ahead of the next.
 * @param articles title (may be empty), head (the first two or three sentences) and body of each report
 */
export function subjectOf(
  articles: readonly { readonly title: string; readonly head: string; readonly body: string }[],
): Subject {
  if (articles.length === 0) return { event: null, field: null };
  const event = surest(weigh(EVENTS, articles), articles.length);
  const field = surest(weigh(FIELDS, articles), articles.length);
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
