import { h } from "./dom.js";

// Discord's Markdown: blocks by line, then spans inside a line. Everything becomes elements; no text is read as HTML.

const LIST = /^(\s*)(?:[-*]|(\d+)\.) (.*)$/u;

/** @param names turns ids into what people call them: `{ user, role, channel }` */
export function markdown(text, names) {
  const out = document.createDocumentFragment();
  const lines = text.split("\n");
  for (let at = 0; at < lines.length;) at = block(lines, at, out, names);
  return out;
}

/** Appends the block that begins at a line; gives back the line after it. */
function block(lines, at, out, names) {
  const line = lines[at];
  if (line.startsWith("```")) return fence(lines, at, out, names);
  if (line.startsWith(">>> ")) {
    out.append(h("blockquote", {}, markdown([line.slice(4), ...lines.slice(at + 1)].join("\n"), names)));
    return lines.length;
  }
  if (line.startsWith("> ")) return quote(lines, at, out, names);
  const heading = /^(#{1,3}) (.+)$/u.exec(line);
  if (heading)
    out.append(h(`h${heading[1].length + 2}`, { class: `size-${heading[1].length}` }, inline(heading[2], names)));
  else if (/^-# ./u.test(line)) out.append(h("small", { class: "sub" }, inline(line.slice(3), names)));
  else if (LIST.test(line)) return list(lines, at, out, names);
  else out.append(h("div", { class: line === "" ? "gap" : "line" }, inline(line, names)));
  return at + 1;
}

function fence(lines, at, out, names) {
  const end = lines.findIndex((line, index) => index > at && line.trimEnd().endsWith("```"));
  const single = /^```(.+)```$/u.exec(lines[at]);
  if (single) {
    out.append(h("pre", {}, h("code", {}, single[1])));
    return at + 1;
  }
  if (end === -1) {
    out.append(h("div", { class: "line" }, inline(lines[at], names)));
    return at + 1;
  }
  const inside = [...lines.slice(at + 1, end), lines[end].trimEnd().slice(0, -3)].join("\n");
  out.append(h("pre", {}, h("code", {}, inside.trimEnd())));
  return end + 1;
}

function quote(lines, at, out, names) {
  let end = at;
  while (end < lines.length && lines[end].startsWith("> ")) end += 1;
  const inside = lines.slice(at, end).map((line) => line.slice(2));
  out.append(h("blockquote", {}, markdown(inside.join("\n"), names)));
  return end;
}

/** A run of list lines; a deeper one belongs to the one above. */
function list(lines, at, out, names) {
  const [, indent, number] = LIST.exec(lines[at]);
  const element = h(number === undefined ? "ul" : "ol", number === undefined ? {} : { start: number });
  let index = at;
  while (index < lines.length) {
    const found = LIST.exec(lines[index]);
    if (!found || found[1].length < indent.length) break;
    if (found[1].length > indent.length && element.lastChild) index = list(lines, index, element.lastChild, names);
    else {
      element.append(h("li", {}, inline(found[3], names)));
      index += 1;
    }
  }
  out.append(element);
  return index;
}

/** Spans, the longest mark first. Each pattern is tried at one place only, so that a long line stays cheap. */
const SPANS = [
  [/\\([^A-Za-z0-9\s])/uy, (found) => found[1]],
  [/(`+)(.+?)\1(?!`)/suy, (found) => h("code", {}, found[2].trim() || found[2])],
  [/<(https?:\/\/[^\s>]+)>/uy, (found) => anchor(found[1], [found[1]])],
  [
    /\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/uy,
    (found, names) => anchor(found[2], [inline(found[1], names)]),
  ],
  [
    /https?:\/\/(?:\([^\s<()]*\)|[^\s<()])*(?:\([^\s<()]*\)|[^\s<.,:;"'()\]])/uy,
    (found) => anchor(found[0], [found[0]]),
  ],
  [/<@!?(\d+)>/uy, (found, names) => mention(`@${names.user(found[1])}`)],
  [/<@&(\d+)>/uy, (found, names) => mention(`@${names.role(found[1])}`)],
  [/<#(\d+)>/uy, (found, names) => mention(`#${names.channel(found[1])}`)],
  [/@(?:everyone|here)/uy, (found) => mention(found[0])],
  [/<t:(-?\d+)(?::([tTdDfFR]))?>/uy, (found) => moment(Number(found[1]) * 1_000, found[2])],
  [/\*\*\*(.+?)\*\*\*/suy, (found, names) => h("strong", {}, h("em", {}, inline(found[1], names)))],
  [/\*\*(.+?)\*\*(?!\*)/suy, (found, names) => h("strong", {}, inline(found[1], names))],
  [/__(.+?)__(?!_)/suy, (found, names) => h("u", {}, inline(found[1], names))],
  [/~~(.+?)~~/suy, (found, names) => h("s", {}, inline(found[1], names))],
  [/\|\|(.+?)\|\|/suy, (found, names) => h("span", { class: "spoiler", tabindex: "0" }, inline(found[1], names))],
  [/\*(?![\s*])(.+?)(?<![\s*])\*(?!\*)/suy, (found, names) => h("em", {}, inline(found[1], names))],
  [/_(?![\s_])(.+?)(?<![\s_])_(?![A-Za-z0-9_])/suy, (found, names) => h("em", {}, inline(found[1], names))],
];
const MARKS = /[\\`<[h@*_~|]/gu;

export function inline(text, names) {
  const out = document.createDocumentFragment();
  let plain = "";
  const flush = () => {
    if (plain !== "") out.append(plain);
    plain = "";
  };
  for (let at = 0; at < text.length;) {
    const span = text.at(at - 1) === "_" && text[at] === "_" && at > 0 ? null : spanAt(text, at);
    if (span) {
      const [found, make] = span;
      const made = make(found, names);
      if (typeof made === "string") plain += made;
      else {
        flush();
        out.append(made);
      }
      at += found[0].length;
      continue;
    }
    MARKS.lastIndex = at + 1;
    const next = MARKS.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    at = next;
  }
  flush();
  return out;
}

function spanAt(text, at) {
  for (const [pattern, make] of SPANS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [found, make];
  }
  return null;
}

function anchor(href, children) {
  return h("a", { href, target: "_blank", rel: "noreferrer noopener", title: href }, ...children);
}

function mention(text) {
  return h("span", { class: "mention" }, text);
}

const FORMATS = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

function moment(at, style = "f") {
  const date = new Date(at);
  const full = date.toLocaleString("en-GB", FORMATS.F);
  const text = style === "R" ? relative(at) : date.toLocaleString("en-GB", FORMATS[style]);
  return h("time", { class: "moment", datetime: date.toISOString(), title: full }, text);
}

function relative(at) {
  const seconds = (at - Date.now()) / 1_000;
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ]) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(Math.round(seconds), "second");
}
