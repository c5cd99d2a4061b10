import * as chrono from "chrono-node";

/** chrono's parsers by language; the rest are read as English. */
const PARSERS: Readonly<Record<string, { readonly parse: typeof chrono.parse }>> = {
  de: chrono.de,
  fr: chrono.fr,
  es: chrono.es,
  pt: chrono.pt,
  nl: chrono.nl,
  ja: chrono.ja,
  ru: chrono.ru,
  uk: chrono.uk,
  it: chrono.it,
  zh: chrono.zh,
};

/** A date in any form that chrono knows, as `readDate` writes it. Relative ones ("yesterday") are none. */
export function readAnyDate(text: string, language: string): string | null {
  const parser = PARSERS[language] ?? chrono;
  for (const { start, text: read } of parser.parse(text.slice(0, 200))) {
    // Without a year in figures it is relative to today, and says nothing of an old page.
    if (!/\d{4}|年/.test(read)) continue;
    const whole = start.isCertain("day") && start.isCertain("month") && start.isCertain("year");
    if (!whole) continue;
    const day = `${pad(start.get("year"), 4)}-${pad(start.get("month"))}-${pad(start.get("day"))}`;
    if (!start.isCertain("hour")) return day;
    return `${day}T${pad(start.get("hour"))}:${pad(start.get("minute"))}:${pad(start.get("second"))}${offsetOf(start.get("timezoneOffset"))}`;
  }
  return null;
}

function offsetOf(minutes: number | null): string {
  if (minutes === null || minutes === 0) return "Z";
  const whole = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`;
}

function pad(value: number | null, width = 2): string {
  return String(value ?? 0).padStart(width, "0");
}
