import { createComposer } from "./composer.js";
import { day, h } from "./dom.js";
import { inline } from "./markdown.js";
import { messageView } from "./message.js";

/** Pixels from the end at which a reader still counts as being there. */
const NEAR_PX = 120;

/** One channel or thread: its head, its messages, the box to write in. */
export function createRoom(element, app, options) {
  const composer = createComposer(app, options.composerId);
  const feed = h("ol", { class: "feed", role: "log", "aria-live": "polite", tabindex: "0", "aria-label": "Messages" });
  const head = h("header", { class: "room-head" });
  const typing = h("div", { class: "typing" });
  element.replaceChildren(head, feed, typing, composer.element);
  let shown = null;
  let latest = 0;

  const world = () => ({
    names: app.names,
    people: app.guild().people,
    channels: app.guild().channels,
    press: app.press,
    openThread: app.openThread,
    dismiss: (id) => document.getElementById(`m${id}`)?.remove(),
  });
  const atEnd = () => feed.scrollHeight - feed.scrollTop - feed.clientHeight < NEAR_PX;
  const toEnd = () => {
    feed.scrollTop = feed.scrollHeight;
  };

  const fill = (channel) => {
    head.replaceChildren(...headOf(channel, options, app));
    composer.element.hidden = channel.type === "forum";
    if (channel.type === "forum") {
      feed.replaceChildren(...postsOf(channel, app));
      return;
    }
    let last = "";
    const items = [];
    for (const message of channel.messages) {
      const today = day(message.at);
      if (today !== last) items.push(h("li", { class: "day" }, today));
      last = today;
      items.push(messageView(message, world()));
    }
    if (items.length === 0) items.push(h("li", { class: "nothing" }, "Nothing here yet. Type / below to ask the bot."));
    feed.replaceChildren(...items);
  };

  const show = async (id, keep = false) => {
    latest += 1;
    const turn = latest;
    const channel = await app.get(`channel/${encodeURIComponent(id)}`);
    if (turn !== latest) return;
    if (shown?.id !== channel.id) composer.show(channel.id);
    const stay = keep && !atEnd();
    const top = feed.scrollTop;
    shown = channel;
    fill(channel);
    if (stay || channel.type === "forum") feed.scrollTop = keep ? top : 0;
    else toEnd();
  };

  return {
    show,
    shown: () => shown,
    close: () => {
      latest += 1;
      shown = null;
    },
    focus: () => composer.focus(),
    /** A message came, changed or went. */
    message: (what, message) => {
      if (!shown) return;
      if (shown.type === "forum") return void show(shown.id, true);
      if (message.channel !== shown.id) {
        if (message.id === shown.id) void show(shown.id, true);
        return;
      }
      const old = feed.querySelector(`#m${CSS.escape(message.id)}`);
      if (what === "deleted") return void old?.remove();
      const end = atEnd();
      const fresh = messageView(message, world());
      feed.querySelector(".nothing")?.remove();
      if (old) old.replaceWith(fresh);
      else if (what === "created") feed.append(fresh);
      typing.textContent = "";
      if (!end) return;
      // Of what is longer than the room the beginning is read first.
      if (fresh.offsetHeight > feed.clientHeight) fresh.scrollIntoView({ block: "start" });
      else toEnd();
    },
    notice: (words) => {
      feed.append(h("li", { class: "notice failed" }, words));
      toEnd();
    },
    typing: (words) => {
      typing.textContent = words;
      setTimeout(() => {
        typing.textContent = "";
      }, 8_000);
    },
  };
}

const SIGNS = { text: "#", announcement: "!", forum: "≡", direct: "@" };

export function signOf(type) {
  return SIGNS[type] ?? "↳";
}

function headOf(channel, options, app) {
  const { parent } = channel;
  const leave = options.thread
    ? h("button", { type: "button", class: "icon", "aria-label": "Close the thread", onclick: app.closeThread }, "✕")
    : h(
        "button",
        {
          type: "button",
          class: "icon menu",
          "aria-label": "Channels",
          "aria-controls": "side",
          onclick: app.toggleSide,
        },
        "☰",
      );
  const where = parent ? h("small", {}, `${signOf(parent.type)} ${parent.name}`) : null;
  const title = h("h2", {}, h("span", { class: "sign", "aria-hidden": "true" }, signOf(channel.type)), channel.name);
  const tags = channel.tags.map((tag) => h("span", { class: "tag" }, tag));
  const status = options.thread ? null : h("span", { class: "online", id: "online" });
  const topic = channel.topic ? h("p", {}, channel.topic) : null;
  const names = h(
    "div",
    { class: "names" },
    where,
    title,
    tags.length > 0 ? h("div", { class: "tags" }, tags) : null,
    topic,
  );
  return [leave, names, status].filter(Boolean);
}

function postsOf(channel, app) {
  if (channel.posts.length === 0) return [h("li", { class: "nothing" }, "No posts yet.")];
  return channel.posts.map((post) => {
    const replies = post.replies === 0 ? "no replies" : post.replies === 1 ? "1 reply" : `${post.replies} replies`;
    return h(
      "li",
      { class: "post" },
      h(
        "button",
        { type: "button", onclick: () => app.openThread(post.id) },
        h(
          "span",
          { class: "tags" },
          post.tags.map((tag) => h("span", { class: "tag" }, tag)),
        ),
        h("b", {}, post.name),
        h("span", { class: "excerpt" }, inline(excerptOf(post), app.names)),
        h("small", {}, post.first ? `${post.first.author.name} · ${replies}` : replies),
      ),
    );
  });
}

/** The first words of a post below its title, wherever they stand, without the marks of headings and lists. */
function excerptOf({ name, first }) {
  if (!first) return "";
  const texts = [
    first.content,
    ...textsOf(first.components),
    ...first.embeds.map(({ description }) => description ?? ""),
  ];
  const lines = texts
    .flatMap((text) => text.split("\n"))
    .map((line) => line.replace(/^(?:#{1,3}|-#|>|[-*]) /u, "").trim());
  const text = lines.filter((line) => line !== "" && line !== name).join(" ");
  return text.length > 220 ? `${text.slice(0, 220)}…` : text;
}

function textsOf(list = []) {
  return list.flatMap((component) => (component.type === 10 ? [component.content] : textsOf(component.components)));
}
