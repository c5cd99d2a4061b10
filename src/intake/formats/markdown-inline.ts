export interface InlineText {
  readonly text: string;
  /** The line is nothing but links. */
  readonly links: boolean;
  /** The line held a picture. */
  readonly picture: boolean;
}

const PICTURE = /!\[[^\]]{0,200}\](?:\([^()]{0,1000}(?:\([^()]{0,200}\))?[^()]{0,200}\)|\[[^\]]{0,100}\])/g;
const LINK = /\[([^[\]]{1,1000})\](?:\([^()]{0,1000}(?:\([^()]{0,200}\))?[^()]{0,200}\)|\[[^\]]{0,100}\])/g;
const AUTOLINK = /<(https?:\/\/[^<>\s]{1,1000}|[\w.+-]{1,100}@[\w.-]{1,100})>/g;
const TAG = /<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,500})?\/?>/gi;
/** Runs of * or _ that open or close emphasis: at a word's edge, so that 2*3 and snake_case stay. */
const EMPHASIS = /(?<![\p{L}\p{N}])(\*{1,3}|_{1,3})(?=\S)|(?<=\S)(\*{1,3}|_{1,3})(?![\p{L}\p{N}])/gu;
const STAR_EMPHASIS = /(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1/g;
const STRIKE = /~~(?=\S)([^~]{1,2000}?)~~/g;
const CODE = /(`{1,3})([^`]{1,2000}?)\1/g;
const ESCAPE = /\\([\\`*_{}[\]()#+\-.!~>|"'&<])/g;
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  middot: "·",
  copy: "©",
  shy: "",
  bull: "•",
  euro: "€",
  pound: "£",
};

/** One line of Markdown without its inline marks. Lines too long for an article's are left as they are. */
export function inlineText(line: string): InlineText {
  if (line.length > 100_000) return { text: line, links: false, picture: false };
  const unpictured = line.replace(PICTURE, "");
  const linkless = unpictured.replace(LINK, "").replace(AUTOLINK, "");
  const links = linkless !== unpictured && !/[\p{L}\p{N}]/u.test(linkless);
  const held: string[] = [];
  // Escaped marks and code are put aside, so that what follows does not take them for marks.
  const hold = (text: string): string => `\ue000${held.push(text) - 1}\ue001`;
  const marked = unpictured
    .replace(/[\ue000\ue001]/g, "")
    .replace(CODE, (_, __, code: string) => hold(code))
    .replace(ESCAPE, (_, mark: string) => hold(mark));
  const text = marked
    .replace(LINK, "$1")
    .replace(AUTOLINK, "$1")
    .replace(TAG, "")
    .replace(STAR_EMPHASIS, "$2")
    .replace(STAR_EMPHASIS, "$2")
    .replace(STRIKE, "$1")
    .replace(EMPHASIS, "")
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, entity)
    .replace(/\ue000(\d+)\ue001/g, (_, at: string) => held[Number(at)] ?? "")
    .replace(/(?: {2,}|\\)$/, "");
  return { text: text.trim() === "" ? "" : text, links, picture: unpictured !== line };
}

function entity(whole: string, name: string): string {
  if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
}
