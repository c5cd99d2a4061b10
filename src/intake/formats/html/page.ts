/** The little of the DOM that reading a page needs; linkedom's own types lean on the browser's library, which is not loaded. */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  readonly parentNode: PageElement | null;
}

export interface PageElement extends PageNode {
  readonly getAttribute: (name: string) => string | null;
  readonly querySelector: (selector: string) => PageElement | null;
  readonly querySelectorAll: (selector: string) => Iterable<PageElement>;
  readonly remove: () => void;
}

export interface Page extends PageElement {
  readonly documentElement: PageElement | null;
}

const ELEMENT = 1;
export const TEXT = 3;

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === ELEMENT;
}

/** Text with single blanks; "" for no element. */
export function textOf(node: PageNode | null): string {
  return (node?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Length of a paragraph that is surely prose, in characters. */
const PROSE_LENGTH = 80;

/** Characters of elements that stand in paragraphs of some length: what tells an article from a list of links. */
export type ProseLengths = ReadonlyMap<PageElement, number>;

/** Measures every element below `root`, and `root`, in one pass; an element without prose is not in the map. */
export function measureProse(root: PageElement): ProseLengths {
  const lengths = new Map<PageElement, number>();
  for (const paragraph of root.querySelectorAll("p, li, blockquote")) {
    const length = ownLength(paragraph);
    if (length < PROSE_LENGTH) continue;
    for (let element: PageElement | null = paragraph; element !== null; element = element.parentNode) {
      lengths.set(element, (lengths.get(element) ?? 0) + length);
      if (element === root) break;
    }
  }
  return lengths;
}

/** Characters of a paragraph, without those of paragraphs inside it. */
function ownLength(paragraph: PageElement): number {
  let length = 0;
  for (const child of paragraph.childNodes) {
    if (isElement(child) && /^(?:P|LI|BLOCKQUOTE|UL|OL|DIV)$/.test(child.nodeName)) continue;
    length += (child.textContent ?? "").trim().length;
  }
  return length;
}
