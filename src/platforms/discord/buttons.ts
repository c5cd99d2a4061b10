import type { Block, Button as Wish } from "../../core/message.ts";
import { STYLE, TYPE } from "./components.ts";
import type { Button } from "./components.ts";
import { safeAddress } from "./escape.ts";
import { shortened, visible } from "../../core/text.ts";

// Source: Discord's reference of components.
const MAX_BUTTON_LABEL = 80;
const MAX_CUSTOM_ID = 100;
const MAX_URL = 512;

/** Behind an action that stands twice in a message. An action holds no such sign: it writes "%" as "%25". */
const AGAIN = "%~";

/** Makes the buttons of one message; each custom_id is unique within it. */
export function buttonsIn(): (block: Extract<Block, { kind: "actions" }>) => readonly Button[] {
  const seen = new Map<string, number>();
  return ({ buttons }) =>
    buttons.flatMap((wish) => {
      const label = shortened(visible(wish.label).trim(), MAX_BUTTON_LABEL);
      if (label === "") return [];
      if ("href" in wish) return linkButton(label, wish.href);
      const times = (seen.get(wish.action) ?? 0) + 1;
      seen.set(wish.action, times);
      const customId = times === 1 ? wish.action : `${wish.action}${AGAIN}${times}`;
      if (customId === "" || customId.length > MAX_CUSTOM_ID) return [];
      return [{ type: TYPE.button, style: styleOf(wish), label, custom_id: customId }];
    });
}

function linkButton(label: string, href: string): readonly Button[] {
  const address = safeAddress(href);
  if (address === null || address.href.length > MAX_URL) return [];
  return [{ type: TYPE.button, style: STYLE.link, label, url: address.href }];
}

function styleOf(wish: Extract<Wish, { action: string }>): 1 | 2 | 4 {
  if (wish.look === "primary") return STYLE.primary;
  return wish.look === "danger" ? STYLE.danger : STYLE.secondary;
}

/** The action behind a button that was pressed. */
export function actionOf(customId: string): string {
  const [action = ""] = customId.split(AGAIN);
  return action;
}
