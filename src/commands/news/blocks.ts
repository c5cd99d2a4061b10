import { shortened as fitted } from "../../core/text.ts";
import { actionText, MAX_ACTION } from "../../core/action.ts";
import type { Verb } from "../../core/action.ts";
import type { Block, Button, Message, Span } from "../../core/message.ts";

/** Longest label of a button, as the message tree has it. */
const MAX_LABEL = 40;

export const plain = (text: string): Span => ({ text });
export const bold = (text: string): Span => ({ text, style: "bold" });
export const quiet = (text: string): Span => ({ text, style: "quiet" });

/** A web address as a link; what is no web address stays plain words. */
export function linked(text: string, href: string | null): Span {
  return href !== null && /^https?:\/\//i.test(href) ? { text, href } : { text };
}

export const headline = (text: string): Block => ({ kind: "headline", spans: [bold(text)] });
export const heading = (text: string): Block => ({ kind: "heading", text });
export const paragraph = (...spans: readonly (Span | string)[]): Block => ({
  kind: "paragraph",
  spans: spans.map((span) => (typeof span === "string" ? plain(span) : span)),
});
export const small = (...lines: readonly string[]): Block => ({
  kind: "context",
  items: lines.map((line) => [quiet(line)]),
});
export const bullets = (items: readonly (readonly Span[])[]): Block => ({ kind: "bullets", items });
export const DIVIDER: Block = { kind: "divider" };

/** Nothing when there is no button. */
export function actions(...buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ kind: "actions", buttons }];
}

/** A button that asks something of the desk. */
export function press(label: string, verb: Verb, ...args: readonly string[]): Button {
  return { label: shortened(label, MAX_LABEL), action: actionText({ verb, args }) };
}

/** An answer of one sentence, with what can be done next. */
export function say(text: string, ...buttons: readonly Button[]): Message {
  return { summary: text, blocks: [paragraph(text), ...actions(...buttons)] };
}

/** On one line, and fitted as titles are. */
export function shortened(text: string, length: number): string {
  return fitted(text.replaceAll(/\s+/g, " ").trim(), length);
}

/** Space that words may take in an action beside its verb, a story and a page. */
const WORDS_IN_ACTION = MAX_ACTION - 40;

/** Whether words fit into a button as they are; longer ones are kept in the store under a short name. */
export function fitsAction(words: string): boolean {
  return !words.startsWith("~") && words.replaceAll(/[%:]/g, "%3A").length <= WORDS_IN_ACTION;
}

export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}
