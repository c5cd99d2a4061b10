import { nearest } from "../../core/nearest.ts";
import { isTimeZone } from "../../core/time.ts";

export type ReadZone =
  | { readonly ok: true; readonly zone: string }
  | { readonly ok: false; readonly reason: string; readonly near: readonly string[] };

const MOST_NEAR = 3;

/** IANA names, and UTC, which is among them only under other names. */
export function allZones(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** A time zone by its name or by its city: "europe/lisbon", "Lisbon", "new york". */
export function readZone(typed: string): ReadZone {
  const text = typed
    .trim()
    .replaceAll(/\s+/g, "_")
    .replaceAll(/^["“]|["”]$/g, "");
  if (/^(?:utc|gmt|z)$/i.test(text)) return { ok: true, zone: "UTC" };
  const wanted = text.toLowerCase();
  const zones = allZones();
  const exact = zones.find((zone) => zone.toLowerCase() === wanted);
  if (exact !== undefined) return { ok: true, zone: exact };
  const cities = zones.filter((zone) => cityOf(zone).toLowerCase() === wanted);
  const [only] = cities;
  if (only !== undefined && cities.length === 1) return { ok: true, zone: only };
  // Old names that the runtime still knows, such as "Europe/Kiev".
  if (text.includes("/") && isTimeZone(text)) return { ok: true, zone: text };
  const near = nearZones(wanted, zones);
  const hint = near.length === 0 ? "Use an IANA name such as Europe/Lisbon" : `Did you mean ${near.join(" or ")}`;
  return { ok: false, reason: `“${typed.trim()}” is not a time zone. ${hint}${near.length === 0 ? "." : "?"}`, near };
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1);
}

function nearZones(wanted: string, zones: readonly string[]): readonly string[] {
  const within = wanted.length < 3 ? [] : zones.filter((zone) => zone.toLowerCase().includes(wanted));
  if (within.length > 0) return within.slice(0, MOST_NEAR);
  const city = nearest(wanted.slice(wanted.lastIndexOf("/") + 1), zones.map(cityOf));
  return city === null ? [] : zones.filter((zone) => cityOf(zone) === city).slice(0, MOST_NEAR);
}

/** Zones of which some part begins with what was typed, then those that contain it. */
export function zonesLike(typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(/\s+/g, "_");
  const zones = allZones();
  const begins = (zone: string): boolean =>
    zone
      .toLowerCase()
      .split("/")
      .some((part) => part.startsWith(wanted)) || zone.toLowerCase().startsWith(wanted);
  const rest = zones.filter((zone) => !begins(zone) && zone.toLowerCase().includes(wanted));
  return [...zones.filter(begins), ...rest];
}
