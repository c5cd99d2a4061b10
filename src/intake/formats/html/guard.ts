/** Elements that hold nothing, and so never nest. */
const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "param",
  "source",
  "track",
  "wbr",
]);
/** Elements whose content is text up to their own end tag. */
const RAW = new Set(["script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes"]);
/** An open tag that ends the element before it when that one is on top of the stack, as HTML has it. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  li: ["li", "p"],
  dt: ["dt", "dd", "p"],
  dd: ["dt", "dd", "p"],
  tr: ["tr", "td", "th", "p"],
  td: ["td", "th", "p"],
  th: ["td", "th", "p"],
  option: ["option"],
  optgroup: ["option", "optgroup"],
  tbody: ["tr", "td", "th", "thead", "tbody", "p"],
  thead: ["p"],
  tfoot: ["tr", "td", "th", "tbody", "p"],
};
const ENDS_PARAGRAPH = new Set([
  "p",
  "div",
  "ul",
  "ol",
  "dl",
  "table",
  "section",
  "article",
  "aside",
  "header",
  "footer",
  "nav",
  "main",
  "form",
  "blockquote",
  "pre",
  "hr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "address",
  "figure",
  "figcaption",
  "details",
  "fieldset",
]);
const TAG = /<(!--|[/!?]?)([a-z][a-z0-9:-]*)?/gi;

export interface HtmlShape {
  /** The most elements that are open at once; counting stops one past the limit. */
  readonly depth: number;
  readonly elements: number;
  /** Character references and stray marks, each a piece of text of its own to a parser. */
  readonly entities: number;
}

/**
 * How deep and how large a page is, by one look at its tags. Parsers and everything after them recurse or search upwards, so that 20,000 nested
 * elements cost them half a minute; this costs milliseconds.
 */
export function measureHtml(html: string, maxDepth: number): HtmlShape {
  const stack: string[] = [];
  const open = new Map<string, number>();
  let depth = 0;
  let elements = 0;
  let entities = occurrences(html, "&");
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match !== null && depth <= maxDepth; match = TAG.exec(html)) {
    if (match[1] === "!--") {
      TAG.lastIndex = after(html, "-->", TAG.lastIndex);
      continue;
    }
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      entities++;
      continue;
    }
    const end = tagEnd(html, TAG.lastIndex);
    TAG.lastIndex = end;
    if (match[1] === "/") close(stack, open, name);
    else if (match[1] === "") {
      elements++;
      if (RAW.has(name)) TAG.lastIndex = rawEnd(html, name, end);
      else if (!VOID.has(name)) {
        push(stack, open, name);
        depth = Math.max(depth, stack.length);
      }
    }
  }
  return { depth, elements, entities };
}

function push(stack: string[], open: Map<string, number>, name: string): void {
  const ended = ENDS[name] ?? (ENDS_PARAGRAPH.has(name) ? ["p"] : []);
  while (stack.length > 0 && ended.includes(stack.at(-1) ?? "")) pop(stack, open);
  stack.push(name);
  open.set(name, (open.get(name) ?? 0) + 1);
}

/** Pops up to the element that is closed; an end tag without a start is nothing. */
function close(stack: string[], open: Map<string, number>, name: string): void {
  if ((open.get(name) ?? 0) === 0) return;
  while (stack.length > 0 && pop(stack, open) !== name);
}

function pop(stack: string[], open: Map<string, number>): string | undefined {
  const name = stack.pop();
  if (name !== undefined) open.set(name, (open.get(name) ?? 1) - 1);
  return name;
}

/** Index after the ">" of a tag, looking through quoted attributes. */
function tagEnd(html: string, from: number): number {
  let quote = 0;
  for (let at = from; at < html.length; at++) {
    const unit = html.charCodeAt(at);
    if (quote !== 0) {
      if (unit === quote) quote = 0;
    } else if (unit === 62) return at + 1;
    else if ((unit === 34 || unit === 39) && html.charCodeAt(at - 1) === 61) quote = unit;
  }
  return html.length;
}

function rawEnd(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function occurrences(html: string, mark: string): number {
  let found = 0;
  for (let at = html.indexOf(mark); at !== -1; at = html.indexOf(mark, at + 1)) found++;
  return found;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at === -1 ? html.length : at + mark.length;
}
