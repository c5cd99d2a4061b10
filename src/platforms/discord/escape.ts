/** Marks on one letter; no living script stacks more (Hebrew with cantillation comes nearest). */
const MAX_MARKS = 6;

/** Control characters, direction marks, and what has no width and no duty. Joiners stay: emoji and scripts need them. */
const INVISIBLE =
  /\p{Cc}|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/gu;
/** Letters of tags, which nobody sees, unless they spell a flag. */
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");

/** Text as one line that shows all it says: no control, no direction, no hidden characters, no towers of marks. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\S\ufeff]+/gu, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(TAGS, "$1")
    .replaceAll(TOO_MANY_MARKS, "$1");
}

/**
 * What is syntax anywhere in a line of Discord's markdown. A backslash shows any sign of punctuation as itself.
 * `<` opens mentions, emoji, times and addresses; a colon opens `:emoji:` and stands in `https://`, where an escape
 * inside the address would be shown, so the address is broken before it begins.
 */
const SYNTAX = /[\\`*_~|[\]<@]|:(?=\/\/)|:(?!\d\d:)(?=[\w+-]+:)/g;
/** What is syntax where a line, or the text of a list or quotation, begins. */
const OPENING = /^(\s*)([-+>#]|\d+(?=[.)]))/;

/** Untrusted text for a text display or content: it reads the same and formats, links and mentions nothing. */
export function escape(text: string): string {
  return visible(text)
    .replaceAll(SYNTAX, String.raw`\$&`)
    .replace(OPENING, (_, blank: string, sign: string) =>
      /\d/.test(sign) ? `${blank}${sign}\\` : `${blank}\\${sign}`,
    );
}

/** Longest address that is linked; beyond it stands no news, and it would eat the message. */
const MAX_HREF = 512;

/** An address that may be linked, with its host as it truly is (punycode, without "www."); null: not http(s), with a password, or too long. */
export function safeAddress(href: string): { readonly href: string; readonly host: string } | null {
  const url = URL.parse(href);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  const safe = url.href.replaceAll(/[()<>[\]\\`|*]/g, (sign) =>
    // Two signs must stay in an address of IPv6.
    (sign === "[" || sign === "]") && url.host.includes(sign)
      ? sign
      : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return safe.length > MAX_HREF ? null : { href: safe, host: url.host.replace(/^www\./, "") };
}

/**
 * No label of a link: a name of a host or the start of an address, which a reader would take for where the link leads;
 * and brackets, which end a label also where they are escaped.
 */
const NO_LABEL = /[[\]]|[\p{L}\p{N}_-][.\u3002\uff0e\uff61\u2024](?=\p{L}{2})|:\/\/|\bwww\b/iu;

/** Shown in full up to here; a longer address stands behind words of ours. */
const SHOWN_ADDRESS = 100;

/**
 * A span with an address. Words that could pass for another host are never the label of a link, and the host that the
 * link leads to is always shown.
 */
export function linked(text: string, href: string): string {
  const address = safeAddress(href);
  if (address === null) return escape(text);
  const label = visible(text).trim();
  if (label === "" || label === href.trim() || label === address.href) {
    if (address.href.length <= SHOWN_ADDRESS) return `<${address.href}>`;
    return `[open the page](<${address.href}>) (${escape(address.host)})`;
  }
  if (NO_LABEL.test(label)) return `${escape(text)} ([link](<${address.href}>) to ${escape(address.host)})`;
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(escape(text)) ?? [];
  return `${before}[${words}](<${address.href}>) (${escape(address.host)})${after}`;
}
