/** The marks of one sentence that features ask for. */
export interface Marks {
  /** How many of ", “ and ” it has. */
  readonly straight: number;
  readonly opening: number;
  readonly closing: number;
  /** Whether it has any of them, or ''. */
  readonly quoted: boolean;
  /** Whether it begins with a double mark. */
  readonly opensQuoted: boolean;
  /** Whether it ends with an end mark, perhaps inside closing marks. */
  readonly ended: boolean;
  /** Whether it has a colon, a bar, © or @, or an address. */
  readonly odd: boolean;
}

/** Searches for one character at a time, which engines do several characters at once. */
export function marksOf(text: string): Marks {
  const straight = count(text, '"');
  const opening = count(text, "“");
  const closing = count(text, "”");
  const first = text.charAt(0);
  return {
    straight,
    opening,
    closing,
    quoted: straight + opening + closing > 0 || text.includes("''"),
    opensQuoted: first === '"' || first === "“" || text.startsWith("''"),
    ended: isEnded(text),
    odd: text.includes(":") || text.includes("|") || text.includes("©") || text.includes("@") || text.includes("www."),
  };
}

function count(text: string, mark: string): number {
  let n = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) n++;
  return n;
}

function isEnded(text: string): boolean {
  let at = text.length - 1;
  while (at >= 0 && "\"”’')".includes(text[at]!)) at--;
  return at >= 0 && ".!?…".includes(text[at]!);
}
