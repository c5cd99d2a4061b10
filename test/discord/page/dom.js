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
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function day(at) {
  return new Date(at).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}
