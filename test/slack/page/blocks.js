import { element } from "./elements.js";
import { emoji, inline, link, make, mention, nameOf, plain, words } from "./words.js";

/**
 * Block Kit as nodes of the page.
 * @param {object[]} blocks
 * @param {object} place who is told of a press: `{ press(blockId, element, value), inputs }`
 */
export function drawBlocks(blocks, place) {
  return blocks.map((block) => {
    const node = drawBlock(block, place);
    node.classList.add("block");
    return node;
  });
}

function drawBlock(block, place) {
  switch (block.type) {
    case "header":
      return make("h3", { class: "header" }, plain(block.text));
    case "divider":
      return make("hr");
    case "section":
      return section(block, place);
    case "context":
      return make("div", { class: "context" }, ...block.elements.map(small));
    case "actions":
      return make("div", { class: "actions" }, ...block.elements.map((one) => element(one, block, place)));
    case "image":
      return figure(block);
    case "rich_text":
      return make("div", { class: "rich" }, ...block.elements.map(richPart));
    case "input":
      return field(block, place);
    default:
      return make("p", { class: "note" }, `A block of type ${block.type}`);
  }
}

function section(block, place) {
  const body = make("div", { class: "section-text" });
  if (block.text) body.append(make("div", {}, ...words(block.text)));
  if (block.fields) {
    body.append(make("div", { class: "fields" }, ...block.fields.map((one) => make("div", {}, ...words(one)))));
  }
  const node = make("div", { class: "section" }, body);
  if (block.accessory?.type === "image") node.append(picture(block.accessory, "thumb"));
  else if (block.accessory) node.append(make("div", { class: "actions" }, element(block.accessory, block, place)));
  return node;
}

function small(one) {
  return one.type === "image" ? picture(one, "icon") : make("span", {}, ...words(one));
}

function picture(image, kind) {
  return make("img", { class: kind, src: image.image_url ?? "", alt: image.alt_text, loading: "lazy" });
}

function figure(block) {
  const node = make("figure", {}, picture(block, "wide"));
  if (block.title) node.prepend(make("figcaption", {}, plain(block.title)));
  return node;
}

let count = 0;

function field(block, place) {
  const id = `field-${++count}`;
  const control = element(block.element, block, place);
  control.id ||= id;
  const label = make("label", { for: control.id }, plain(block.label));
  if (block.optional) label.append(make("span", { class: "note" }, " (optional)"));
  const node = make("div", { class: "field", "data-block": block.block_id }, label, control);
  if (block.hint) node.append(make("p", { class: "note" }, plain(block.hint)));
  node.append(make("p", { class: "wrong", role: "alert" }));
  return node;
}

function richPart(part) {
  switch (part.type) {
    case "rich_text_list":
      return richList(part);
    case "rich_text_quote":
      return make("blockquote", { class: "lines" }, ...part.elements.map(richInline));
    case "rich_text_preformatted":
      return make("pre", {}, ...part.elements.map(richInline));
    default:
      return make("div", { class: "lines" }, ...part.elements.map(richInline));
  }
}

function richList(part) {
  const items = part.elements.map((item) => make("li", {}, ...item.elements.map(richInline)));
  const list = make(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}` }, ...items);
  if (part.offset) list.setAttribute("start", String(part.offset + 1));
  return list;
}

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function richInline(part) {
  let node = richWord(part);
  for (const [style, tag] of Object.entries(STYLES)) if (part.style?.[style]) node = make(tag, {}, node);
  return node;
}

function richWord(part) {
  switch (part.type) {
    case "link":
      return link(part.url, part.text ?? part.url);
    case "emoji":
      return part.unicode
        ? String.fromCodePoint(...part.unicode.split("-").map((code) => Number.parseInt(code, 16)))
        : emoji(part.name);
    case "user":
      return mention(`@${nameOf(part.user_id)}`);
    case "channel":
      return mention(`#${nameOf(part.channel_id)}`);
    case "broadcast":
      return mention(`@${part.range}`);
    case "usergroup":
      return mention("@group");
    case "date":
      return part.fallback ?? new Date(part.timestamp * 1000).toLocaleString();
    default:
      return document.createTextNode(part.text);
  }
}

/** A message without blocks. @param {string} text */
export function drawText(text) {
  return make("div", { class: "block lines" }, ...inline(text));
}
