import { components, embed } from "./components.js";
import { clock, h, hueOf } from "./dom.js";
import { markdown } from "./markdown.js";

/**
 * One message.
 * @param world what `components` needs, and `openThread(id)`, `dismiss(id)`
 */
export function messageView(message, world) {
  const { author } = message;
  if (message.system) {
    return h("li", { class: "notice", id: `m${message.id}` }, `${author.name} began a thread: ${message.content}`);
  }
  const mine = { ...world, act: (customId, values, from) => world.press(message, customId, values, from) };
  const kinds = ["message", message.private && "private", message.pinged && "pinged", message.starter && "starter"];
  return h(
    "li",
    { class: kinds.filter(Boolean).join(" "), id: `m${message.id}` },
    message.command
      ? h("div", { class: "used" }, `${message.command.user} used `, h("b", {}, `/${message.command.name}`))
      : null,
    avatar(author),
    h("div", { class: "body" }, head(message), said(message, mine), foot(message, world)),
  );
}

function avatar({ name }) {
  const element = h("div", { class: "avatar", "aria-hidden": "true" }, name.slice(0, 1));
  element.style.setProperty("--hue", hueOf(name));
  return element;
}

function head(message) {
  const { author } = message;
  return h(
    "div",
    { class: "head" },
    h("span", { class: "author" }, author.name),
    author.bot ? h("span", { class: "badge" }, "bot") : null,
    h("time", { datetime: new Date(message.at).toISOString() }, clock(message.at)),
  );
}

function said(message, world) {
  if (message.loading)
    return h("div", { class: "thinking" }, `${message.author.name} is thinking`, h("i", {}), h("i", {}), h("i", {}));
  const edited = message.edited ? h("small", { class: "edited" }, "(edited)") : null;
  return [
    message.content ? h("div", { class: "text" }, markdown(message.content, world.names)) : null,
    message.embeds.map((card) => embed(card, world.names)),
    components(message.components, world),
    edited,
  ].flat();
}

function foot(message, world) {
  const parts = [];
  if (message.private) {
    const dismiss = h(
      "button",
      { type: "button", class: "plain-link", onclick: () => world.dismiss(message.id) },
      "Dismiss",
    );
    parts.push(h("div", { class: "only-you" }, "Only you can see this · ", dismiss));
  }
  if (message.crossposted)
    parts.push(h("div", { class: "only-you" }, "Published to the channels that follow this one"));
  if (message.thread) {
    const { id, name, replies } = message.thread;
    const count = replies === 1 ? "1 message" : `${replies} messages`;
    parts.push(
      h(
        "button",
        { type: "button", class: "to-thread", onclick: () => world.openThread(id) },
        h("b", {}, name),
        h("span", {}, `${count} ›`),
      ),
    );
  }
  return parts;
}
