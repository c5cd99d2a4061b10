/** Reading pages in tests: enough of HTML to see whether ours is well formed. */

const VOID = new Set(["meta", "link", "input", "br", "hr", "img"]);
const BLOCKS = new Set(
  "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 header main nav ol p section ul".split(
    " ",
  ),
);
/** Elements that hold words and inline elements alone. */
const WORDS_ONLY = new Set(["p", "h1", "h2", "h3", "summary", "span", "a", "b", "em", "cite", "bdi", "mark", "time"]);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/g;

const decoded = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** The words of a page as a reader sees them, white space folded. */
export function textOf(page: string): string {
  return decoded(page.replaceAll(TAG, " "))
    .replaceAll(/\s+([.,:;])(?=\s|$)/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Addresses within the archive that a page leads to. */
export function linksOf(page: string): readonly string[] {
  const links = [...page.matchAll(/\shref="(\/[^"]*)"/g)].map(([, address]) => decoded(address ?? ""));
  return [...new Set(links)];
}

export function idsOf(page: string): readonly string[] {
  return [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? "");
}

function nestingFaults(page: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [tag, closing, name = ""] of page.matchAll(TAG)) {
    if (closing === "/") {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> closes <${last}>`);
      continue;
    }
    const parent = open.at(-1) ?? "";
    if (BLOCKS.has(name) && WORDS_ONLY.has(parent)) faults.push(`${tag} in <${parent}>`);
    if (name === "a" && open.includes("a")) faults.push(`${tag} in <a>`);
    if ((parent === "ul" || parent === "ol") && name !== "li") faults.push(`${tag} in <${parent}>`);
    if (!VOID.has(name)) open.push(name);
  }
  return open.length === 0 ? faults : [...faults, `not closed: ${open.join(" ")}`];
}

/** What is wrong with a whole page: nesting, stray brackets, ids that stand twice or are missing, landmarks. */
export function faultsOf(page: string): readonly string[] {
  const faults = [...nestingFaults(page)];
  const body = page.replace(/^<!doctype html>/, "");
  if (body === page) faults.push("no doctype");
  if (/[<>]/.test(body.replaceAll(TAG, "")))
    faults.push(`stray bracket: ${/.{0,40}[<>].{0,40}/s.exec(body.replaceAll(TAG, ""))?.[0]}`);
  const ids = idsOf(page);
  if (new Set(ids).size < ids.length) faults.push(`an id stands twice: ${ids.join(" ")}`);
  for (const [, id = ""] of page.matchAll(/\s(?:aria-labelledby|for)="([^"]*)"/g)) {
    if (!ids.includes(id)) faults.push(`no id ${id}`);
  }
  for (const name of ["h1", "main", "title"]) {
    const count = page.match(new RegExp(`<${name}[\\s>]`, "g"))?.length ?? 0;
    if (count !== 1) faults.push(`${count} of <${name}>`);
  }
  if (/\sstyle=|<style|<script/.test(page.replaceAll(/"[^"]*"/g, '""'))) faults.push("inline style or script");
  return faults;
}
