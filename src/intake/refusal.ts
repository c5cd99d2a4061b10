import type { QuarantineKind } from "../core/document.ts";
import type { Refusal } from "./intake.ts";

/** A number of bytes, depths or lines as people read it: 104,857,600. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

export function refusal(kind: QuarantineKind, reason: string, mend: string, line: number | null = null): Refusal {
  return { kind, reason, mend, line };
}

export function tooLarge(size: number, limit: number, option: "maxBytes" | "maxHtmlBytes"): Refusal {
  const what = option === "maxHtmlBytes" ? "HTML page" : "file";
  return refusal(
    "too-large",
    `The ${what} is ${count(size)} bytes long; the limit is ${count(limit)}.`,
    `Split it into single articles, or raise limits.${option} in the configuration.`,
  );
}

export function unreadable(what: "file" | "folder", code: string): Refusal {
  const why = code === "EACCES" || code === "EPERM" ? "its permissions forbid it" : `the system answered ${code}`;
  return refusal(
    "unreadable",
    `The ${what} cannot be read: ${why}.`,
    `Give the account that runs Copydesk permission to read the ${what}.`,
  );
}

/** Anything that no other refusal foresees; the document is kept aside rather than lost. */
export function failed(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return refusal(
    "failed",
    `The document could not be worked on: ${message.slice(0, 200)}`,
    "Report this with the file; it is a fault of the program.",
  );
}

/** The system's code of a failed file operation ("ENOENT"), or "" when the error is of another sort. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
