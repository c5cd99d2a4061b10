/** The key is private to this file, so no value from a store or a request can pass for markup. */
const MARKUP = Symbol("markup");

/** Markup that may stand in a page as it is. Only `html` makes it. */
export interface Html {
  readonly [MARKUP]: string;
}

/** What may stand in a template: text is escaped, markup is kept, null, undefined and false are nothing. */
export type Content = Html | string | number | false | null | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element or a quoted attribute. Control characters, which HTML does not allow, become U+FFFD. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "").replace(/[^\P{Cc}\t\n\r]/gu, "\uFFFD");
}

function write(part: Content): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string") return escape(part);
  if (typeof part === "number") return String(part);
  return MARKUP in part ? part[MARKUP] : part.map(write).join("");
}

/** Tagged template for markup. Attribute values must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Content[]): Html {
  let markup = strings[0] ?? "";
  for (const [index, part] of parts.entries()) markup += write(part) + (strings[index + 1] ?? "");
  return { [MARKUP]: markup };
}

export function toText(markup: Html): string {
  return markup[MARKUP];
}
