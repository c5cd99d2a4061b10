import type { Block, Message, Span } from "../../core/message.ts";
import { visible } from "../../core/text.ts";

/** A stretch of one line with one look. */
export interface Run {
  readonly text: string;
  readonly style?: "bold" | "italic" | "quiet";
}

/** One logical line: it wraps where the terminal ends, and its further lines are set in by `indent` columns. */
export interface Line {
  readonly runs: readonly Run[];
  readonly indent: number;
}

/** The console's form of a message: it has no limits, so one message is one payload. */
export interface ConsolePayload {
  readonly lines: readonly Line[];
}

const BLANK: Line = { runs: [], indent: 0 };

export function renderConsole(message: Message): readonly ConsolePayload[] {
  const lines: Line[] = [];
  for (const block of message.blocks) {
    // A terminal has no buttons.
    if (block.kind === "actions") continue;
    // A heading stands right above its part; all else stands apart.
    if (lines.length > 0 && lines.at(-1) !== HEADED) lines.push(BLANK);
    if (lines.at(-1) === HEADED) lines.pop();
    lines.push(...linesOf(block));
    if (block.kind === "heading") lines.push(HEADED);
  }
  return [{ lines: lines.filter((line) => line !== HEADED) }];
}

/** Marks the place after a heading while a message is put together. */
const HEADED: Line = { runs: [], indent: 0 };

function linesOf(block: Exclude<Block, { kind: "actions" }>): readonly Line[] {
  switch (block.kind) {
    case "headline":
      return [{ runs: runsOf(block.spans, "bold"), indent: 0 }];
    case "heading":
      return [{ runs: [{ text: visible(block.text), style: "bold" }], indent: 0 }];
    case "paragraph":
      return [{ runs: runsOf(block.spans), indent: 0 }];
    case "quote":
      return [{ runs: [{ text: "  " }, ...runsOf(block.spans)], indent: 2 }];
    case "bullets":
      return block.items.map((spans) => ({ runs: [{ text: "- " }, ...runsOf(spans)], indent: 2 }));
    case "context":
      return block.items.map((spans) => ({ runs: runsOf(spans, "quiet"), indent: 2 }));
    case "divider":
      break;
  }
  return [{ runs: [{ text: "* * *", style: "quiet" }], indent: 0 }];
}

function runsOf(spans: readonly Span[], style?: Run["style"]): readonly Run[] {
  return spans.flatMap((span) => {
    const text = visible(span.text);
    const look = span.style ?? style;
    const run: Run = look === undefined ? { text } : { text, style: look };
    // A terminal shows no links, so the address stands beside its words.
    const address = span.href === undefined ? "" : visible(span.href);
    return address === "" || address === text ? [run] : [run, { text: ` <${address}>`, style: "quiet" }];
  });
}

/** The payload without looks and without wrapping: what the record keeps and what a pipe gets. */
export function plainText(payload: ConsolePayload): string {
  return payload.lines
    .map((line) =>
      line.runs
        .map((run) => run.text)
        .join("")
        .trimEnd(),
    )
    .join("\n");
}
