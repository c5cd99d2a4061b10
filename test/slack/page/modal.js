import { drawBlocks } from "./blocks.js";
import { make, plain, words } from "./words.js";

const dialog = document.querySelector("#modal");
const confirmation = document.querySelector("#confirm");
let shown = null;
let inputs = new Map();

/**
 * Shows the modal on top of the stack, or none. What was typed stays when the same form changes.
 * @param {object | null} view
 * @param {object} hands `{ press, submit, dismiss, suggest }`
 */
export function showModal(view, hands) {
  if (view === null) {
    shown = null;
    if (dialog.open) dialog.close();
    return;
  }
  if (shown?.id === view.id && shown.hash === view.hash) return;
  const kept = shown?.id === view.id ? new Map([...inputs].map(([id, { node }]) => [id, node.value])) : new Map();
  shown = view;
  inputs = new Map();
  dialog.replaceChildren(draw(view, hands));
  for (const [id, { node }] of inputs) if (kept.get(id) !== undefined && "value" in node) node.value = kept.get(id);
  if (!dialog.open) dialog.showModal();
}

function draw(view, hands) {
  const { body } = view;
  const close = make("button", { type: "button", class: "plain", "aria-label": "Close" }, "✕");
  const cancel = make("button", { type: "button" }, body.close ? plain(body.close) : "Close");
  for (const one of [close, cancel]) one.addEventListener("click", () => hands.dismiss(view));
  const place = {
    inputs,
    press: (blockId, one, value) => hands.press({ view: view.id }, blockId, one, value),
    suggest: (one, text) => hands.suggest(view, one, text),
  };
  const buttons = body.submit
    ? [cancel, make("button", { type: "submit", class: "main" }, plain(body.submit))]
    : [cancel];
  const trouble = make("p", { class: "wrong", role: "alert" });
  const form = make(
    "form",
    { novalidate: "" },
    make("header", { class: "bar" }, make("h2", { id: "modal-title" }, plain(body.title)), close),
    make("div", { class: "sheet" }, ...drawBlocks(body.blocks, place)),
    trouble,
    make("footer", {}, ...buttons),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(view, form, trouble, hands);
  });
  return form;
}

async function send(view, form, trouble, hands) {
  for (const one of form.querySelectorAll(".wrong")) one.textContent = "";
  const values = {};
  for (const [key, { value }] of inputs) values[key] = value();
  const { error, body } = await hands.submit(view, values);
  trouble.textContent = error ?? "";
  for (const [block, what] of Object.entries(body?.errors ?? {})) {
    const place = form.querySelector(`[data-block="${CSS.escape(block)}"] .wrong`);
    if (place) place.textContent = what;
  }
  form.querySelector(".field:has(.wrong:not(:empty)) :is(input, select, textarea)")?.focus();
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  dialog.querySelector("footer button")?.click();
});

/** Asks before a press that says so. @returns {Promise<boolean>} */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const deny = make("button", { type: "button" }, plain(confirm.deny));
    const agree = make(
      "button",
      { type: "button", class: confirm.style === "danger" ? "danger" : "main" },
      plain(confirm.confirm),
    );
    confirmation.replaceChildren(
      make("h2", { id: "confirm-title" }, plain(confirm.title)),
      make("p", {}, ...words(confirm.text)),
      make("footer", {}, deny, agree),
    );
    confirmation.returnValue = "";
    deny.addEventListener("click", () => confirmation.close());
    agree.addEventListener("click", () => confirmation.close("agreed"));
    confirmation.addEventListener("close", () => resolve(confirmation.returnValue === "agreed"), { once: true });
    confirmation.showModal();
  });
}
