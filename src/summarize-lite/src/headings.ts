import { LANGUAGES } from "./languages/table.ts";
import { headingsFor } from "./subject.ts";
import type { Headings, Subject } from "./types.ts";

/** Headings of the parts in the digest's language; English ones where it has none here. The subject is named in English only. */
export function headingsIn(language: string, subject: Subject): Headings {
  return LANGUAGES.find(({ code }) => code === language)?.headings ?? headingsFor(subject);
}

/** Whether a label is one of the fixed kinds of outlook in some language other than English. */
export function isForeignLabel(label: string): boolean {
  return LANGUAGES.some(({ labels }) => labels.some(([own]) => own === label));
}
