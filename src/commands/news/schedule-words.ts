import { parseCron } from "../../core/cron.ts";

export type ReadSchedule =
  | { readonly ok: true; readonly schedule: string }
  /** A sentence for the person. */
  | { readonly ok: false; readonly reason: string };

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const GROUPS: Readonly<Record<string, string>> = {
  weekday: "1-5",
  weekdays: "1-5",
  workday: "1-5",
  workdays: "1-5",
  weekend: "0,6",
  weekends: "0,6",
  daily: "*",
  day: "*",
  everyday: "*",
  weekly: "1",
};
const TIMES_OF_DAY: Readonly<Record<string, string>> = {
  morning: "8:00",
  mornings: "8:00",
  noon: "12:00",
  midday: "12:00",
  lunch: "12:00",
  afternoon: "15:00",
  evening: "18:00",
  evenings: "18:00",
  midnight: "0:00",
};
const READY =
  /^(?:ready|now|live|instantly|immediately|at once|as (?:it|they) (?:happens?|comes?|arrives?)|when ready|as soon as (?:it is |they are )?ready)$/;
/** Words that join the others and say nothing themselves. */
const FILLERS = new Set(["at", "on", "every", "each", "and", "the", "in", "of", "o'clock", "oclock", "from", "&", "a"]);
const EXAMPLES =
  "Say for example “weekdays 08:00”, “every Monday at 9am”, “8:00 and 17:00”, “ready”, or five cron fields.";

/** A schedule in words, as five cron fields or "ready". */
export function readSchedule(text: string): ReadSchedule {
  const words = text.toLowerCase().replaceAll(/\s+/g, " ").trim();
  if (READY.test(words)) return { ok: true, schedule: "ready" };
  const cron = parseCron(words);
  if (cron.ok) return { ok: true, schedule: words.toUpperCase() === words ? words : words.toLowerCase() };
  if (/^[\d*/,-]+(?: [\d*/,\-a-z]+){4}$/.test(words)) {
    return { ok: false, reason: `The schedule ${cron.reason}. ${EXAMPLES}` };
  }
  return every(words) ?? daysAndTimes(words);
}

/** "hourly", "every 2 hours", "every 30 minutes". */
function every(words: string): ReadSchedule | null {
  if (/^(?:hourly|every hour)$/.test(words)) return { ok: true, schedule: "0 * * * *" };
  const [, number = "", unit] = /^every (\d{1,2}) ?(hours?|h|minutes?|min|m)$/.exec(words) ?? [];
  if (unit === undefined) return null;
  const step = Number(number);
  const most = unit.startsWith("h") ? 24 : 60;
  if (step < 1 || step >= most || most % step !== 0) {
    return {
      ok: false,
      reason: `Every ${number} ${unit} does not come out even over the ${most === 24 ? "day" : "hour"}. ${EXAMPLES}`,
    };
  }
  return { ok: true, schedule: most === 24 ? `0 */${step} * * *` : `*/${step} * * * *` };
}

function daysAndTimes(words: string): ReadSchedule {
  const days = new Set<string>();
  const times: (readonly [hour: number, minute: number])[] = [];
  let monthDay: number | null = null;
  for (const token of tokensOf(words)) {
    const day = dayOf(token);
    const time = timeOf(TIMES_OF_DAY[token] ?? token);
    const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(token)?.[1];
    if (day !== null) days.add(day);
    else if (ordinal !== undefined && Number(ordinal) >= 1 && Number(ordinal) <= 31) monthDay = Number(ordinal);
    else if (time !== null) times.push(time);
    else if (!FILLERS.has(token) && token !== "month" && token !== "monthly") {
      return { ok: false, reason: `“${token}” is neither a day nor a time. ${EXAMPLES}` };
    } else if (token === "monthly") monthDay ??= 1;
  }
  if (days.size === 0 && times.length === 0 && monthDay === null) return { ok: false, reason: EXAMPLES };
  const minute = times[0]?.[1] ?? 0;
  if (times.some((time) => time[1] !== minute)) {
    return {
      ok: false,
      reason: "Times with different minutes need a subscription each, such as one at 8:00 and one at 17:30.",
    };
  }
  const hours = times.length === 0 ? "8" : [...new Set(times.map(([hour]) => hour))].sort((a, b) => a - b).join(",");
  const weekdays = days.size === 0 || days.has("*") ? "*" : [...days].sort().join(",");
  const schedule = `${times.length === 0 ? 0 : minute} ${hours} ${monthDay ?? "*"} * ${weekdays}`;
  const read = parseCron(schedule);
  return read.ok ? { ok: true, schedule } : { ok: false, reason: `The schedule ${read.reason}. ${EXAMPLES}` };
}

