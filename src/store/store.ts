import type { Article } from "../core/article.ts";
import type { Delivery, Failure, LaneHold, OutboxVerb, OwedDelivery, Pause } from "../core/delivery.ts";
import type { StoryDigest } from "../core/digest.ts";
import type { Document, Quarantined } from "../core/document.ts";
import type { Edition } from "../core/edition.ts";
import type { Story } from "../core/story.ts";
import type { EpochMs } from "../core/time.ts";
import type { FollowStore, PlacementStore, RequestStore, RulingStore, SubscriptionStore, VoteStore } from "./chat.ts";

/** Everything that lasts, behind one interface; SQLite and PostgreSQL each pass the same contract suite. */
export interface Store {
  readonly documents: DocumentStore;
  readonly quarantine: QuarantineStore;
  readonly articles: ArticleStore;
  readonly stories: StoryStore;
  readonly digests: DigestStore;
  readonly editions: EditionStore;
  readonly deliveries: DeliveryStore;
  readonly lanes: LaneStore;
  readonly search: SearchStore;
  readonly subscriptions: SubscriptionStore;
  readonly follows: FollowStore;
  readonly votes: VoteStore;
  readonly rulings: RulingStore;
  readonly placements: PlacementStore;
  readonly requests: RequestStore;
  /** Whether other processes may write it at the same time. */
  readonly isShared: boolean;
  /**
   * All or nothing: what `work` writes through the store it is handed lands together. Not nested; using the outer store inside
   * `work` throws.
   */
  readonly transaction: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  /** Cheap read that fails when the database cannot be used. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What is known of a file without reading it again. */
export interface FileStamp {
  readonly size: number;
  readonly modifiedAt: EpochMs;
  readonly hash: string;
}

export interface DocumentStore {
  /** Every known path of a folder, taken in or in quarantine, with its stamp; quarantine's when a path stands in both. */
  readonly stamps: (folder: string) => Promise<ReadonlyMap<string, FileStamp>>;
  /** Inserts or replaces the row of (folder, path). */
  readonly save: (documents: readonly Document[]) => Promise<void>;
  readonly get: (folder: string, path: string) => Promise<Document | null>;
  /** A document with these bytes that became an article, wherever it lies. */
  readonly byHash: (hash: string) => Promise<Document | null>;
  readonly count: () => Promise<number>;
}

export interface QuarantineStore {
  /** Inserts or replaces the row of (folder, path). */
  readonly save: (document: Quarantined) => Promise<void>;
  /** The document was taken in after all. */
  readonly release: (folder: string, path: string) => Promise<void>;
  /** Newest first. */
  readonly list: () => Promise<readonly Quarantined[]>;
}

export interface ArticleStore {
  /** Inserts; an article with the same id stays as it is. */
  readonly save: (articles: readonly Article[]) => Promise<void>;
  readonly get: (id: string) => Promise<Article | null>;
  /** In the order of the ids asked for; ids that do not exist are left out. */
  readonly many: (ids: readonly string[]) => Promise<readonly Article[]>;
  /** Articles that no other one replaced and that were published (or, undated, taken in) at or after `from` and before `until`; by publication, then id. `most`: only so many, the newest. */
  readonly since: (from: EpochMs, until?: EpochMs, most?: number) => Promise<readonly Article[]>;
  /** Articles of a file: its path below its folder, or the end of it; newest first. */
  readonly ofFile: (path: string, limit: number) => Promise<readonly Article[]>;
  /** Lists of tags of articles as in `since`. */
  readonly tags: (from: EpochMs) => Promise<readonly (readonly string[])[]>;
  /**
   * Articles that were added after the one with this number and stand in a story, with it. `newest`: number of the last one
   * added, 0 for none. Exact while stories are held (see `StoryStore.hold`): else one with a lower number may come later.
   */
  readonly addedAfter: (number: number) => Promise<{
    readonly newest: number;
    readonly articles: readonly (Article & { readonly storyId: string })[];
  }>;
  readonly markCopy: (id: string, copyOf: string) => Promise<void>;
  /** `by` took the place of `id`; if `by` was itself replaced before (the file was changed back), it is current again. */
  readonly supersede: (id: string, by: string) => Promise<void>;
  readonly count: () => Promise<number>;
}

/** A story whose articles all went to others can still be got, for posts link to it; no list and no count has it. */
export interface StoryStore {
  /** Until the transaction ends nobody else who asks for this goes on: one process at a time decides which articles are one story. */
  readonly hold: () => Promise<void>;
  /** Inserts or replaces a story and its list of articles. An article stands in one story: the one it was last saved with. */
  readonly save: (story: Story) => Promise<void>;
  readonly get: (id: string) => Promise<Story | null>;
  readonly ofArticle: (articleId: string) => Promise<Story | null>;
  /** Last changed first. */
  readonly latest: (limit: number, offset?: number) => Promise<readonly Story[]>;
  /** Stories whose id starts so, last changed first. */
  readonly startingWith: (prefix: string, limit: number) => Promise<readonly Story[]>;
  /** Article id → story id, for articles of `ArticleStore.since`. */
  readonly membership: (from: EpochMs, until?: EpochMs) => Promise<ReadonlyMap<string, string>>;
  /** Stories whose articles changed after their newest digest, or that have no digest: work left by a crash. */
  readonly withoutDigest: () => Promise<readonly Story[]>;
  readonly count: () => Promise<number>;
}

export interface DigestStore {
  /**
   * Adds the next version of a stored story's digest and returns it with its number.
   * @param isStale the story has changed since the digest was begun: it goes on being due
   */
  readonly add: (digest: Omit<StoryDigest, "version">, isStale?: boolean) => Promise<StoryDigest>;
  readonly latest: (storyId: string) => Promise<StoryDigest | null>;
  readonly get: (storyId: string, version: number) => Promise<StoryDigest | null>;
  /** Numbers of all versions with their times, oldest first. */
  readonly versions: (storyId: string) => Promise<readonly { readonly version: number; readonly createdAt: EpochMs }[]>;
  /** The newest digest of every story that changed at or after `from`; last changed first. `page`: so many of them, after those that are skipped. */
  readonly since: (
    from: EpochMs,
    page?: { readonly most: number; readonly skip: number },
  ) => Promise<readonly StoryDigest[]>;
}

export interface EditionStore {
  /**
   * Takes a slot: writes the edition and says true, or says false and writes nothing when the channel already has an
   * edition for that slot (another process, or a run before a crash).
   */
  readonly claim: (edition: Edition) => Promise<boolean>;
  readonly get: (id: string) => Promise<Edition | null>;
  /** Newest first; of one channel, or of all. One that only stands for what a channel need not be told (`BASELINE`) is none. */
  readonly latest: (limit: number, channel?: string) => Promise<readonly Edition[]>;
  /** The channel's newest edition whose slot does not start with "ready:" or "now:". */
  readonly lastScheduled: (channel: string) => Promise<Edition | null>;
  /** For each story that any edition of the channel has carried: the reports its posted digest was made of (all versions together). `storyId`: of this one alone. */
  readonly posted: (channel: string, storyId?: string) => Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Dates of the story's posts, oldest first; without `BASELINE` ones. */
  readonly ofStory: (storyId: string) => Promise<readonly Edition[]>;
}

/** Who may change a delivery: whoever read it, until somebody else claims it. */
export type Fence = Pick<Delivery, "key" | "term">;

/** The row of a lane that may move, and what holds it up. */
export interface LaneHead {
  readonly delivery: Delivery;
  readonly lane: LaneHold;
  /** Of the platform as a whole. */
  readonly platform: LaneHold;
  /** When the lane's newest message was sent; null: none was. */
  readonly newestSent: EpochMs | null;
}

/**
 * A change that meets a newer claim or a final state writes nothing and says false; one of a key that does not exist throws.
 * Each is one statement.
 */
export interface DeliveryStore {
  /**
   * Adds pending rows, due at once, at the end of the outbox; a key that is there already is left alone. Older edits of a
   * message that an added one changes, and that are pending, are cancelled.
   */
  readonly add: (deliveries: readonly OwedDelivery[], at: EpochMs) => Promise<void>;
  readonly get: (key: string) => Promise<Delivery | null>;
  /** The lane's oldest row that is neither final nor set aside, or null: only a lane's head may move. */
  readonly head: (lane: string) => Promise<LaneHead | null>;
  /** Rows of the lane that were set aside and are not final, oldest first. */
  readonly aside: (lane: string) => Promise<readonly Delivery[]>;
  /** Lanes with rows that are not final; `aside`: some of them stand aside. */
  readonly lanes: () => Promise<readonly { readonly lane: string; readonly aside: boolean }[]>;
  /**
   * pending or unknown → sending, attempt + 1, term + 1. Null when the row was claimed since it was read or is neither set
   * aside nor its lane's head. On disk before it returns; throws inside a transaction, where it could not be.
   * @param claim `at` by the caller's clock; the lease runs by it on SQLite, which one process has, and by the server's
   *   clock on PostgreSQL
   */
  readonly intend: (
    fence: Fence,
    claim: { readonly owner: string; readonly at: EpochMs; readonly leaseMs: number },
  ) => Promise<Fence | null>;
  /** From any state that is not final: the message stands in the channel. */
  readonly sent: (fence: Fence, messageId: string, at: EpochMs) => Promise<boolean>;
  /** sending or unknown → pending, due at `dueAt`. `isFault`: it counts among the failures that end in giving up. */
  readonly retry: (fence: Fence, dueAt: EpochMs, isFault: boolean) => Promise<boolean>;
  /** sending → unknown. */
  readonly unclear: (fence: Fence, at: EpochMs) => Promise<boolean>;
  /** sending → unknown, lost + 1, when its lease has run out. */
  readonly lapse: (fence: Fence, at: EpochMs) => Promise<boolean>;
  /** sending → pending with a plainer payload, tier + 1. */
  readonly degrade: (fence: Fence, payload: unknown, at: EpochMs) => Promise<boolean>;
  /** From any state that is not final. */
  readonly died: (fence: Fence, failure: Failure, at: EpochMs) => Promise<boolean>;
  /** pending or unknown → cancelled. */
  readonly cancel: (fence: Fence, reason: string, at: EpochMs) => Promise<boolean>;
  /** pending or unknown: its lane goes on without it. */
  readonly setAside: (fence: Fence) => Promise<boolean>;
  /** Rows that were set aside and are about this delivery go back into their lane. */
  readonly bringBack: (about: string) => Promise<void>;
  /** Cancels the lane's pending rows that were added before a moment. Returns how many. */
  readonly expire: (lane: string, before: EpochMs, reason: string, at: EpochMs) => Promise<number>;
  /** A person wants it sent: pending, unknown, dead or cancelled → pending as if new. False when it is sent or being sent. */
  readonly revive: (key: string, at: EpochMs) => Promise<boolean>;
  /**
   * After a start: every row left `sending` by a process that is gone becomes `unknown`, lost + 1. Returns how many. On
   * SQLite all are; on PostgreSQL those whose lease has run out.
   */
  readonly recover: (at: EpochMs) => Promise<number>;
  /** Whether a newer edit of the same message waits. */
  readonly isReplaced: (delivery: Delivery) => Promise<boolean>;
  /** When the lane's newest message was sent; null: none was. */
  readonly newestSent: (lane: string) => Promise<EpochMs | null>;
  readonly ofEdition: (editionId: string) => Promise<readonly Delivery[]>;
  /** Replies to a delivery's message and edits of it, oldest first. */
  readonly about: (key: string) => Promise<readonly Delivery[]>;
  /** Messages that show a story, in every channel. */
  readonly ofStory: (storyId: string) => Promise<readonly Delivery[]>;
  /** Rows in these states, newest first. */
  readonly list: (states: readonly Delivery["status"]["state"][], limit: number) => Promise<readonly Delivery[]>;
  /** How many rows stand in each state. */
  readonly counts: () => Promise<Readonly<Record<Delivery["status"]["state"], number>>>;
}

/** What an operator asked, and waits for. */
interface OutboxRequest {
  readonly number: number;
  readonly verb: OutboxVerb;
  /** Key of a delivery, or a lane. */
  readonly subject: string;
}

/** What holds up lanes (see `laneOf`) and whole platforms (see `platformLaneOf`), and what operators ask of the outbox. */
export interface LaneStore {
  /** Of several times that the platform named the latest counts. */
  readonly waitUntil: (lane: string, notBefore: EpochMs) => Promise<void>;
  readonly pause: (lane: string, pause: Pause) => Promise<void>;
  /** Ends its pause, but no wait; false when it was not paused. */
  readonly reopen: (lane: string) => Promise<boolean>;
  /** Ends its pause and its wait; false when it had neither. */
  readonly resume: (lane: string, now: EpochMs) => Promise<boolean>;
  /** After a start or a reload: tokens may be others. */
  readonly resumeAccounts: () => Promise<void>;
  readonly holds: () => Promise<readonly LaneHold[]>;
  /** For the process that sends. Returns the request's number. */
  readonly ask: (verb: OutboxVerb, subject: string, at: EpochMs) => Promise<number>;
  /** Requests without an answer, oldest first. */
  readonly asked: () => Promise<readonly OutboxRequest[]>;
  readonly answer: (number: number, answer: string) => Promise<void>;
  readonly answerOf: (number: number) => Promise<string | null>;
}

/** One hit of the full-text search. */
export interface SearchHit {
  readonly storyId: string;
  readonly articleId: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  /** A passage around the hit as plain text; the words found stand between U+0001 and U+0002. */
  readonly snippet: string;
}

export interface SearchStore {
  /**
   * Best first. The query is what a person typed: words are all required, "…" is a phrase; nothing in it is syntax that can fail.
   * An empty query finds nothing.
   */
  readonly articles: (query: string, limit: number) => Promise<readonly SearchHit[]>;
}
