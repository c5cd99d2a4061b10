import { looksLikeName } from "./prose.ts";

/** Who wrote a report and who published it, as the lines above a report say it. */

const ROLE =
  /\b(?:correspondents?|editors?|reporters?|writers?|staff|journalists?|columnists?|critics?|analysts?|producers?|photographers?|chief|bureau|contributors?|contributing|presenter|commentator|fellow|professor|intern|freelance|team|desk|newsroom|columnist|author|guest|senior|special|korrespondent|redakteur(?:in)?)\b/i;

/** Words that outlets have in their names and people do not. */
const OUTLET =
  /\b(?:News|Times|Post|Press|Wire|Gazette|Courant|Courier|Herald|Tribune|Chronicle|Journal|Daily|Weekly|Observer|Guardian|Telegraph|Mail|Mirror|Sun|Star|Standard|Examiner|Review|Agency|Reuters|BBC|CNN|NBC|CBS|ABC|NPR|PBS|CNBC|MSNBC|AP|AFP|DPA|dpa|PA|Xinhua|TASS|Bloomberg|Bulletin|Dispatch|Record|Register|Globe|Monitor|Mercury|Echo|Argus|Beacon|Sentinel|Advertiser|Citizen|Ledger|Inquirer|Enquirer|Independent|Today|Online|Network|Radio|TV|Television|Broadcasting|Media|Magazine|Report|Insider|Politico|Axios|Vox|Slate|Salon|Newsweek|Forbes|Fortune|Economist|Atlantic|Nation|Zeitung|Spiegel|Monde|Figaro|País|Tagesschau|Nachrichten|Anzeiger|Kurier|Presse|Newspaper|Associated|Outlet|Lantern|Voice|Banner|Eagle|Pioneer|Patriot|Republic|Constitution|Plain Dealer|Free Press|Union-Tribune|[A-Z][\w-]*\.(?:com|org|net|co\.uk|info|news|de|fr|es|it))\b/;

const BY = /^[*_\s]*(?:(?:written|reported|posted|words|story|text) )?by:? +(?=\p{Lu})/iu;
const BY_OTHER = /^(?:von|par|por|di|autor(?:in)?:|author:|reporter:|автор:)\s+(?=\p{Lu})/iu;

/** Whether a piece opens with "By" and a name and is no sentence. */
export function opensByline(piece: string): boolean {
  if (piece.length > 160 || !(BY.test(piece) || BY_OTHER.test(piece))) return false;
  const rest = piece.replace(BY, "").replace(BY_OTHER, "");
  if (isNameWithRole(rest)) return true;
  const words = rest.split(" ");
  const lower = words.filter(
    (word) =>
      /^\p{Ll}/u.test(word) &&
      !/^(?:and|in|for|at|of|the|de|van|von|der|den|bin|al|la|du|da|di|y|with|from|staff|writers?|reporters?|correspondents?|editors?|political|senior|special|chief|to|on|und|et|contributor|on|,)$/u.test(
        word.replace(/[,;|]$/, ""),
      ),
  );
  return words.length <= 18 && lower.length <= Math.max(1, words.length * 0.25);
}

/**
 * The names in a line that says who wrote the report: "By Soren Aldquist, Foreign Correspondent" → "Soren Aldquist".
 * @returns null when no name is left
 */
export function namesOf(piece: string): string | null {
  const text = piece.replace(BY, "").replace(BY_OTHER, "").replace(/[*_]+/g, "").trim();
  const parts = text.split(/\s*[,;|]\s*/);
  const names: string[] = [];
  for (const [at, part] of parts.entries()) {
    const name = part
      .replace(/\s+(?:in|at|for|on|from|with|reports?|reporting)\s+.*$/u, "")
      .replace(/^and\s+/, "")
      .trim();
    if (at > 0 && (ROLE.test(name) || OUTLET.test(name) || !looksLikeName(name))) break;
    if (name !== "" && name.length <= 80) names.push(name);
  }
  const all = names.join(", ");
  if (all === "") return null;
  // Wire services write names in capitals.
  return /\p{Ll}/u.test(all.replace(/\band\b/g, ""))
    ? all
    : all.replace(/\p{Lu}[\p{Lu}'’]+/gu, (word) => (word[0] ?? "") + word.slice(1).toLowerCase());
}

/** "Yara Finchley, Senior Editor". */
export function isNameWithRole(piece: string): boolean {
  const match = /^([^,|]{4,50})(?:, | [–—|] )([^,]{3,60}(?:, [^,]{3,40})?)$/u.exec(piece);
  return (
    match?.[1] !== undefined &&
    match[2] !== undefined &&
    looksLikeName(match[1]) &&
    match[1].includes(" ") &&
    ROLE.test(match[2]) &&
    !/[.!?]$/.test(piece)
  );
}

/** A role alone: "Technology and Money Reporter", "Political Editor". */
export function isRole(piece: string): boolean {
  return (
    piece.length < 60 &&
    piece.split(" ").length <= 7 &&
    ROLE.test(piece) &&
    !/[.!?]$/.test(piece) &&
    /\b\p{Lu}/u.test(piece)
  );
}

/** A name of the kind that outlets have: "BBC News", "Harrowgate Courant". */
export function isOutlet(piece: string): boolean {
  if (piece.length > 60 || !/^[\p{Lu}\d]/u.test(piece) || /[.!?,:;]$/.test(piece)) return false;
  const words = withoutShouting(piece).split(" ");
  return (
    words.length <= 6 &&
    OUTLET.test(words.join(" ")) &&
    words.every((word) => /^(?:[\p{Lu}\d(&|/]|(?:of|the|for|and|de|la|le|der|die|das|in|on)$)/u.test(word))
  );
}

/** "THE EASTHOLM COURIER" as "The Eastholm Courier"; short words may be initials and stay. */
export function withoutShouting(piece: string): string {
  if (/\p{Ll}/u.test(piece) || !/\p{Lu}{4}/u.test(piece)) return piece;
  return piece.replace(/\p{Lu}[\p{Lu}'’]+/gu, (word) =>
    word.length > 3 || /^(?:THE|OF|AND|FOR|DAY|SUN)$/.test(word) ? (word[0] ?? "") + word.slice(1).toLowerCase() : word,
  );
}

/** A person's name alone, of two words or more. */
export function isPerson(piece: string): boolean {
  return looksLikeName(piece) && /^\S+ \S/.test(piece) && !OUTLET.test(piece);
}

/** The agency in a dateline: "DUNMARSH, Karsovia (Meridian Wire) — An appeals court …". */
export function datelineOutlet(text: string): string | null {
  const match = /^\p{Lu}[\p{L}\d .,'’/-]{1,60} ?\(([\p{L}\d .&-]{2,40})\) ?(?:[-–—]|--) ?/u.exec(text);
  return match?.[1] ?? null;
}
