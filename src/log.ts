import { pino } from "pino";

/** The program's log. It never goes to standard output: that is for digests. */
export interface Log {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}

/** A sentence for people first, then the facts behind it; an `error` among them keeps its stack. */
type LogLine = (sentence: string, facts?: Readonly<Record<string, unknown>>) => void;

export interface LogOptions {
  readonly level: keyof Log;
  /** Values that must never be written: tokens, addresses with passwords. */
  readonly secrets: readonly string[];
  /** Short lines for a person; otherwise one JSON object a line. */
  readonly forPeople: boolean;
  readonly colours: boolean;
  /** Takes finished lines, each with its line end. */
  readonly write: (line: string) => void;
}

const HIDDEN = "[hidden]";
/** What tokens of Slack and Discord and passwords in addresses look like, should one arrive that we were not told of. */
const SECRET_SHAPES =
  /\bxox[a-z]-[\w-]{8,}|\bxapp-[\w-]{8,}|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/g;

export function createLog(options: LogOptions): Log {
  const stream = {
    write: (line: string): void => {
      const safe = hide(line, options.secrets);
      options.write(options.forPeople ? forPeople(safe, options.colours) : safe);
    },
  };
  const logger = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, errorKey: "error" },
    stream,
  );
  return {
    debug: (sentence, facts = {}) => logger.debug(facts, sentence),
    info: (sentence, facts = {}) => logger.info(facts, sentence),
    warn: (sentence, facts = {}) => logger.warn(facts, sentence),
    error: (sentence, facts = {}) => logger.error(facts, sentence),
  };
}

function hide(line: string, secrets: readonly string[]): string {
  let safe = line;
  for (const secret of secrets) {
    // In a line of JSON the secret may stand escaped.
    for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) {
      if (form.length >= 4) safe = safe.replaceAll(form, HIDDEN);
    }
  }
  return safe.replaceAll(SECRET_SHAPES, HIDDEN);
}

const NAMES: Readonly<Record<number, readonly [name: string, colour: string]>> = {
  20: ["debug", "\u001b[2m"],
  30: ["", "\u001b[2m"],
  40: ["warning: ", "\u001b[33m"],
  50: ["error: ", "\u001b[31m"],
};

/** "08:00:12 error: The sentence." and, for an error, its message on a line of its own. */
function forPeople(line: string, colours: boolean): string {
  const entry = JSON.parse(line) as {
    level: number;
    time: string;
    msg?: string;
    error?: { message?: string; stack?: string };
  };
  const [name, colour] = NAMES[entry.level] ?? ["", ""];
  const time = new Date(entry.time).toTimeString().slice(0, 8);
  const cause = entry.error?.stack ?? entry.error?.message;
  const text = `${time} ${name}${entry.msg ?? ""}${cause === undefined ? "" : `\n         ${cause.replaceAll("\n", "\n         ")}`}`;
  return colours ? `${colour}${text}\u001b[0m\n` : `${text}\n`;
}
