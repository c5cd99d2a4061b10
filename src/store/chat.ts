import type { Message } from "../core/message.ts";
import type { PlatformName, Subscription } from "../core/subscription.ts";
import type { EpochMs } from "../core/time.ts";

/** A person, by the platform's id. */
export interface Person {
  readonly platform: PlatformName;
  readonly user: string;
}

/** A subscription that was made in chat. */
export interface ChatSubscription {
  readonly subscription: Subscription;
  /** Slack's workspace or Discord's server. */
  readonly workspace: string;
  /** The platform's id of the person who made it. */
  readonly madeBy: string;
  readonly madeAt: EpochMs;
}

export interface SubscriptionStore {
  /** False, and nothing is written, when one with this name is there. */
  readonly add: (subscription: ChatSubscription) => Promise<boolean>;
  /** False when there was none. What it posted stays known: made again under its name, it repeats nothing. */
  readonly end: (name: string) => Promise<boolean>;
  /** Oldest first. */
  readonly list: () => Promise<readonly ChatSubscription[]>;
}

/** A person who is told when a story grows. */
export interface Follow extends Person {
  readonly storyId: string;
  /** Newest version of the digest that the person knows of. */
  readonly version: number;
  readonly since: EpochMs;
}

export interface FollowStore {
  /** Inserts, or sets the version that the person knows of. */
  readonly save: (follow: Follow) => Promise<void>;
  /** False when the person did not follow it. */
  readonly end: (person: Person, storyId: string) => Promise<boolean>;
  /** Newest first. */
  readonly of: (person: Person) => Promise<readonly Follow[]>;
  /** Those whose story has a newer digest than they know of, oldest first. */
  readonly due: () => Promise<readonly Follow[]>;
  /** The followers of one story follow the other; `version` is what they know of it. */
  readonly move: (from: string, to: string, version: number) => Promise<void>;
}

export type Vote = "up" | "down";

export interface VoteStore {
  /** A person has one vote a story: the last one counts. */
  readonly cast: (person: Person, storyId: string, vote: Vote, at: EpochMs) => Promise<void>;
  readonly withdraw: (person: Person, storyId: string) => Promise<void>;
  readonly of: (person: Person, storyId: string) => Promise<Vote | null>;
  readonly count: (storyId: string) => Promise<Readonly<Record<Vote, number>>>;
  /** Votes go to the other story, but for people who voted on that one too. */
  readonly move: (from: string, to: string) => Promise<void>;
}

/** What a person says of a story: some of its articles belong elsewhere, or it is one with another. */
export type RulingSubject =
  | { readonly kind: "split"; readonly storyId: string; readonly articleIds: readonly string[] }
  | { readonly kind: "merge"; readonly storyId: string; readonly into: string };

/** wished → due | refused; due → done. Who may manage rules at once: due. */
export type RulingState = "wished" | "due" | "done" | "refused";

export interface Ruling extends Person {
  readonly number: number;
  readonly subject: RulingSubject;
  readonly state: RulingState;
  readonly at: EpochMs;
}

export interface RulingStore {
  /** Returns it with its number. */
  readonly add: (ruling: Omit<Ruling, "number">) => Promise<Ruling>;
  readonly get: (number: number) => Promise<Ruling | null>;
  /** False, and nothing is written, when it is not in the state `from` (any more). */
  readonly move: (number: number, from: RulingState, to: RulingState) => Promise<boolean>;
  /** Oldest first. */
  readonly inState: (state: RulingState, limit: number) => Promise<readonly Ruling[]>;
  /** Rulings on a story, and those that brought articles or stories into it; oldest first. */
  readonly ofStory: (storyId: string) => Promise<readonly Ruling[]>;
  /** A merged story → the one it became a part of, followed to its end. */
  readonly merged: () => Promise<ReadonlyMap<string, string>>;
  readonly markMerged: (storyId: string, into: string) => Promise<void>;
}

/** Why an article stands in its story. */
export interface Placement {
  readonly articleId: string;
  readonly storyId: string;
  /** Mean log-odds towards the story's other reports; null when it was alone or a person placed it. */
  readonly score: number | null;
  /** The report that it resembled most. */
  readonly nearest: string | null;
  /** Names that both write, most frequent first. */
  readonly names: readonly string[];
  /** Number of the ruling that put it there: the text may say otherwise. */
  readonly ruling: number | null;
  readonly at: EpochMs;
}

export interface PlacementStore {
  /** Inserts or replaces. */
  readonly save: (placements: readonly Placement[]) => Promise<void>;
  /** Of those that have one. */
  readonly of: (articleIds: readonly string[]) => Promise<readonly Placement[]>;
}

/** What was asked and answered, so that what comes twice acts once. */
export interface RequestStore {
  /** False when it was taken before. */
  readonly take: (id: string, at: EpochMs) => Promise<boolean>;
  readonly answer: (id: string, message: Message) => Promise<void>;
  readonly answered: (id: string) => Promise<Message | null>;
  readonly forget: (before: EpochMs) => Promise<void>;
  /** Words too long for a button, under a short name that a button can carry: "~" and 12 hex digits of their hash. */
  readonly keepWords: (words: string, at: EpochMs) => Promise<string>;
  readonly words: (name: string) => Promise<string | null>;
}
