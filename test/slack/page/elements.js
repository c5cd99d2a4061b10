import { make, onButton, plain } from "./words.js";

/**
 * People and channels to choose from; set when the workspace is known.
 * @type {{ people: { id: string, realName: string }[], channels: { id: string, name: string }[] }}
 */
export const choices = { people: [], channels: [] };

/**
 * One interactive element. In a form it holds a value (`value()`); elsewhere it tells `place.press` at once.
 */
export function element(one, block, place) {
  const node = draw(one, block, place);
  node.dataset.action = one.action_id ?? "";
  if (one.focus_on_load) node.setAttribute("autofocus", "");
  return node;
}

function draw(one, block, place) {
  const told = (value) => place.press(block.block_id, one, value);
  switch (one.type) {
    case "button":
      return button(one, told);
    case "overflow":
      return overflow(one, told);
    case "radio_buttons":
    case "checkboxes":
      return boxes(one, block, place, told);
    case "plain_text_input":
      return typing(one, block, place);
    case "timepicker":
      return simple("time", one.initial_time, one, block, place, told);
    case "datepicker":
      return simple("date", one.initial_date, one, block, place, told);
    case "external_select":
      return external(one, block, place, told);
    default:
      return menu(one, block, place, told);
  }
}

function button(one, told) {
  const style = one.style === "primary" ? "main" : one.style === "danger" ? "danger" : "";
  const node = make("button", { type: "button", class: style }, onButton(one.text));
  if (one.accessibility_label) node.setAttribute("aria-label", one.accessibility_label);
  node.addEventListener("click", () => {
    if (one.url && /^https?:/i.test(one.url)) window.open(one.url, "_blank", "noreferrer");
    told();
  });
  return node;
}

function overflow(one, told) {
  const items = one.options.map((option) => {
    const item = make("button", { type: "button" }, plain(option.text));
    item.addEventListener("click", () => {
      item.closest("details").open = false;
      told(option.value);
    });
    return make("li", {}, item);
  });
  const summary = make("summary", { "aria-label": "More actions" }, "⋯");
  return make("details", { class: "overflow" }, summary, make("ul", {}, ...items));
}

function optionsOf(one) {
  if (one.type === "users_select") {
    return choices.people.map(({ id, realName }) => ({ value: id, text: { text: realName } }));
  }
  if (one.type === "channels_select" || one.type === "conversations_select") {
    return choices.channels.map(({ id, name }) => ({ value: id, text: { text: `#${name}` } }));
  }
  return one.options ?? [];
}

function menu(one, block, place, told) {
  const many = one.type === "multi_static_select";
  const start = new Set(
    [one.initial_option?.value, one.initial_user, one.initial_channel, one.initial_conversation]
      .concat((one.initial_options ?? []).map(({ value }) => value))
      .filter(Boolean),
  );
  const item = (option) => {
    const node = make("option", { value: option.value }, plain(option.text));
    node.selected = start.has(option.value);
    return node;
  };
  const groups = (one.option_groups ?? []).map((group) =>
    make("optgroup", { label: plain(group.label) }, ...group.options.map(item)),
  );
  const empty = make("option", { value: "" }, one.placeholder ? plain(one.placeholder) : "Choose…");
  const node = make("select", {}, ...(many ? [] : [empty]), ...optionsOf(one).map(item), ...groups);
  node.multiple = many;
  const value = () => (many ? [...node.selectedOptions].map((option) => option.value) : node.value || null);
  hold(node, one, block, place, value);
  node.addEventListener("change", () => tells(block) && value() !== null && told(value()));
  if (block.type !== "input") node.setAttribute("aria-label", one.placeholder ? plain(one.placeholder) : "Choose");
  return node;
}

/** A form's input is heard when the form is sent; anything else at once. */
function tells(block) {
  return block.type !== "input" || block.dispatch_action === true;
}

function hold(node, one, block, place, value) {
  const key = block.type === "input" ? block.block_id : one.action_id;
  if (place.inputs) place.inputs.set(key, { node, value });
}

let group = 0;

function boxes(one, block, place, told) {
  const many = one.type === "checkboxes";
  const name = `choice-${++group}`;
  const start = new Set([one.initial_option?.value, ...(one.initial_options ?? []).map(({ value }) => value)]);
  const inputs = [];
  const rows = one.options.map((option) => {
    const input = make("input", { type: many ? "checkbox" : "radio", name, value: option.value });
    input.checked = start.has(option.value);
    inputs.push(input);
    const row = make("label", {}, input, make("span", {}, plain(option.text)));
    if (option.description) row.append(make("span", { class: "note" }, plain(option.description)));
    return row;
  });
  const node = make("div", { class: "boxes", role: many ? "group" : "radiogroup" }, ...rows);
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const value = () => (many ? chosen() : (chosen()[0] ?? null));
  hold(node, one, block, place, value);
  node.addEventListener("change", () => tells(block) && told(value()));
  return node;
}

function typing(one, block, place) {
  const node = one.multiline ? make("textarea", { rows: "4" }) : make("input", { type: "text" });
  node.value = one.initial_value ?? "";
  if (one.placeholder) node.placeholder = plain(one.placeholder);
  if (one.max_length) node.maxLength = one.max_length;
  hold(node, one, block, place, () => node.value || null);
  return node;
}

function simple(type, start, one, block, place, told) {
  const node = make("input", { type });
  node.value = start ?? "";
  hold(node, one, block, place, () => node.value || null);
  node.addEventListener("change", () => tells(block) && told(node.value));
  return node;
}

/** Suggestions come from the app while one types. */
function external(one, block, place, told) {
  const list = make("datalist", { id: `suggestions-${++group}` });
  const input = make("input", { type: "text", list: list.id, autocomplete: "off" });
  const known = new Map();
  if (one.placeholder) input.placeholder = plain(one.placeholder);
  const value = () => known.get(input.value) ?? (input.value || null);
  input.addEventListener("input", async () => {
    if (known.has(input.value)) return void (tells(block) && told(value()));
    if (input.value.length < (one.min_query_length ?? 3) || !place.suggest) return;
    const options = await place.suggest(one, input.value);
    list.replaceChildren(...options.map((option) => make("option", { value: plain(option.text) })));
    for (const option of options) known.set(plain(option.text), option.value);
  });
  const node = make("span", {}, input, list);
  hold(input, one, block, place, value);
  return node;
}
