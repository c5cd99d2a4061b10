import { h } from "./dom.js";

let made = 0;

/** A list of suggestions above a field: arrows move, Enter or Tab takes, Escape closes. */
export function createPopup() {
  made += 1;
  const id = `popup${made}`;
  const element = h("ul", { class: "popup", role: "listbox", id, hidden: true });
  let entries = [];
  let at = 0;
  let take = () => {};
  /** The field that is typed into: screen readers hear of the list through it. */
  let field = null;
  const mark = () => {
    for (const [index, child] of [...element.children].entries())
      child.setAttribute("aria-selected", String(index === at));
    element.children[at]?.scrollIntoView({ block: "nearest" });
    field?.setAttribute("aria-activedescendant", `${id}-${at}`);
  };
  const hide = () => {
    element.hidden = true;
    entries = [];
    field?.removeAttribute("aria-activedescendant");
    field?.setAttribute("aria-expanded", "false");
    field = null;
  };
  const pick = (index) => {
    const entry = entries[index];
    hide();
    if (entry) take(entry.value);
  };
  return {
    element,
    id,
    open: () => !element.hidden,
    hide,
    /** @param items `{ label, detail, value }`; none closes the list */
    show: (items, taken) => {
      entries = items;
      take = taken;
      at = 0;
      element.replaceChildren(
        ...items.map((item, index) =>
          h(
            "li",
            {
              role: "option",
              id: `${id}-${index}`,
              onmousedown: (event) => event.preventDefault(),
              onclick: () => pick(index),
            },
            h("b", {}, item.label),
            item.detail ? h("span", {}, item.detail) : null,
          ),
        ),
      );
      if (items.length === 0) return hide();
      element.hidden = false;
      field = document.activeElement;
      field?.setAttribute("aria-expanded", "true");
      mark();
    },
    /** Whether the key was meant for the list. */
    key: (event) => {
      if (element.hidden) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) {
        at = (at + step + entries.length) % entries.length;
        mark();
      } else if (event.key === "Enter" || event.key === "Tab") pick(at);
      else if (event.key === "Escape") hide();
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
