import { h } from "./dom.js";
import { markdown } from "./markdown.js";

/** Opens the form that a bot sent, and gives its values by custom id, or null when the person closes it. */
export function askForm(dialog, modal, names) {
  const readers = [];
  const rows = modal.components.map((component) => rowOf(component, readers, names));
  return new Promise((resolve) => {
    const done = (values) => {
      dialog.close();
      resolve(values);
    };
    const form = h(
      "form",
      { method: "dialog" },
      h("h2", {}, modal.title),
      rows,
      h(
        "div",
        { class: "row end" },
        h("button", { type: "button", class: "button plain", onclick: () => done(null) }, "Cancel"),
        h("button", { type: "submit", class: "button primary" }, "Send"),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done(Object.fromEntries(readers.map(({ id, read }) => [id, read()])));
    });
    dialog.replaceChildren(form);
    dialog.addEventListener("cancel", () => resolve(null), { once: true });
    dialog.showModal();
  });
}

function rowOf(component, readers, names) {
  if (component.type === 10) return h("div", { class: "text" }, markdown(component.content, names));
  if (component.type === 1) {
    const [input] = component.components;
    return labelled(input.label ?? "", null, input, readers);
  }
  return labelled(component.label, component.description, component.component, readers);
}

function labelled(label, description, component, readers) {
  const field = component.type === 4 ? textField(component) : choiceField(component);
  readers.push({ id: component.custom_id, read: field.read });
  const needed = component.required !== false;
  return h(
    "label",
    { class: "form-row" },
    h("span", {}, label, needed ? h("em", {}, " needed") : null),
    description ? h("small", {}, description) : null,
    field.element,
  );
}

function textField(input) {
  const common = {
    required: input.required !== false,
    placeholder: input.placeholder,
    minlength: input.min_length,
    maxlength: input.max_length ?? 4_000,
  };
  const element = input.style === 2 ? h("textarea", { rows: 5, ...common }) : h("input", { type: "text", ...common });
  element.value = input.value ?? "";
  return { element, read: () => element.value };
}

function choiceField(select) {
  const several = (select.max_values ?? 1) > 1;
  const options = (select.options ?? []).map(({ label, value, default: chosen }) =>
    h("option", { value, selected: chosen }, label),
  );
  const none = several ? null : h("option", { value: "" }, select.placeholder ?? "Choose");
  const element = h("select", { multiple: several, required: select.required !== false }, none, options);
  return {
    element,
    read: () => [...element.selectedOptions].map(({ value }) => value).filter((value) => value !== ""),
  };
}
