/** A message as one person sees it: an answer, or a post. It may change after it was first seen. */
export interface Shown {
  readonly kind: "message";
  /** All its words on one line, without the platform's signs. */
  readonly words: () => string;
  /** What can be pressed, in reading order. */
  readonly labels: () => readonly string[];
}

/** A form in front of a person. */
export interface Opened {
  readonly kind: "form";
  readonly title: string;
  /** Names of the fields, each with its choices; none: a line to type. */
  readonly fields: ReadonlyMap<string, readonly Choice[]>;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Something that a person did. It is always delivered twice, as happens in every network. */
export interface Deed {
  /** What the person gets to see first; rejects when nothing comes. */
  readonly seen: Promise<Shown | Opened>;
  /** How many answers came. */
  readonly answers: () => number;
  /** Delivers it once more, however late. */
  readonly again: () => void;
}

/** One command of `/news`, as it is typed in Slack and as it is chosen in Discord. */
export interface Command {
  readonly verb: string;
  /** After the verb. */
  readonly words?: string;
  readonly options?: Readonly<Record<string, string | number>>;
}

/** "manager" may manage the channel's subscriptions, "reader" may not. */
export type Person = "manager" | "reader";

/** What people of one workspace or server can do with the desk, and see of it. The same on every platform. */
export interface Hands {
  readonly ask: (command: Command, who?: Person) => Deed;
  /** @throws Error when there is no such button */
  readonly press: (on: Shown, label: string, who?: Person) => Deed;
  /** Fills in a form and sends it. */
  readonly fill: (form: Opened, values: Readonly<Record<string, string>>) => Deed;
  /** What stands in the channel, oldest first. */
  readonly posts: () => readonly Shown[];
  /** What stands in the thread below a post. */
  readonly thread: (post: Shown) => readonly Shown[];
  /** Direct messages of the bot to the manager. */
  readonly directMessages: () => readonly Shown[];
  /** What the platform refused, or a good guest does not do. */
  readonly misconduct: () => readonly unknown[];
}
