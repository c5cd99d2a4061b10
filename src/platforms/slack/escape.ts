// Words from articles are hostile until shown otherwise: here they lose what could ping, format, hide or turn text round.

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
