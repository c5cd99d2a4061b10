import type { Container, Payload } from "./components.ts";
import { marked, markedLine } from "./marker.ts";
import { asComponents } from "./render.ts";

/** Flags of a message. Source: Discord's reference of messages. */
const FLAG = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, componentsV2: 1 << 15 } as const;
export const EPHEMERAL = FLAG.ephemeral;

/** Longest nonce that Discord takes. Keys differ in their first digits. */
const MAX_NONCE = 25;

export interface Body {
  readonly flags: number;
  readonly allowed_mentions: { readonly parse: readonly never[] };
  readonly components?: readonly Container[];
  readonly content?: string | null;
  readonly nonce?: string;
  readonly enforce_nonce?: boolean;
}

/** Every body that leaves passes here: whatever a text says, nobody is pinged. */
function silent<T extends object>(body: T): T & Pick<Body, "allowed_mentions"> {
  return { ...body, allowed_mentions: { parse: [] } };
}

/** A message with its key in it. @param once let Discord answer a repeat within minutes with the first message; not in forums */
export function newMessage(payload: Payload, key: string, once: boolean): Body {
  const nonce = once ? { nonce: key.slice(0, MAX_NONCE), enforce_nonce: true } : {};
  if (payload.form === "full") {
    return silent({ flags: FLAG.componentsV2, components: [marked(payload.container, key)], ...nonce });
  }
  return silent({ flags: FLAG.suppressEmbeds, content: `${payload.content}\n${markedLine(key)}`, ...nonce });
}

/** What takes the place of a message of ours. It becomes one of components, for the flag cannot be taken back. */
export function changedMessage(payload: Payload, key: string): Body {
  const container = payload.form === "full" ? payload.container : asComponents(payload);
  return silent({ flags: FLAG.componentsV2, content: null, components: [marked(container, key)] });
}

/** An answer to a person. */
export function answerBody({ container }: { readonly container: Container }, isPrivate: boolean): Body {
  const flags = FLAG.componentsV2 | (isPrivate ? FLAG.ephemeral : 0);
  return silent({ flags, components: [container] });
}

/** An answer whose components were refused. */
export function plainAnswer({ content }: { readonly content: string }, isPrivate: boolean): Body {
  return silent({ flags: FLAG.suppressEmbeds | (isPrivate ? FLAG.ephemeral : 0), content });
}
