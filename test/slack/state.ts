import { Refusal } from "./refusal.ts";
import { CHANNELS, PEOPLE } from "./workspace.ts";
import type { Block, Channel, ChannelSeed, Person, StoredMessage } from "./workspace.ts";

/** A modal or a Home tab as it stands. */
export interface View {
  readonly id: string;
  readonly rootId: string;
  readonly previousId: string | null;
  readonly type: "modal" | "home";
  readonly user: string;
  readonly hash: string;
  /** As the bot sent it, block ids filled in. */
  readonly body: Block;
  readonly open: boolean;
}

/** What a person gets to see after doing something. `afterMs`: since the deed, on a monotonic clock. */
export type Answer =
  | { readonly kind: "message"; readonly message: StoredMessage; readonly afterMs: number }
  | { readonly kind: "ephemeral"; readonly message: StoredMessage; readonly afterMs: number }
  | { readonly kind: "replaced"; readonly message: StoredMessage; readonly afterMs: number }
  | { readonly kind: "deleted"; readonly message: StoredMessage; readonly afterMs: number }
  | { readonly kind: "view"; readonly view: View; readonly afterMs: number }
  /** The form stays open and shows what is wrong, by block id. */
  | { readonly kind: "errors"; readonly errors: Readonly<Record<string, string>>; readonly afterMs: number };

type WithoutTime<T> = T extends unknown ? Omit<T, "afterMs"> : never;

/** Where the answers to one deed of a person arrive. */
export interface Deed {
  readonly user: string;
  readonly channel: string | null;
  readonly take: (answer: WithoutTime<Answer>) => void;
}

interface Trigger {
  readonly issuedAt: number;
  readonly deed: Deed;
  readonly used: boolean;
}

export interface ResponseUrl {
  readonly issuedAt: number;
  readonly uses: number;
  readonly deed: Deed;
  readonly channel: string;
  /** The message that a button stands in, or that this address posted first. */
  readonly original: string | null;
  readonly threadTs: string | null;
}

/** Something that the real Slack would refuse, or that a good guest does not do. */
export interface Violation {
  readonly at: number;
  readonly kind:
    | "late_ack"
    | "no_ack"
    | "bad_ack"
    | "called_during_retry_after"
    | "unknown_argument"
    | "no_fallback_text"
    | "text_truncated"
    | "text_split"
    | "reply_to_a_reply"
    | "invalid_blocks"
    | "invalid_view"
    | "invalid_response";
  readonly detail: string;
}

export interface RequestRecord {
  readonly at: number;
  /** Name of the method, or `response_url`. */
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What came back; null when nothing did. Filled when it is sent. */
  answer: { readonly status: number; readonly body: unknown } | null;
  /** Name of the fault that it met, if any. */
  readonly fault: string | null;
}

/** What changed, for whoever watches. */
export type Change =
  | { readonly kind: "message"; readonly message: StoredMessage }
  | { readonly kind: "view"; readonly view: View }
  | { readonly kind: "sockets"; readonly count: number };

