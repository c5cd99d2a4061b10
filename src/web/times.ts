import type { Edition } from "../core/edition.ts";
import type { EpochMs } from "../core/time.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

const LOCALE = "en-GB";

/** A moment with its zone: "22 November 2026 at 08:12 GMT". */
export function instant(at: EpochMs, zone: string): Html {
  const shown = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    dateStyle: "long",
    timeStyle: "short",
  }).format(at);
  const name = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, timeZoneName: "short" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  return html`<time datetime="${new Date(at).toISOString()}">${shown} ${name}</time>`;
}

/** The day of a moment, as a newspaper prints it above its name: "Sunday 22 November 2026". */
export function day(at: EpochMs, zone: string): Html {
  const shown = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, dateStyle: "full" }).format(at);
  const date = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);
  return html`<time datetime="${date}">${shown}</time>`;
}

/** What a source says of its time: a plain date stays a date, a time is shown in `zone`, anything else as written. */
export function published(text: string | null, zone: string): Html | null {
  if (text === null) return null;
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const zoned = dateOnly || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`;
  const at = Date.parse(zoned);
  if (Number.isNaN(at)) return html`${text}`;
  if (!dateOnly) return instant(at, zone);
  const shown = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", dateStyle: "long" }).format(at);
  return html`<time datetime="${text}">${shown}</time>`;
}

/** "Europe/Lisbon" → "Lisbon time". */
function zoneName(zone: string): string {
  const place = zone.split("/").at(-1) ?? zone;
  return zone.includes("/") && !zone.startsWith("Etc/") ? `${place.replaceAll("_", " ")} time` : zone;
}

/** Local time of a schedule, "2026-11-22T08:00" → "Sunday 22 November 2026 at 08:00, Lisbon time"; null when it is no local time. */
export function localTime(slot: string, zone: string | null): Html | null {
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.exec(slot)?.[0];
  const at = local === undefined ? Number.NaN : Date.parse(`${local}Z`);
  if (local === undefined || Number.isNaN(at)) return null;
  const shown = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", dateStyle: "full", timeStyle: "short" }).format(at);
  return html`<time datetime="${local}">${shown}</time>${zone === null ? null : `, ${zoneName(zone)}`}`;
}

/** The same for a narrow place: "Sun 22 Nov at 08:00". */
export function shortLocalTime(slot: string): string {
  const at = Date.parse(`${slot.slice(0, 16)}Z`);
  if (Number.isNaN(at)) return slot;
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", ...options }).format(at);
  return `${show({ weekday: "short", day: "numeric", month: "short" })} at ${show({ timeStyle: "short" })}`;
}

/** When an edition went out. `zone`: its channel's, null when the channel is no longer configured. */
export function editionTime(edition: Edition, zone: string | null): Html {
  const scheduled = localTime(edition.slot, zone);
  if (scheduled !== null) return scheduled;
  const how = edition.slot.startsWith("now:") ? ", on request" : ", as soon as it was ready";
  return html`${instant(edition.createdAt, zone ?? "UTC")}${how}`;
}
