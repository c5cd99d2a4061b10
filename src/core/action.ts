/** What a button asks for. The words of `/news` and of buttons are the same where they do the same. */
export const VERBS = [
  "latest",
  "story",
  "search",
  "brief",
  "sources",
  "evidence",
  "why",
  "follow",
  "vote",
  "split",
  "merge",
  "rule",
  "subscribe",
  "unsubscribe",
  "subscriptions",
  "next",
  "help",
  "share",
] as const;
export type Verb = (typeof VERBS)[number];

/** Pressed, these open a form. Platforms must know before they answer: a form cannot follow a first answer. */
const FORM_VERBS: ReadonlySet<Verb> = new Set(["split", "merge", "subscribe"]);

/** A press of a button, in full: it works after a restart, because nothing about it is kept anywhere else. */
export interface Action {
  readonly verb: Verb;
  readonly args: readonly string[];
}

/** Longest action as text, UTF-16 units: Discord's custom_id has 100, and the marker of a delivery needs its part of them. */
export const MAX_ACTION = 64;

/** @throws RangeError when the text would be too long for a button */
export function actionText({ verb, args }: Action): string {
  const text = [verb, ...args.map((arg) => arg.replaceAll("%", "%25").replaceAll(":", "%3A"))].join(":");
  if (text.length > MAX_ACTION) throw new RangeError(`An action has at most ${MAX_ACTION} characters: ${text}`);
  return text;
}

/** Null: no action of ours, or one of a newer version. */
export function readAction(text: string): Action | null {
  const [verb, ...args] = text.split(":");
  const known = VERBS.find((one) => one === verb);
  if (known === undefined) return null;
  return { verb: known, args: args.map((arg) => arg.replaceAll("%3A", ":").replaceAll("%25", "%")) };
}

export function opensForm(text: string): boolean {
  const action = readAction(text);
  return action !== null && FORM_VERBS.has(action.verb);
}
