import { drawBlocks, drawText } from "./blocks.js";
import { choices } from "./elements.js";
import { confirmed, showModal } from "./modal.js";
import { learnNames, make } from "./words.js";

/** @param {string} id */
const at = (id) => document.querySelector(`#${id}`);

/** What this person sees. Messages by channel and time stamp, views by id; both as the server keeps them. */
const desk = {
  user: localStorage.getItem("user") ?? "",
  people: [],
  bot: { id: "", name: "" },
  channels: [],
  messages: new Map(),
  views: new Map(),
  /** Id of a channel, or "home". */
  here: "",
  thread: null,
  unread: new Set(),
};

const HOME = "home";

/** Tells the server what the person does. @returns {Promise<{ok: boolean, error?: string, body?: object}>} */
async function tellServer(deed, order) {
  const body = JSON.stringify({ user: desk.user, ...order });
  const response = await fetch(`/do/${deed}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const answer = await response.json();
  if (deed !== "submit") trouble(answer.ok ? "" : answer.error);
  return answer;
}

function trouble(what) {
  at("trouble").textContent = what ?? "";
  at("trouble").hidden = !what;
}

async function press(place, blockId, element, value) {
  if (!(await confirmed(element.confirm))) return;
  await tellServer("press", { ...place, blockId, actionId: element.action_id, value });
}

const hands = {
  press,
  submit: (view, values) => tellServer("submit", { view: view.id, values }),
  dismiss: (view) => tellServer("dismiss", { view: view.id }),
  suggest: async (view, element, text) => {
    const { body } = await tellServer("suggest", { view: view.id, actionId: element.action_id, text });
    return body?.options ?? (body?.option_groups ?? []).flatMap(({ options }) => options);
  },
};

function authorOf(message) {
  if (message.user === desk.bot.id) return { name: desk.bot.name, app: true };
  const person = desk.people.find(({ id }) => id === message.user);
  return { name: person?.realName ?? message.user, app: false };
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((word) => word[0])
    .join("")
    .slice(0, 2)
    .toUpperCase();
}

function timeOf(ts) {
  const date = new Date(Number(ts) * 1000);
  const text = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return make("time", { datetime: date.toISOString(), title: date.toLocaleString() }, text);
}

/** One message as a list item. `alone`: in its thread, without the way into it. */
function drawMessage(message, alone) {
  const { name, app } = authorOf(message);
  const head = make("div", { class: "head" }, make("strong", {}, name));
  if (app) head.append(make("span", { class: "tag" }, "app"));
  head.append(timeOf(message.ts));
  const body = make("div", { class: "body" });
  if (message.only !== null) body.append(make("p", { class: "only" }, "Only visible to you"));
  if (message.broadcast && !alone) body.append(make("p", { class: "note" }, "replied to a thread"));
  const place = { press: (...rest) => press({ channel: message.channel, ts: message.ts }, ...rest) };
  body.append(head, ...(message.blocks.length > 0 ? drawBlocks(message.blocks, place) : [drawText(message.text)]));
  if (message.editedTs !== null) body.append(make("span", { class: "note" }, "(edited)"));
  if (!alone) body.append(...threadDoor(message));
  const face = make("span", { class: app ? "face app" : "face", "aria-hidden": "true" }, initials(name));
  const item = make("li", { class: message.only === null ? "message" : "message private" }, face, body);
  item.dataset.ts = message.ts;
  return item;
}

function repliesTo(message) {
  return shownIn(message.channel).filter(({ threadTs }) => threadTs === message.ts);
}

function threadDoor(message) {
  if (message.only !== null) return [];
  const count = repliesTo(message).length;
  if (count === 0 && message.user !== desk.bot.id) return [];
  const text = count === 0 ? "Reply" : `${count} ${count === 1 ? "reply" : "replies"}`;
  const door = make("button", { type: "button", class: count === 0 ? "door empty" : "door" }, text);
  door.addEventListener("click", () => openThread(message.ts));
  return [door];
}

/** Messages of a channel that stand, in order of time. */
function shownIn(channel) {
  const all = [...(desk.messages.get(channel)?.values() ?? [])];
  return all.filter(({ deleted }) => !deleted).sort((one, other) => Number(one.ts) - Number(other.ts));
}

/** Puts a list right, message by message, so that what did not change keeps its focus and its open menus. */
function fill(list, messages, alone) {
  const nodes = new Map([...list.children].map((node) => [node.dataset.ts, node]));
  let before = null;
  for (const message of messages) {
    const stamp = JSON.stringify([message, alone ? 0 : repliesTo(message).length]);
    let node = nodes.get(message.ts);
    if (node?.stamp !== stamp) {
      const focused = node?.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
      const drawn = drawMessage(message, alone);
      drawn.stamp = stamp;
      node?.remove();
      node = drawn;
      if (focused) queueMicrotask(() => drawn.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus());
    }
    nodes.delete(message.ts);
    const next = before === null ? list.firstChild : before.nextSibling;
    if (next !== node) list.insertBefore(node, next);
    before = node;
  }
  for (const node of nodes.values()) node.remove();
}

function draw() {
  drawChannels();
  const channel = desk.channels.find(({ id }) => id === desk.here);
  at("title").textContent = channel ? (channel.kind === "im" ? desk.bot.name : `# ${channel.name}`) : "App Home";
  at("topic").textContent = channel?.topic ?? `What ${desk.bot.name} shows to you alone`;
  at("messages").hidden = !channel;
  at("home").hidden = Boolean(channel);
  at("composer-form").hidden = !channel;
  at("composer").placeholder = channel ? `Message ${at("title").textContent}, or /news help` : "";
  if (channel) drawChannel(channel);
  else drawHome();
  drawThread();
}

function drawChannel(channel) {
  const scroll = at("scroll");
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const top = shownIn(channel.id).filter(({ threadTs, broadcast, only }) => threadTs === null || broadcast || only);
  fill(at("messages"), top, false);
  at("messages").dataset.empty = top.length === 0 ? "Nothing has been said here yet." : "";
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
}

function drawHome() {
  const home = [...desk.views.values()].find(({ type }) => type === "home");
  if (!home) {
    at("home").replaceChildren(make("p", { class: "note" }, "The app has not filled this page yet."));
    return;
  }
  const place = { press: (...rest) => press({ view: home.id }, ...rest) };
  at("home").replaceChildren(...drawBlocks(home.body.blocks, place));
}

function drawChannels() {
  const entry = (id, text) => {
    const button = make("button", { type: "button" }, text);
    if (desk.here === id) button.setAttribute("aria-current", "page");
    if (desk.unread.has(id)) button.append(make("span", { class: "unread", title: "Something new" }, "new"));
    button.addEventListener("click", () => go(id));
    return make("li", {}, button);
  };
  const sign = { public: "#", private: "◇", im: "@" };
  const rows = desk.channels.map((one) =>
    entry(one.id, `${sign[one.kind]} ${one.kind === "im" ? desk.bot.name : one.name}`),
  );
  const focus = at("channel-list").contains(document.activeElement);
  at("channel-list").replaceChildren(...rows, entry(HOME, "⌂ App Home"));
  if (focus) at("channel-list").querySelector("[aria-current]")?.focus();
}

function drawThread() {
  const parent = desk.messages.get(desk.here)?.get(desk.thread);
  at("thread").hidden = !parent;
  if (parent) fill(at("replies"), [parent, ...repliesTo(parent)], true);
}

function openThread(ts) {
  desk.thread = ts;
  location.hash = `${desk.here}/${ts}`;
  draw();
  at("thread-close").focus();
}

function closeThread() {
  const ts = desk.thread;
  desk.thread = null;
  location.hash = desk.here;
  draw();
  at("messages")
    .querySelector(`[data-ts="${CSS.escape(ts ?? "")}"] .door`)
    ?.focus();
}

function go(id) {
  desk.here = id;
  desk.thread = null;
  desk.unread.delete(id);
  if (location.hash.slice(1).split("/")[0] !== id) location.hash = id;
  openDrawer(false);
  at("messages").replaceChildren();
  draw();
  at("scroll").scrollTop = at("scroll").scrollHeight;
  if (id === HOME) void tellServer("home", {});
}

function openDrawer(open) {
  at("channels").classList.toggle("open", open);
  at("scrim").hidden = !open;
  at("drawer").setAttribute("aria-expanded", String(open));
  if (open) at("channel-list").querySelector("button")?.focus();
}

function keep(message) {
  if (!desk.messages.has(message.channel)) desk.messages.set(message.channel, new Map());
  desk.messages.get(message.channel).set(message.ts, message);
}

function take(change) {
  if (change.kind === "sockets") return showLine(change.count);
  if (change.kind === "view") {
    if (change.view.open) desk.views.set(change.view.id, change.view);
    else desk.views.delete(change.view.id);
    topModal();
    if (desk.here === HOME) drawHome();
    return;
  }
  keep(change.message);
  if (change.message.channel !== desk.here && change.message.editedTs === null) desk.unread.add(change.message.channel);
  draw();
}

function topModal() {
  showModal([...desk.views.values()].findLast(({ type }) => type === "modal") ?? null, hands);
}

function showLine(count) {
  at("line").textContent = count === 0 ? "The app is not connected." : "";
}

let source = null;

/** Sees the workspace as the chosen person from now on. */
function watch() {
  source?.close();
  source = new EventSource(`/watch?user=${encodeURIComponent(desk.user)}`);
  source.addEventListener("workspace", ({ data }) => welcome(JSON.parse(data)));
  source.addEventListener("change", ({ data }) => take(JSON.parse(data)));
}

function welcome(workspace) {
  Object.assign(desk, { people: workspace.people, bot: workspace.bot, channels: workspace.channels });
  if (!desk.people.some(({ id }) => id === desk.user)) {
    desk.user = desk.people[0]?.id ?? "";
    return watch();
  }
  desk.messages = new Map();
  for (const { messages } of workspace.channels) for (const message of messages) keep(message);
  desk.views = new Map(workspace.views.map((view) => [view.id, view]));
  Object.assign(choices, { people: desk.people, channels: desk.channels });
  learnNames([...desk.people.map(({ id, name }) => [id, name]), ...desk.channels.map(({ id, name }) => [id, name])]);
  learnNames([[desk.bot.id, desk.bot.name]]);
  at("team").textContent = workspace.team.name;
  document.title = workspace.team.name;
  const option = ({ id, realName }) => make("option", { value: id }, realName);
  at("who").replaceChildren(...desk.people.map(option));
  at("who").value = desk.user;
  showLine(workspace.sockets);
  const [place = "", ts] = location.hash.slice(1).split("/");
  const known = place === HOME || desk.channels.some(({ id }) => id === place);
  go(known ? place : (desk.channels[0]?.id ?? HOME));
  if (ts) openThread(ts);
  topModal();
}

const past = [];

async function send() {
  const text = at("composer").value.trim();
  if (text === "") return;
  past.push(text);
  at("composer").value = "";
  const [, command, rest] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
  if (command) await tellServer("slash", { channel: desk.here, command, text: rest });
  else await tellServer("say", { channel: desk.here, text });
}

at("composer-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void send();
});
at("composer").addEventListener("keydown", (event) => {
  if (event.key === "ArrowUp" && at("composer").value === "") {
    at("composer").value = past.at(-1) ?? "";
    event.preventDefault();
  }
});
at("thread-close").addEventListener("click", closeThread);
at("drawer").addEventListener("click", () => openDrawer(!at("channels").classList.contains("open")));
at("scrim").addEventListener("click", () => openDrawer(false));
at("who").addEventListener("change", () => {
  desk.user = at("who").value;
  localStorage.setItem("user", desk.user);
  watch();
});
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing) {
    at("composer").focus();
    if (at("composer").value === "") at("composer").value = "/";
    event.preventDefault();
  }
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (at("channels").classList.contains("open")) openDrawer(false);
  else if (desk.thread !== null) closeThread();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.overflow[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

watch();