export interface AppSettings {
  readonly id: string;
  readonly name: string;
  readonly botId: string;
  readonly botUser: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface SlackState {
  readonly team: Team;
  readonly app: AppSettings;
  readonly people: ReadonlyMap<string, Person>;
  readonly channels: Map<string, Channel>;
  readonly views: Map<string, View>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** Addresses of Socket Mode that were given out and not yet used. */
  readonly tickets: Set<string>;
  /** The newest deeds first: whom an ephemeral message may answer. */
  readonly deeds: Deed[];
  readonly requests: RequestRecord[];
  readonly violations: Violation[];
  readonly watchers: Set<(change: Change) => void>;
  scopes: ReadonlySet<string>;
  /** Open connections of Socket Mode. */
  connections: number;
  tokenState: "active" | "revoked" | "invalid";
  /** Where the server listens; set when it does. */
  origin: string;
  readonly now: () => number;
  /** The next time stamp: strictly rising over all channels. */
  readonly nextTs: () => string;
  readonly nextId: (letter: string) => string;
}

/** Scopes of a bot that posts, looks back, answers and opens direct messages. */
const SCOPES: readonly string[] = [
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "users:read",
];

export interface StateOptions {
  readonly team?: Team;
  readonly app?: Partial<AppSettings>;
  readonly people?: readonly Person[];
  readonly channels?: readonly ChannelSeed[];
  readonly scopes?: readonly string[];
  /** Unix time in milliseconds; time stamps of messages come from it. */
  readonly now?: () => number;
}

const APP: AppSettings = {
  id: "A0COPYDESK",
  name: "copydesk",
  botId: "B0COPYDESK",
  botUser: "U0COPYDESK",
  botToken: "xoxb-loopback-bot-token",
  appToken: "xapp-loopback-app-token",
  signingSecret: "loopback-signing-secret",
};

export function createState(options: StateOptions): SlackState {
  const now = options.now ?? Date.now;
  const people = options.people ?? PEOPLE;
  const app = { ...APP, ...options.app };
  const first = people[0]?.id ?? app.botUser;
  const seeds = options.channels ?? CHANNELS;
  const members = (seed: ChannelSeed): Set<string> =>
    new Set([...people.map(({ id }) => id), ...(seed.botIsMember === false ? [] : [app.botUser])]);
  const channels = seeds.map((seed): [string, Channel] => [
    seed.id,
    {
      id: seed.id,
      name: seed.name,
      kind: seed.kind ?? "public",
      creator: seed.creator ?? first,
      topic: seed.topic ?? "",
      members: members(seed),
      archived: false,
      messages: [],
      ephemerals: [],
    },
  ]);
  return {
    team: options.team ?? { id: "T0HARBOUR1", name: "Harbour Gazette", domain: "harbour-gazette" },
    app,
    people: new Map(people.map((person) => [person.id, person])),
    channels: new Map(channels),
    views: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    tickets: new Set(),
    deeds: [],
    requests: [],
    violations: [],
    watchers: new Set(),
    scopes: new Set(options.scopes ?? SCOPES),
    connections: 0,
    tokenState: "active",
    origin: "",
    now,
    nextTs: risingTs(now),
    nextId: countingIds(),
  };
}

/** Seconds and microseconds since 1970, strictly rising even when the clock stands or steps back. */
function risingTs(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.trunc(now() * 1000), last + 1);
    return `${Math.trunc(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
}

function countingIds(): (letter: string) => string {
  let count = 0;
  return (letter) => `${letter}${(count++).toString(36).toUpperCase().padStart(10, "0")}`;
}

export function tell(state: SlackState, change: Change): void {
  for (const watcher of state.watchers) watcher(change);
}

export function violate(state: SlackState, kind: Violation["kind"], detail: string): void {
  state.violations.push({ at: state.now(), kind, detail });
}

/** Takes a trigger once, within three seconds of its deed. @throws Refusal */
export function useTrigger(state: SlackState, id: string): Deed {
  const trigger = state.triggers.get(id);
  if (trigger === undefined) throw new Refusal("invalid_trigger_id");
  if (trigger.used) throw new Refusal("exchanged_trigger_id");
  if (state.now() - trigger.issuedAt > TRIGGER_MS) throw new Refusal("expired_trigger_id");
  state.triggers.set(id, { ...trigger, used: true });
  return trigger.deed;
}

/** docs.slack.dev: a trigger_id lasts three seconds. */
const TRIGGER_MS = 3000;

/** Blocks with an id each: Slack gives one to those that have none. */
export function withBlockIds(state: SlackState, blocks: readonly Block[]): Block[] {
  return blocks.map((block) => (block["block_id"] === undefined ? { ...block, block_id: state.nextId("b") } : block));
}
