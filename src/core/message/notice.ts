import type { Message } from "./tree.ts";

/** Something that an operator should know, and what can be done about it; `mend` is null when nothing need be done. */
export function messageOfAlert(text: string, mend: string | null): Message {
  return {
    summary: text,
    blocks: [
      { kind: "headline", spans: [{ text: "Copydesk needs a look", style: "bold" }] },
      { kind: "paragraph", spans: [{ text }] },
      ...(mend === null
        ? []
        : [{ kind: "paragraph" as const, spans: [{ text: "What to do: ", style: "bold" as const }, { text: mend }] }]),
    ],
  };
}

/** A first word to a channel: what is read here will come here. @param when local date and time, for people */
export function messageOfTest(channel: string, when: string): Message {
  const text = `Copydesk can post to “${channel}”.`;
  return {
    summary: `Test: ${text}`,
    blocks: [
      { kind: "headline", spans: [{ text: "Test", style: "bold" }] },
      { kind: "paragraph", spans: [{ text: `${text} Nobody needs to do anything.` }] },
      { kind: "context", items: [[{ text: when, style: "quiet" }]] },
    ],
  };
}
