import type { DropReason, Edit } from "summarize-lite";

const DROPPED: Readonly<Record<DropReason, string>> = {
  dateline: "the dateline",
  connective: "the connecting word",
  parenthesis: "the parenthesis",
  aside: "the aside",
  label: "the label",
  site: "the name of the site",
};

const flat = (text: string): string => text.trim().replace(/\s+/g, " ");

function editText(edit: Edit): string {
  if (edit.kind === "drop") return `Dropped ${DROPPED[edit.reason]} “${flat(edit.was)}”`;
  switch (edit.reason) {
    case "pronoun":
    case "time":
      return `${edit.with} stands for “${flat(edit.was)}”`;
    case "line-break":
      return "Joined lines that the file had broken";
    case "capital":
      return `Capital letter at the start: “${edit.with}” for “${edit.was}”`;
    default:
      return edit satisfies never;
  }
}

/** What was done to a sentence, one line an edit, in words for a reader; broken lines are told once. */
export function editList(edits: readonly Edit[]): readonly string[] {
  return [...new Set(edits.map(editText))];
}
