import { h } from "./dom.js";
import { askForm } from "./form.js";
import { createRoom, signOf } from "./room.js";

const at = (id) => document.getElementById(id);
let guild = null;
let events = null;
const unread = new Set();

const names = {
  user: (id) => (guild.bot.id === id ? guild.bot.name : (guild.people.find((one) => one.id === id)?.name ?? "someone")),
  role: (id) => guild.roles.find((one) => one.id === id)?.name ?? "a role",
  channel: (id) => guild.channels.find((one) => one.id === id)?.name ?? "a channel",
};

async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.message ?? `The server said ${response.status}.`);
  return body;
}

const app = {
  names,
  guild: () => guild,
  user: () => guild.you,
  get: async (path) => answerOf(await fetch(`/demo/${path}?user=${encodeURIComponent(guild?.you ?? chosen())}`)),
  post: async (path, body) => {
    const headers = { "Content-Type": "application/json" };
    return answerOf(await fetch(`/demo/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
  },
  press: async (message, customId, values, from) => {
    const body = {
      user: guild.you,
      channel: message.channel,
      message: message.id,
      customId,
      ...(values ? { values } : {}),
    };
    from?.setAttribute("aria-busy", "true");
    await app.first(await app.post("press", body).catch(app.fail(message.channel)), message.channel);
    from?.removeAttribute("aria-busy");
  },
  /** What the bot answered first: only a form and silence need anything beyond the events. */
  first: async (answer, channel) => {
    if (answer?.kind === "none") roomOf(channel)?.notice(`${guild.bot.name} did not answer in time.`);
    if (answer?.kind !== "modal") return;
    const values = await askForm(at("form"), answer.modal, names);
    if (!values) return;
    const body = { user: guild.you, interaction: answer.interaction, values };
    await app.first(await app.post("submit", body).catch(app.fail(channel)), channel);
  },
  fail: (channel) => (error) => {
    roomOf(channel)?.notice(error.message);
    at("spoken").textContent = error.message;
    return null;
  },
  openThread: (id) => {
    location.hash = `${main.shown().name}/${id}`;
  },
  closeThread: () => {
    location.hash = main.shown().name;
  },
  toggleSide: () => {
    const open = document.body.classList.toggle("side-open");
    (open ? at("channels").querySelector("a") : document.querySelector(".menu"))?.focus();
  },
};

const main = createRoom(at("main"), app, { thread: false, composerId: "composer" });
const thread = createRoom(at("thread"), app, { thread: true, composerId: "thread-composer" });

function roomOf(channel) {
  return [thread, main].find((room) => room.shown()?.id === channel);
}

/** Who looks: from the address, else from last time. */
function chosen() {
  return new URLSearchParams(location.search).get("as") ?? localStorage.getItem("you") ?? "marit";
}

function listChannels() {
  const current = main.shown()?.id;
  at("channels").replaceChildren(
    ...guild.channels.map(({ id, name, type }) =>
      h(
        "li",
        {},
        h(
          "a",
          { href: `#${name}`, "aria-current": id === current ? "page" : null, class: unread.has(id) ? "unread" : null },
          h("span", { class: "sign", "aria-hidden": "true" }, signOf(type)),
          name,
        ),
      ),
    ),
  );
}

/** The address says which channel and thread are open: "#daily-news/123". */
async function go() {
  const [name, open] = decodeURIComponent(location.hash.slice(1)).split("/");
  const channel = guild.channels.find((one) => one.name === name || one.id === name) ?? guild.channels[0];
  unread.delete(channel.id);
  document.body.classList.remove("side-open");
  if (main.shown()?.id !== channel.id) await main.show(channel.id);
  const aside = at("thread");
  if (open) await thread.show(open).catch(app.closeThread);
  else thread.close();
  aside.hidden = !open;
  document.body.classList.toggle("thread-open", Boolean(open));
  document.title = `${channel.name} · ${guild.name}`;
  listChannels();
  showOnline();
}

function showOnline() {
  const element = at("online");
  if (!element) return;
  element.className = guild.online ? "online yes" : "online";
  element.textContent = guild.online ? `${guild.bot.name} is here` : `${guild.bot.name} is away`;
}

function hear(event) {
  switch (event.kind) {
    case "bot":
      guild.online = event.online;
      return showOnline();
    case "message":
      for (const room of [main, thread]) room.message(event.what, event.message);
      if (event.what === "created" && !roomOf(event.message.channel)) unread.add(event.message.channel);
      return listChannels();
    case "channel":
      if (main.shown()?.type === "forum" && event.parent === main.shown().id) void main.show(event.parent, true);
      return event.parent ? undefined : load(guild.you);
    case "typing":
      return roomOf(event.channel)?.typing(`${guild.bot.name} is writing…`);
  }
}

async function load(user) {
  guild = await answerOf(await fetch(`/demo/guild?user=${encodeURIComponent(user)}`));
  at("guild").textContent = guild.name;
  const people = guild.people.map(({ id, name, username }) =>
    h("option", { value: username, selected: id === guild.you }, name),
  );
  at("you").replaceChildren(...people);
  await go();
}

/** Everything anew, as this person sees it. */
async function become(user) {
  events?.close();
  for (const room of [main, thread]) room.close();
  await load(user);
  events = new EventSource(`/demo/events?user=${encodeURIComponent(guild.you)}`);
  events.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
}

at("you").addEventListener("change", ({ target }) => {
  localStorage.setItem("you", target.value);
  void become(target.value);
});
at("shade").addEventListener("click", app.toggleSide);
addEventListener("hashchange", () => void go());
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("side-open")) app.toggleSide();
});
become(chosen()).catch(() => become("marit"));
