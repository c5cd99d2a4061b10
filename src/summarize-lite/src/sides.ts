import { terms } from "./words.ts";

/** Which words say the same of a value, and which set two values apart. */

/** A line is one meaning. */
const SYNONYMS = [
  "fine penalty penalties fined",
  "cost costs price bill expense",
  "pay paid payment pays",
  "kill killed die died dead deaths toll fatalities killing",
  "tall high height",
  "deep depth",
  "wide width",
  "old age ago aged dating dated",
  "weigh weighs weight heavy",
  "worth value valued values valuation",
  "last lasted lasts ran run runs duration",
  "profit earnings earned",
  "revenue sales turnover",
  "salary wage wages pay-packet",
  "fall fell fallen drop dropped decline declined lost lose loss lower slid tumbled plunged sank down",
  "rise rose risen climb climbed increase increased gain gained grew grow grown up jumped soared raise raised",
  "sentence sentenced jail jailed prison imprisoned imprisonment",
  "buy bought sell sold sale acquire acquired acquisition purchase takeover",
  "attendance crowd spectators watched fans",
  "gust gusts wind winds",
  "speed speeds mph kph",
  "injured wounded hurt injuring injuries",
  "damages compensation",
  "evacuated evacuation moved shelters homeless displaced",
  "electricity power",
  "homes households customers",
  "residents inhabitants",
  "stolen stole taken took theft thieves steal",
  "call telephone phone conversation spoke",
  "sued lawsuit suit",
  "judge court ruled ruling",
];

let classes: ReadonlyMap<string, string> | undefined;

/** First synonym of each term. Made at the first use. */
function synonyms(): ReadonlyMap<string, string> {
  classes ??= new Map(
    SYNONYMS.flatMap((line) => {
      const all = line.split(" ").flatMap((word) => terms(word));
      return all.map((term): [string, string] => [term, all[0]!]);
    }),
  );
  return classes;
}

/** Sides of things that are not each other: a sentence on one says nothing of the other. */
const SIDES: Readonly<Record<string, string>> = {
  extent:
    "length:long length|width:wide width broad|depth:deep depth|height:tall high height|distance:away distance radius|altitude:altitude|diameter:diameter",
  money:
    "fine:fine penalty fined|cost:cost costs price bill|debt:debt debts|profit:profit profits earnings|revenue:revenue sales turnover|loss:loss losses|salary:salary wage wages|rent:rent rents|ransom:ransom|damages:damages compensation|bail:bail bond|gift:gift grant donation|worth:worth value valued|tax:tax taxes|fee:fee fees|savings:savings saving save|budget:budget|dividend:dividend|fund:fund funding|loan:loan loans",
  direction:
    "rise:rise rose risen climbed increased increase gained grew up jumped soared|fall:fall fell fallen dropped declined lost lower slid tumbled plunged down",
  order: "first:first|second:second|third:third|fourth:fourth|final:final last",
  period: "half:half|quarter:quarter|month:monthly|year:annual yearly",
  compass: "north:north northern|south:south southern|east:east eastern|west:west western|central:central",
  hour: "day:day daytime|night:night overnight",
  level: "upper:upper|lower:lower|middle:middle",
  newness: "old:old former|new:new",
  share:
    "vote:vote votes voted voters|stock:shares stock|approval:approval|turnout:turnout|unemployment:unemployment|inflation:inflation|growth:growth",
  time: "shift:early|close:close closed closing|record:record",
  part: "each:each apiece|all:total together combined altogether overall",
  state:
    "killed:killed died dead|injured:injured wounded hurt|missing:missing|arrested:arrested detained|released:released freed|charged:charged",
  side: "for:favour favor yes support|against:against opposed no",
};

const SIDE_OF: ReadonlyMap<string, readonly [group: string, side: string]> = new Map(
  Object.entries(SIDES).flatMap(([group, sides]) =>
    sides.split("|").flatMap((line) => {
      const [side = "", words = ""] = line.split(":");
      return words.split(" ").map((word): [string, [string, string]] => [word, [group, side]]);
    }),
  ),
);

/** A term, or the first of its synonyms. */
export const classOf = (term: string): string => synonyms().get(term) ?? term;

/** The sides that a text names, by group. */
export function sidesOf(text: string): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const word of text.toLowerCase().split(/[^\p{L}]+/u)) {
    const found = SIDE_OF.get(word);
    if (!found) continue;
    const [group, side] = found;
    (out.get(group) ?? out.set(group, new Set()).get(group)!).add(side);
  }
  return out;
}
