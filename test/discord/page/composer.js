import { h } from "./dom.js";
import { optionField } from "./options.js";
import { createPopup } from "./popup.js";

/**
 * The box at the foot of a channel: words, or "/" and a command with its options as fields.
 * @param app `{ user(), guild(), get, post, first(answer, channel), fail(words, channel) }`
 */
export function createComposer(app, id) {
  const popup = createPopup();
  const box = h("input", {
    id,
    class: "box",
    type: "text",
    autocomplete: "off",
    "aria-label": "Message, or / for a command",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": popup.id,
    placeholder: "Write, or type / for a command",
  });
  const fields = h("div", { class: "fields-bar", hidden: true });
  const send = h("button", { type: "submit", class: "button primary" }, "Send");
  const element = h("form", { class: "composer" }, popup.element, h("div", { class: "bar" }, box, fields, send));
  let channel = "";
  let ways = [];
  let call = null;

  const reset = () => {
    call = null;
    fields.hidden = true;
    fields.replaceChildren();
    box.hidden = false;
    box.value = "";
    popup.hide();
  };
  const body = () => ({ ...call.way, options: valuesOf(call.options), user: app.user(), channel });
  const begin = (way) => {
    const { options = [], ...named } = way;
    call = { way: named, options: [] };
    const complete = async (focused) => {
      const answer = await app.post("complete", { ...body(), focused }).catch(() => null);
      return answer?.choices ?? [];
    };
    call.options = options.map((option) => optionField(option, app.guild(), popup, complete));
    const cancel = h(
      "button",
      { type: "button", class: "plain-link", "aria-label": "Cancel the command", onclick: () => leave() },
      "✕",
    );
    fields.replaceChildren(
      h("span", { class: "call" }, `/${nameOf(way)} `, cancel),
      ...call.options.map((option) => option.element),
    );
    fields.hidden = false;
    box.hidden = true;
    (call.options[0]?.input ?? send).focus();
  };
  const leave = () => {
    reset();
    box.focus();
  };
  const suggest = () => {
    if (!box.value.startsWith("/")) return popup.hide();
    const typed = box.value.slice(1).toLowerCase().trimEnd();
    const fitting = ways.filter((way) => nameOf(way).startsWith(typed) || way.subcommand?.startsWith(typed));
    popup.show(
      fitting.map((way) => ({ label: `/${nameOf(way)}`, detail: way.description, value: way })),
      begin,
    );
  };

  /** What can be asked here: the bot may have changed it since. */
  const learn = async () => {
    if (channel === "") return;
    ({ commands: ways } = await app.get(`commands/${encodeURIComponent(channel)}`));
    suggest();
  };

  box.addEventListener("focus", () => void learn());
  box.addEventListener("input", suggest);
  element.addEventListener("keydown", (event) => {
    if (popup.key(event)) return;
    if (event.key === "Escape" && call) leave();
  });
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    const place = channel;
    if (call) {
      const asked = body();
      leave();
      await app.first(await app.post("slash", asked).catch(app.fail(place)), place);
      return;
    }
    const content = box.value.trim();
    if (content === "") return;
    box.value = "";
    if (content.startsWith("/")) app.fail(place)(new Error(`There is no command ${content}.`));
    else await app.post("say", { user: app.user(), channel, content }).catch(app.fail(place));
  });

  return {
    element,
    focus: () => box.focus(),
    show: (id) => {
      channel = id;
      reset();
      if (document.activeElement === box) void learn();
    },
  };
}

function nameOf({ command, group, subcommand }) {
  return [command, group, subcommand].filter(Boolean).join(" ");
}

function valuesOf(options) {
  return Object.fromEntries(
    options.map(({ name, value }) => [name, value()]).filter(([, value]) => value !== undefined),
  );
}
