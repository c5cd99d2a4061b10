import type { Verb } from "./action.ts";
import type { Message } from "./message.ts";
import type { PlatformName } from "./subscription.ts";

/** Who asks, and where. */
export interface Asker {
  readonly platform: PlatformName;
  /** Slack's workspace or Discord's server; "" in a direct message of Discord. */
  readonly workspace: string;
  /** The platform's id of the channel. */
  readonly channel: string;
  /** As people know the channel, where the platform says it. */
  readonly channelName?: string;
  /** The platform's id of the person. */
  readonly user: string;
  /** Whether the platform or the configuration lets this person manage the channel's subscriptions; `why` says what it would take. */
  readonly mayManage: { readonly allowed: true } | { readonly allowed: false; readonly why: string };
}

/** What a person asked. */
export type Input =
  /** Typed as words after `/news` (Slack). */
  | { readonly kind: "words"; readonly text: string }
  /** Chosen from typed options (Discord); names as in `COMMANDS`. */
  | { readonly kind: "command"; readonly verb: Verb; readonly options: Readonly<Record<string, string>> }
  /** A button, with its text from `actionText`. */
  | { readonly kind: "button"; readonly action: string }
  /** A form that was filled in; `action` is the form's. */
  | { readonly kind: "form"; readonly action: string; readonly values: Readonly<Record<string, string>> }
  /** The app's own page was opened (Slack's App Home). */
  | { readonly kind: "home" };

export interface Request {
  /** The platform's id of this interaction or event: one that comes twice acts once. */
  readonly id: string;
  readonly from: Asker;
  readonly input: Input;
}

export type Answer =
  | {
      readonly kind: "message";
      readonly message: Message;
      /** Takes the place of the private message whose button was pressed: turning a page. */
      readonly replaces: boolean;
    }
  | { readonly kind: "form"; readonly form: Form };

/** Answers are private; what goes to a channel goes through the outbox. */
export interface Conversation {
  /** Never throws: what fails is answered in words. */
  readonly answer: (request: Request) => Promise<Answer>;
  /** Completions for an option while it is typed; at most 25, labels of at most 100 characters. Never throws. */
  readonly suggest: (from: Asker, verb: Verb, option: string, typed: string) => Promise<readonly Choice[]>;
}

export interface Choice {
  /** What is sent; at most 75 characters, as Slack has it. */
  readonly value: string;
  /** What people read; at most 75 characters. */
  readonly label: string;
}

/** A form: a modal on both platforms. */
export interface Form {
  /** At most 24 characters, as Slack has it. */
  readonly title: string;
  /** At most 24 characters. */
  readonly submit: string;
  /** From `actionText`; comes back with what was filled in. */
  readonly action: string;
  readonly note: string | null;
  readonly fields: readonly Field[];
}

export type Field =
  | {
      readonly kind: "line";
      readonly name: string;
      /** At most 45 characters, as Discord has it. */
      readonly label: string;
      readonly hint: string | null;
      readonly value: string;
      readonly required: boolean;
    }
  /** One of 1 to 25 choices. */
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly choices: readonly Choice[];
      readonly value: string | null;
      readonly required: boolean;
    };

/** One command of `/news`, as platforms declare it. */
export interface Command {
  readonly verb: Verb;
  /** At most 100 characters. */
  readonly description: string;
  /** Required ones first. In Slack they are words after the verb. */
  readonly options: readonly Option[];
  /** Only for those who may manage the channel. */
  readonly manages: boolean;
}

export interface Option {
  /** Lower case. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly type: "text" | "number";
  /** Completed while it is typed, by `Conversation.suggest`. */
  readonly suggested: boolean;
  /** A closed list; empty: anything. */
  readonly choices: readonly Choice[];
}
