/** Slack's mrkdwn as nodes of the page. Nothing here is ever parsed as HTML. */

/**
 * A new element.
 * @param {string} tag
 * @param {Record<string, string>} [attributes] `class`, `href`, …
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const EMOJI = {
  newspaper: "📰",
  white_check_mark: "✅",
  warning: "⚠️",
  mag: "🔍",
  bell: "🔔",
  no_bell: "🔕",
  wave: "👋",
  pushpin: "📌",
  link: "🔗",
  calendar: "📅",
  x: "❌",
  thumbsup: "👍",
  "+1": "👍",
  thumbsdown: "👎",
  "-1": "👎",
};

/** @param {string} name */
export function emoji(name) {
  return EMOJI[name] ?? `:${name}:`;
}

/** Only what may be opened from a message. @param {string} url */
export function link(url, ...children) {
  const safe = /^(https?:|mailto:)/i.test(url);
  if (!safe) return make("span", {}, ...children);
  return make("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, ...children);
}

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Names of people and channels, for mentions. */
const names = new Map();

/** @param {Iterable<[string, string]>} pairs ids with names */
export function learnNames(pairs) {
  for (const [id, name] of pairs) names.set(id, name);
}

export function mention(text) {
  return make("span", { class: "mention" }, text);
}

export function nameOf(id) {
  return names.get(id) ?? id;
}

function bracketed(inside) {
  const [target, label] = inside.split("|");
  if (/^!(channel|here|everyone)$/.test(target)) return mention(`@${target.slice(1)}`);
  if (target.startsWith("!date^")) return unescape(label ?? target);
  if (target.startsWith("!subteam^")) return mention(label ?? "@group");
  if (target.startsWith("@")) return mention(`@${nameOf(target.slice(1))}`);
  if (target.startsWith("#")) return mention(`#${nameOf(target.slice(1))}`);
  return link(unescape(target), unescape(label ?? target));
}

const INLINE =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(\S|\S[^*\n]*?\S)\*(?![\w*])|(?<![\w_])_(\S|\S[^_\n]*?\S)_(?![\w_])|(?<![\w~])~(\S|\S[^~\n]*?\S)~(?![\w~])|(https?:\/\/[^\s<>|]+)|:([a-z0-9_+-]+):/g;

/** @param {string} text @returns {(Node | string)[]} */
export function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, block, code, brackets, bold, italic, strike, url, name] = match;
    nodes.push(unescape(text.slice(from, match.index)));
    from = match.index + whole.length;
    if (block !== undefined) nodes.push(make("pre", {}, unescape(block)));
    else if (code !== undefined) nodes.push(make("code", {}, unescape(code)));
    else if (brackets !== undefined) nodes.push(bracketed(brackets));
    else if (bold !== undefined) nodes.push(make("strong", {}, ...inline(bold)));
    else if (italic !== undefined) nodes.push(make("em", {}, ...inline(italic)));
    else if (strike !== undefined) nodes.push(make("s", {}, ...inline(strike)));
    else if (url !== undefined) nodes.push(link(unescape(url), unescape(url)));
    else nodes.push(emoji(name));
  }
  nodes.push(unescape(text.slice(from)));
  return nodes;
}

/** Lines, with runs of `>` lines as quotations. @param {string} text */
export function paragraphs(text) {
  const nodes = [];
  for (const run of text.split(/((?:^&gt; ?.*(?:\n|$))+)/m)) {
    if (run === "") continue;
    const quoted = run.startsWith("&gt;");
    const plain = quoted ? run.replaceAll(/^&gt; ?/gm, "").trimEnd() : run;
    nodes.push(make(quoted ? "blockquote" : "span", { class: "lines" }, ...inline(plain)));
  }
  return nodes;
}

/** A text object: mrkdwn, or plain text to the letter. */
export function words(text) {
  if (text?.type === "mrkdwn") return paragraphs(text.text);
  return [make("span", { class: "lines" }, plain(text))];
}

/** @returns {string} */
export function plain(text) {
  return (text?.text ?? "").replaceAll(/:([a-z0-9_+-]+):/g, (_whole, name) => emoji(name));
}

const SVG = "http://www.w3.org/2000/svg";
const THUMB = "M2 10h4v11H2zM8 10l4-8c1.7 0 3 1.3 3 3v4h5.2c1.3 0 2.2 1.2 1.9 2.4l-2 8c-.2.9-1 1.6-2 1.6H8z";

/** What stands on a button. Thumbs are drawn: not every machine has a font for them. @returns {Node | string} */
export function onButton(text) {
  const words = plain(text);
  if (words !== "👍" && words !== "👎") return words;
  const icon = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({
    class: words === "👍" ? "thumb" : "thumb down",
    viewBox: "0 0 24 24",
  })) {
    icon.setAttribute(name, value);
  }
  icon.setAttribute("role", "img");
  icon.setAttribute("aria-label", words);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", THUMB);
  icon.append(path);
  return icon;
}
