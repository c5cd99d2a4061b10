/**
 * An element with its attributes, listeners ("onclick") and children. Text goes in as text: nothing here reads HTML.
 * A child of null or false is left out.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
  return element;
}

/** A whole number from a name, the same for ever: which colour somebody has. */
export function hueOf(name) {
  let hue = 0;
  for (const character of name) hue = (hue * 31 + character.codePointAt(0)) % 360;
  return hue;
}

export function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function day(at) {
  return new Date(at).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

const THUMB = "M2 10h4v11H2zM8 21V10l4-8c2 0 3 1.5 2.6 3.4L14 9h6a2 2 0 0 1 2 2.4l-1.5 7.6a2.4 2.4 0 0 1-2.4 2z";

/** Words with the two signs that a machine without a font for them would show as boxes, drawn. */
export function glyphs(text) {
  return text.split(/(\u{1F44D}|\u{1F44E})/u).map((part) => {
    if (part !== "\u{1F44D}" && part !== "\u{1F44E}") return part;
    const up = part === "\u{1F44D}";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const attributes = {
      class: "glyph",
      viewBox: "0 0 24 24",
      role: "img",
      "aria-label": up ? "thumbs up" : "thumbs down",
    };
    for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", THUMB);
    path.setAttribute("fill", "currentColor");
    if (!up) path.setAttribute("transform", "rotate(180 12 12)");
    svg.append(path);
    return svg;
  });
}
