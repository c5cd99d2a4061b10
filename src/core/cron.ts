/** A five-field cron expression, read. Every field is the sorted list of values that match. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  /** 1 is January. */
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** Both day fields are given: a day that matches either one counts (POSIX crontab). */
  readonly eitherDay: boolean;
}

export type CronOutcome = { readonly ok: true; readonly cron: Cron } | { readonly ok: false; readonly reason: string };

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly words: readonly string[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const FIELDS: readonly Field[] = [
  { name: "minute", low: 0, high: 59, words: [] },
  { name: "hour", low: 0, high: 23, words: [] },
  { name: "day of the month", low: 1, high: 31, words: [] },
  { name: "month", low: 1, high: 12, words: MONTHS },
  // 7 is Sunday as well as 0.
  { name: "day of the week", low: 0, high: 7, words: WEEKDAYS },
];

/** Reads "minute hour day month weekday" with `*`, lists, ranges, steps and English three-letter names. */
export function parseCron(expression: string): CronOutcome {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return { ok: false, reason: `has ${parts.length} fields where a schedule has five: minute hour day month weekday` };
  }
  const values: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const read = readField(parts[index] ?? "", field);
    if (typeof read === "string") return { ok: false, reason: read };
    values.push(read);
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = values;
  const anyDay = parts[2]?.startsWith("*") ?? true;
  const anyWeekday = parts[4]?.startsWith("*") ?? true;
  const firstDay = days[0] ?? 1;
  if (anyWeekday && months.every((month) => firstDay > (LONGEST_MONTH[month - 1] ?? 31))) {
    return { ok: false, reason: "names a date that never comes" };
  }
  const sundays = [...new Set(weekdays.map((weekday) => weekday % 7))].sort((a, b) => a - b);
  return { ok: true, cron: { minutes, hours, days, months, weekdays: sundays, eitherDay: !anyDay && !anyWeekday } };
}

/** The field's values, or what is wrong with it. */
function readField(text: string, field: Field): number[] | string {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(\*|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:\/([0-9]+))?$/.exec(part);
    if (match === null) return `has "${part}" as its ${field.name}, which is not a number, a range or a list`;
    const [, first = "", last, stepText] = match;
    const low = first === "*" ? field.low : readValue(first, field);
    const high = first === "*" ? field.high : last === undefined ? low : readValue(last, field);
    const step = stepText === undefined ? 1 : Number(stepText);
    if (first === "*" && last !== undefined) return `has "${part}" as its ${field.name}, which is not a range`;
    if (low === null || high === null || low > high) {
      return `has "${part}" as its ${field.name}, which is outside ${field.low}-${field.high}`;
    }
    if (stepText !== undefined && first !== "*" && last === undefined) {
      return `has "${part}" as its ${field.name}: a step needs a range, such as ${first}-${field.high}/${step}`;
    }
    if (step < 1) return `has a step of 0 in its ${field.name}`;
    for (let value = low; value <= high; value += step) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

function readValue(text: string, field: Field): number | null {
  const word = field.words.indexOf(text.toUpperCase());
  const value = /^[0-9]+$/.test(text) ? Number(text) : word < 0 ? Number.NaN : word + (field.words === MONTHS ? 1 : 0);
  return value >= field.low && value <= field.high ? value : null;
}