/** "mon-fri" and "monday to friday" stay one token; "8 am" too. */
function tokensOf(words: string): readonly string[] {
  return words
    .replaceAll(/[,;]/g, " ")
    .replaceAll(/\b([a-z]+) ?(?:-|–|to|through) ?([a-z]+)\b/g, (all, from: string, to: string) =>
      DAYS.some((day) => isDay(day, from)) && DAYS.some((day) => isDay(day, to)) ? `${from}-${to}` : all,
    )
    .replaceAll(/(\d) (am|pm|a\.m\.|p\.m\.|h|uhr)(?=\s|$)/g, "$1$2")
    .split(" ")
    .filter((token) => token !== "");
}

function isDay(day: string, token: string): boolean {
  const bare = token.replace(/s$/, "");
  return bare.length >= 2 && token.length <= day.length + 1 && day.startsWith(bare.length >= 3 ? bare : token);
}

/** Cron's field of weekdays; null when it is no day. */
function dayOf(token: string): string | null {
  const group = GROUPS[token];
  if (group !== undefined) return group;
  const [from = "", to] = token.split("-");
  const first = DAYS.findIndex((day) => isDay(day, from));
  if (first < 0) return null;
  if (to === undefined) return String(first);
  const last = DAYS.findIndex((day) => isDay(day, to));
  if (last < 0) return null;
  const span = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
  return span.sort((a, b) => a - b).join(",");
}

/** "8", "8am", "08:00", "8.30", "17h", "0830". */
function timeOf(token: string): readonly [hour: number, minute: number] | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?:h|uhr)?(a\.?m\.?|p\.?m\.?)?$/.exec(token);
  if (match === null) return null;
  const [, hourText = "", minuteText = "0", half] = match;
  const [hour, minute] = [Number(hourText), Number(minuteText)];
  if (minute > 59) return null;
  if (half === undefined) return hour < 24 ? [hour, minute] : null;
  if (hour < 1 || hour > 12) return null;
  return [(hour % 12) + (half.startsWith("p") ? 12 : 0), minute];
}

/** Whether a word belongs to a schedule by itself: a day, a time with its sign, a time of day. */
export function isScheduleWord(token: string): boolean {
  const word = token.toLowerCase().replace(/,$/, "");
  if (word in TIMES_OF_DAY || word === "ready" || word === "hourly" || word === "monthly") return true;
  return dayOf(word) !== null || (/\d[:.h]\d\d|\d ?(?:am|pm|a\.m\.|p\.m\.|h|uhr)$/.test(word) && timeOf(word) !== null);
}

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A schedule as people say it: "weekdays at 08:00"; one that has no plain words as its five fields. */
export function scheduleInWords(schedule: string): string {
  if (schedule === "ready") return "each digest as soon as it is ready";
  const read = parseCron(schedule);
  if (!read.ok) return schedule;
  const { minutes, hours, days, months, weekdays } = read.cron;
  const [minute] = minutes;
  if (minute === undefined || months.length < 12) return schedule;
  if (hours.length === 24 && days.length === 31 && weekdays.length === 7) return hourly(minutes, schedule);
  const step = 24 / hours.length;
  if (minutes.length === 1 && minute === 0 && hours.length > 3 && hours.every((hour, index) => hour === index * step)) {
    const often = dayInWords(days, weekdays);
    return often === null ? schedule : `every ${step} hours${often === "every day" ? "" : `, ${often}`}`;
  }
  if (minutes.length > 1 || hours.length > 6) return schedule;
  const times = hours.map((hour) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  const day = dayInWords(days, weekdays);
  return day === null ? schedule : `${day} at ${listed(times)}`;
}

function hourly(minutes: readonly number[], schedule: string): string {
  const [minute = 0] = minutes;
  if (minutes.length === 1) return minute === 0 ? "every hour" : `every hour at ${minute} minutes past`;
  const step = 60 / minutes.length;
  return minutes.every((value, index) => value === index * step) ? `every ${step} minutes` : schedule;
}

function dayInWords(days: readonly number[], weekdays: readonly number[]): string | null {
  if (days.length === 31) {
    if (weekdays.length === 7) return "every day";
    if (weekdays.join() === "1,2,3,4,5") return "weekdays";
    if (weekdays.join() === "0,6") return "weekends";
    // The week begins on Monday.
    const inOrder = weekdays.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
    return `every ${listed(inOrder.map((day) => DAY_NAMES[day] ?? ""))}`;
  }
  return weekdays.length === 7 && days.length <= 3 ? `on day ${listed(days.map(String))} of the month` : null;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
