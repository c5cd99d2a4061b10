import { isScheduleWord } from "./schedule-words.ts";
import { readZone } from "./zones.ts";

/** What a person wants of a subscription, as typed; what was not said is not there. */
export interface Wanted {
  readonly topics?: string;
  readonly schedule?: string;
  readonly timezone?: string;
  readonly kind?: string;
  readonly name?: string;
}

const ZONE =
  /(?:^|\s)(?:tz|timezone|time ?zone|zone|in)\s+([\p{L}_/+-]+(?:\s+[\p{Lu}][\p{L}]+)?)(?:\s+time)?(?=$|[\s,])/iu;
const KIND = /(?:^|\s)(?:an? )?(briefing|digest)s?(?=$|[\s,])/i;
const READY =
  /(?:^|\s)(as (?:it|they) (?:happens?|comes?|arrives?)|as soon as (?:it is |they are )?ready|when ready|ready|instantly|immediately|live)(?=$|[\s,])/i;
const EVERY = /(?:^|\s)(every \d{1,2} ?(?:hours?|minutes?)|every hour|hourly)(?=$|[\s,])/i;
const CRON =
  /(?:^|\s)((?:[\d*][\d*,/-]*\s+){2}(?:[\d*][\d*,/-]*)\s+[\d*A-Za-z][\w*,/-]*\s+[\d*A-Za-z][\w*,/-]*)(?=$|\s)/;
const QUOTED = /["“]([^"“”]*)["”]/g;

/**
 * Reads words such as: storms and floods, weekdays at 8 tz Europe/Lisbon.
 * @param said what was given by name counts more than what stands in the words
 */
export function readWanted(text: string, said: Wanted): Wanted {
  let rest = ` ${text} `;
  const quoted: string[] = [];
  rest = rest.replaceAll(QUOTED, (_, words: string) => {
    quoted.push(words);
    return `, \uE000${quoted.length - 1}, `;
  });
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[1];
    if (found !== undefined) rest = rest.replace(pattern, " ");
    return found;
  };
  const timezone = said.timezone ?? takeZone(rest, (left) => (rest = left));
  const kind = said.kind ?? take(KIND)?.toLowerCase();
  const schedule =
    said.schedule ?? take(CRON) ?? take(READY) ?? take(EVERY) ?? takeTimes(rest, (left) => (rest = left));
  const topics = said.topics ?? topicsOf(rest, quoted);
  return {
    ...(topics === "" || topics === undefined ? {} : { topics }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(kind === undefined ? {} : { kind }),
    ...(said.name === undefined ? {} : { name: said.name }),
  };
}

/** "in Lisbon" is a zone, "in court" is none; after "tz" anything is meant as one. */
function takeZone(text: string, setRest: (left: string) => void): string | undefined {
  const match = ZONE.exec(text);
  const [all = "", words] = match ?? [];
  if (words === undefined) return undefined;
  const isNamed = !/^\s*in\s/i.test(all);
  const [first = ""] = words.split(/\s+/);
  const zone = [words, first].find((name) => readZone(name).ok) ?? (isNamed ? first : undefined);
  if (zone === undefined) return undefined;
  const end = all.indexOf(zone) + zone.length;
  setRest(text.replace(all, `${/^\s/.test(all) ? " " : ""}${all.slice(end)}`));
  return zone;
}

const JOINS = new Set(["at", "on", "every", "each", "and", "the"]);

/** Days and times, wherever they stand, with a bare hour behind "at" or a day. */
function takeTimes(text: string, setRest: (left: string) => void): string | undefined {
  const tokens = text.split(/(?<=\s)|(?=\s)/).filter((token) => token.trim() !== "");
  const isTime = tokens.map((token) => isScheduleWord(token));
  for (const [index, token] of tokens.entries()) {
    const bare = /^\d{1,2},?$/.test(token);
    const before = tokens[index - 1]?.toLowerCase();
    if (bare && (before === "at" || isTime[index - 1] === true || (before === "and" && isTime[index - 2] === true)))
      isTime[index] = true;
  }
  if (!isTime.includes(true)) return undefined;
  const taken = tokens.map((token, index) => isTime[index] === true || isJoin(token, index, isTime));
  setRest(` ${tokens.filter((_, index) => taken[index] !== true).join(" ")} `);
  return tokens.filter((_, index) => taken[index] === true).join(" ");
}

/** "at" and "and" belong to the times that they stand before, and between. */
function isJoin(token: string, index: number, isTime: readonly boolean[]): boolean {
  const word = token.toLowerCase().replace(/,$/, "");
  if (!JOINS.has(word)) return false;
  const before = isTime.slice(Math.max(0, index - 2), index).includes(true);
  const after = isTime[index + 1] === true || isTime[index + 2] === true;
  return word === "and" ? before && after : after;
}

function topicsOf(text: string, quoted: readonly string[]): string {
  return text
    .split(/,|;|\sand\s|\s&\s/i)
    .map((part) =>
      part
        .trim()
        .replace(
          /^(?:(?:to|for|about|on|with|topics?|stories|news|every|all|story|everything|here|this channel)(?:\s+|$))+/i,
          "",
        )
        .replace(/(?:\s+|^)(?:stories|news|here|please)$/i, "")
        .replaceAll(/\uE000(\d+)/g, (_, index: string) => quoted[Number(index)] ?? ""),
    )
    .filter((part) => part !== "")
    .join(", ");
}
