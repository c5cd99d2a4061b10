import { h } from "./dom.js";

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const NUMBER = 10;
/** Milliseconds without a key before the bot is asked. */
const PAUSE_MS = 150;

/**
 * One option of a command as a field.
 * @param app `{ people, channels }`
 * @param complete asks the bot: (name) => Promise of choices
 * @returns `{ element, name, value, input }`; `value()` is undefined while empty
 */
export function optionField(option, app, popup, complete) {
  const fixed = fixedChoices(option, app);
  const input = fixed ? selectOf(option, fixed) : inputOf(option);
  let chosen = null;
  if (option.autocomplete) {
    for (const [key, value] of [
      ["role", "combobox"],
      ["aria-expanded", "false"],
      ["aria-controls", popup.id],
    ])
      input.setAttribute(key, value);
    let timer = 0;
    const ask = async () => {
      const choices = await complete(option.name);
      if (document.activeElement !== input) return;
      const items = choices.map(({ name, value }) => ({ label: name, value: { name, value } }));
      popup.show(items, (picked) => {
        chosen = picked;
        input.value = picked.name;
      });
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    };
    input.addEventListener("focus", later);
    input.addEventListener("input", later);
    input.addEventListener("blur", () => setTimeout(() => popup.hide(), PAUSE_MS));
  }
  const element = h(
    "label",
    { class: option.required ? "option needed" : "option", title: option.description },
    h("span", {}, option.name),
    input,
  );
  const value = () => {
    if (input.value === "") return undefined;
    if (chosen?.name === input.value) return chosen.value;
    if (option.type === INTEGER || option.type === NUMBER) return Number(input.value);
    if (option.type === BOOLEAN) return input.value === "true";
    return option.type === STRING && fixed === null
      ? input.value
      : (fixed?.find(({ key }) => key === input.value)?.value ?? input.value);
  };
  return { element, name: option.name, value, input };
}

function fixedChoices(option, app) {
  if (option.choices?.length)
    return option.choices.map(({ name, value }) => ({ label: name, key: String(value), value }));
  if (option.type === BOOLEAN)
    return [
      { label: "yes", key: "true", value: true },
      { label: "no", key: "false", value: false },
    ];
  if (option.type === USER) return app.people.map(({ id, name }) => ({ label: name, key: id, value: id }));
  if (option.type === CHANNEL) return app.channels.map(({ id, name }) => ({ label: `#${name}`, key: id, value: id }));
  return null;
}

function selectOf(option, choices) {
  const all = choices.map(({ label, key }) => h("option", { value: key }, label));
  return h("select", { required: option.required }, h("option", { value: "" }, "…"), all);
}

function inputOf(option) {
  const number = option.type === INTEGER || option.type === NUMBER;
  return h("input", {
    type: number ? "number" : "text",
    min: option.min_value,
    max: option.max_value,
    step: option.type === INTEGER ? 1 : null,
    minlength: option.min_length,
    maxlength: option.max_length,
    required: option.required,
    placeholder: option.description,
    autocomplete: "off",
  });
}
