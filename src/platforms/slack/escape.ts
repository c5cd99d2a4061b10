// Words from articles are hostile until shown otherwise: here they lose what could ping, format, hide or turn text round.

/** The most combining marks that stay on one letter; no living script needs more, and a pile of them covers other lines. */
const MARKS_ON_A_LETTER = 5;

const BLANKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Control, direction and invisible characters, and the mark of a character that was lost; joiners (U+200C, U+200D) are dealt with apart, because scripts and emoji need them. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/gu;
/** A joiner that joins nothing: not behind a letter, a mark or an emoji, or not before one. */
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{Extended_Pictographic}])|(?<=[\u200c\u200d])[\u200c\u200d]+/gu;
/** Tag characters spell the flags of some regions; anywhere else they are text that nobody sees. */
const IDLE_TAG = /(?<![\u{1f3f4}\u{e0020}-\u{e007f}])[\u{e0000}-\u{e007f}]+/gu;
const PILE_OF_MARKS = new RegExp(`(\\p{M}{${MARKS_ON_A_LETTER}})\\p{M}+`, "gu");

/** Text as a reader should see it, on one line. What remains is the same words; markup characters stay as they are. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(BLANKS, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(PILE_OF_MARKS, "$1")
    .replaceAll(IDLE_JOINER, "")
    .replaceAll(IDLE_TAG, "");
}

/**
 * Text inside mrkdwn, and the `text` of a message: without these three it holds no mention, no link and no date.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * Whether mrkdwn shows text as it is. Slack has no escape for its markers, so what has one goes where nothing is read
 * as markup: plain_text and rich_text.
 */
export function isPlainInMrkdwn(text: string): boolean {
  return !/[*_~`|]|:[\w+'-]+:|^\s*>/.test(text);
}

/** docs.slack.dev, link element and button: 3,000 characters. */
const URL_MAX = 3000;

/** An address that may become a link; null for all but http and https, and for one that shows a false host before an "@". */
export function safeLink(href: string): string | null {
  const url = URL.parse(href);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  const clean = url.href.replaceAll("|", "%7C").replaceAll("<", "%3C").replaceAll(">", "%3E").replaceAll("`", "%60");
  return clean.length <= URL_MAX ? clean : null;
}

const LOOKS_LIKE_A_HOST = /(?:[\p{L}\p{N}-]+[.。．｡])+\p{L}{2,}/gu;

/** Whether a label names another host than the one that its link leads to. */
export function misleads(label: string, link: string): boolean {
  const { host, hostname } = new URL(link);
  if (/^\s*https?:/i.test(label)) return URL.parse(label.trim())?.host !== host;
  const bare = hostname.replace(/^www\./, "");
  return [...label.matchAll(LOOKS_LIKE_A_HOST)].some(([named]) => {
    const shown = URL.parse(`https://${named}`)?.hostname.replace(/^www\./, "");
    return shown !== bare && !(shown !== undefined && bare.endsWith(`.${shown}`));
  });
}
