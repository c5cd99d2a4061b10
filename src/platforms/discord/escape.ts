import { visible } from "../../core/text.ts";

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
