import type { Generated } from "kysely";
import type { DeliveryAction, DeliveryState, OutboxVerb, Pause } from "../core/delivery.ts";
import type { QuarantineKind } from "../core/document.ts";
import type { EditionReason } from "../core/edition.ts";
import type { EditionKind, Layout, PlatformName, UnclearPolicy } from "../core/subscription.ts";
import type { RulingState, RulingSubject, Vote } from "./chat.ts";

/** The databases that Copydesk keeps its work in. */
export type Dialect = "sqlite" | "postgres";

/**
 * The tables, as the newest migration leaves them. The same in every dialect, but for `article_search`, which only
 * search.ts reads and writes. Times are epoch milliseconds, booleans 0 or 1, lists and documents JSON text.
 */
export interface Schema {
  readonly schema_migrations: MigrationRow;
  readonly documents: DocumentRow;
  readonly quarantine: QuarantineRow;
  readonly articles: ArticleRow;
  readonly stories: StoryRow;
  readonly story_articles: StoryArticleRow;
  readonly digests: DigestRow;
  readonly editions: EditionRow;
  readonly edition_stories: EditionStoryRow;
  readonly deliveries: DeliveryRow;
  readonly lanes: LaneRow;
  readonly outbox_requests: OutboxRequestRow;
  readonly subscriptions: SubscriptionRow;
  readonly follows: FollowRow;
  readonly votes: VoteRow;
  readonly rulings: RulingRow;
  readonly merged_stories: MergedStoryRow;
  readonly placements: PlacementRow;
  readonly requests: RequestRow;
  readonly kept_words: KeptWordsRow;
}

interface MigrationRow {
  number: number;
  name: string;
  checksum: string;
  applied_at: Generated<number>;
}

interface DocumentRow {
  folder: string;
  path: string;
  hash: string;
  size: number;
  /** File systems give fractions of a millisecond; they are kept, or every file would look changed. */
  modified_at: number;
  taken_at: number;
  article_id: string | null;
}

interface QuarantineRow {
  folder: string;
  path: string;
  hash: string;
  size: number;
  modified_at: number;
  at: number;
  kind: QuarantineKind;
  reason: string;
  mend: string;
  line: number | null;
}

export interface ArticleRow {
  /** Counts up as articles are taken in; ties the search index to its article. */
  number: Generated<number>;
  id: string;
  file: string;
  title: string | null;
  byline: string | null;
  publisher: string | null;
  published_at: string | null;
  /** What articles are ordered by: see `publishedMs`. */
  published_ms: number;
  url: string | null;
  tags: string;
  language: string;
  text: string;
  taken_at: number;
  copy_of: string | null;
  superseded_by: string | null;
}

export interface StoryRow {
  id: string;
  headline: string | null;
  created_at: number;
  updated_at: number;
  /** Number of its newest digest; 0 before the first. */
  version: number;
  /** 1 while its articles are newer than its newest digest. */
  due: number;
}

interface StoryArticleRow {
  /** An article stands in one story. */
  article_id: string;
  story_id: string;
  position: number;
}

export interface DigestRow {
  story_id: string;
  version: number;
  reports: string;
  created_at: number;
  /** The digest; the text of an article that is stored as it was is left out. */
  body: string;
}

export interface EditionRow {
  /** Counts up: which of two editions of one millisecond is the newer. */
  number: Generated<number>;
  id: string;
  channel: string;
  kind: EditionKind;
  slot: string;
  /** 1 when its slot comes from the schedule. */
  scheduled: number;
  created_at: number;
  left_out: number;
  silent_since: string | null;
}

interface EditionStoryRow {
  edition_id: string;
  position: number;
  story_id: string;
  version: number;
  reason: EditionReason;
}

export interface DeliveryRow {
  sequence: Generated<number>;
  key: string;
  lane: string;
  /** Of the target, as people know it. */
  name: string;
  platform: PlatformName;
  channel: string;
  crosspost: number;
  edition_id: string | null;
  story_id: string | null;
  part: number;
  action: DeliveryAction["kind"];
  /** Key of the delivery that is replied to or changed. */
  about: string | null;
  payload: string;
  created_at: number;
  attempt: number;
  term: number;
  owner: string | null;
  lease_until: number | null;
  faults: number;
  lost: number;
  tier: number;
  aside: number;
  first_sent_at: number | null;
  last_sent_at: number | null;
  state: DeliveryState["state"];
  /** pending: when it is due; else: since when it stands in its state. */
  at: number;
  message_id: string | null;
  /** dead: the failure, JSON. cancelled: the reason as it is. */
  failure: string | null;
}

export interface LaneRow {
  lane: string;
  paused: Pause["what"] | null;
  reason: string | null;
  mend: string | null;
  since: number | null;
  looks: number;
  look_at: number;
  not_before: number;
}

interface OutboxRequestRow {
  number: Generated<number>;
  verb: OutboxVerb;
  subject: string;
  at: number;
  /** What became of it, for the person; null: not looked at yet. */
  answer: string | null;
}

export interface SubscriptionRow {
  name: string;
  platform: PlatformName;
  channel: string;
  workspace: string;
  schedule: string;
  timezone: string;
  kind: EditionKind;
  topics: string;
  most_stories: number;
  layout: Layout;
  crosspost: number;
  unclear: UnclearPolicy;
  made_by: string;
  made_at: number;
}

export interface FollowRow {
  platform: PlatformName;
  /** The platform's id. */
  person: string;
  story_id: string;
  version: number;
  since: number;
}

interface VoteRow {
  platform: PlatformName;
  person: string;
  story_id: string;
  vote: Vote;
  at: number;
}

export interface RulingRow {
  number: Generated<number>;
  kind: RulingSubject["kind"];
  story_id: string;
  /** Those that go, of a split. */
  article_ids: string;
  /** Of a merge. */
  into_id: string | null;
  state: RulingState;
  platform: PlatformName;
  person: string;
  at: number;
}

interface MergedStoryRow {
  story_id: string;
  into_id: string;
}

interface PlacementRow {
  article_id: string;
  story_id: string;
  score: number | null;
  nearest: string | null;
  names: string;
  ruling: number | null;
  at: number;
}

interface RequestRow {
  id: string;
  at: number;
  /** The message, JSON; null while it is being made. */
  answer: string | null;
}

interface KeptWordsRow {
  name: string;
  words: string;
  at: number;
}
