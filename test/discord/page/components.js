import { glyphs, h } from "./dom.js";
import { inline, markdown } from "./markdown.js";

/**
 * Components as elements.
 * @param world `{ names, people, channels, act(customId, values) }`
 */
export function components(list, world) {
  return list.map((component) => one(component, world));
}

function one(component, world) {
  switch (component.type) {
    case 1:
      return h("div", { class: "row" }, components(component.components, world));
    case 2:
      return button(component, world);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(component, world);
    case 9:
      return section(component, world);
    case 10:
      return h("div", { class: "text" }, markdown(component.content, world.names));
    case 11:
      return picture(component.media, component.description);
    case 12:
      return h(
        "div",
        { class: "gallery" },
        component.items.map((item) => picture(item.media, item.description)),
      );
    case 13:
      return h("div", { class: "file" }, component.file?.url ?? "file");
    case 14:
      return h("hr", {
        class: `${component.divider === false ? "blank" : "line"} ${component.spacing === 2 ? "wide" : ""}`,
      });
    case 17:
      return container(component, world);
    default:
      return h("div", { class: "file" }, `component ${component.type}`);
  }
}

function container(component, world) {
  const element = h("div", { class: "container" }, components(component.components, world));
  if (typeof component.accent_color === "number") {
    element.style.setProperty("--accent-line", `#${component.accent_color.toString(16).padStart(6, "0")}`);
    element.classList.add("accented");
  }
  return element;
}

function section(component, world) {
  const text = h("div", { class: "section-text" }, components(component.components, world));
  return h("div", { class: "section" }, text, one(component.accessory, world));
}

/** Nothing is fetched from elsewhere: a picture shows as its words. */
function picture(media, description) {
  return h(
    "a",
    { class: "picture", href: media?.url ?? "#", rel: "noreferrer", target: "_blank" },
    description ?? "picture",
  );
}

const STYLES = ["", "primary", "plain", "good", "bad", "link", "link"];

function button(component, world) {
  const label = glyphs([component.emoji?.name, component.label].filter(Boolean).join(" "));
  const look = `button ${STYLES[component.style] ?? "plain"}`;
  if (component.url) {
    return h(
      "a",
      { class: look, href: component.url, target: "_blank", rel: "noreferrer noopener" },
      label,
      h("span", { class: "out", "aria-hidden": "true" }, " ↗"),
    );
  }
  const press = (event) => world.act(component.custom_id, null, event.currentTarget);
  return h("button", { class: look, type: "button", disabled: component.disabled, onclick: press }, label);
}

function optionsOf(component, world) {
  if (component.type === 3) return component.options;
  const people = world.people.map(({ id, name }) => ({ value: id, label: name }));
  const channels = world.channels.map(({ id, name }) => ({ value: id, label: `#${name}` }));
  return { 5: people, 6: [], 7: people, 8: channels }[component.type] ?? [];
}

function select(component, world) {
  const most = component.max_values ?? 1;
  const title = component.placeholder ?? "Choose";
  const all = optionsOf(component, world);
  const options = all.map(({ value, label, default: chosen, emoji }) =>
    h("option", { value, selected: chosen }, [emoji?.name, label].filter(Boolean).join(" ")),
  );
  if (most === 1) {
    const none = all.some((option) => option.default)
      ? null
      : h("option", { value: "", selected: true, disabled: true }, title);
    const change = (event) => world.act(component.custom_id, [event.target.value], event.target);
    return h(
      "select",
      { class: "select", "aria-label": title, disabled: component.disabled, onchange: change },
      none,
      options,
    );
  }
  const boxes = all.map(({ value, label, description, default: chosen }) =>
    h(
      "label",
      { class: "check" },
      h("input", { type: "checkbox", value, checked: chosen }),
      h("span", {}, label, description ? h("small", {}, ` ${description}`) : null),
    ),
  );
  const send = (event) => {
    const picked = [...event.currentTarget.closest("details").querySelectorAll("input:checked")].map(
      ({ value }) => value,
    );
    world.act(component.custom_id, picked, event.currentTarget);
  };
  return h(
    "details",
    { class: "many" },
    h("summary", {}, title),
    boxes,
    h("button", { type: "button", class: "button primary", onclick: send }, "Choose"),
  );
}

export function embed(card, names) {
  const title = card.title ? inline(card.title, names) : null;
  const element = h(
    "div",
    { class: "container accented embed" },
    card.author?.name ? h("div", { class: "embed-author" }, card.author.name) : null,
    title
      ? h(
          "div",
          { class: "embed-title" },
          card.url ? h("a", { href: card.url, target: "_blank", rel: "noreferrer noopener" }, title) : title,
        )
      : null,
    card.description ? h("div", { class: "text" }, markdown(card.description, names)) : null,
    card.fields?.length
      ? h(
          "div",
          { class: "fields" },
          card.fields.map((field) => fieldOf(field, names)),
        )
      : null,
    card.footer?.text || card.timestamp ? h("small", { class: "sub" }, footerOf(card)) : null,
  );
  if (typeof card.color === "number")
    element.style.setProperty("--accent-line", `#${card.color.toString(16).padStart(6, "0")}`);
  return element;
}

function fieldOf({ name, value, inline: beside }, names) {
  return h(
    "div",
    { class: beside ? "field beside" : "field" },
    h("strong", {}, inline(name, names)),
    h("div", {}, markdown(value, names)),
  );
}

function footerOf({ footer, timestamp }) {
  const when = timestamp ? new Date(timestamp).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }) : null;
  return [footer?.text, when].filter(Boolean).join(" · ");
}
