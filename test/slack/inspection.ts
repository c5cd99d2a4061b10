import { readContent } from "./content.ts";
import type { FaultPlan } from "./faults.ts";
import type { Gate } from "./gate.ts";
import { homeOf, topModal } from "./methods/views.ts";
import { place } from "./post.ts";
import type { AppSettings, Change, RequestRecord, SlackState, Team, View, Violation } from "./state.ts";
import type { Channel, StoredMessage } from "./workspace.ts";

/** What can be seen of the workspace. */
export interface Inspection {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** For `slackApiUrl` of the clients: `http://127.0.0.1:port/api/` */
  readonly apiUrl: string;
  readonly app: AppSettings;
  readonly team: Team;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Messages that stand in a channel and its threads, in order; a reply has `threadTs`. */
  readonly messages: (channel: string) => readonly StoredMessage[];
  /** Everything that was ever posted there, deleted messages too. */
  readonly everyMessage: (channel: string) => readonly StoredMessage[];
  /** Everything that only one person saw and that still stands. */
  readonly ephemerals: (channel: string) => readonly StoredMessage[];
  readonly replies: (parent: StoredMessage) => readonly StoredMessage[];
  /** Every call that arrived, with what was answered. */
  readonly requests: readonly RequestRecord[];
  /** What the real Slack would refuse, or a good guest does not do. */
  readonly violations: readonly Violation[];
  /** A modal or Home tab as it stands now. */
  readonly view: (id: string) => View | undefined;
  /** The modal that a person has in front of them. */
  readonly modal: (user: string) => View | undefined;
  readonly home: (user: string) => View | undefined;
}

/** A message as a person of the workspace writes it. */
interface Saying {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly threadTs?: string;
}

/** What can be done to the workspace from outside. */
export interface Controls {
  /** A person writes something. */
  readonly say: (saying: Saying) => StoredMessage;
  /** Puts a fault before the next calls that fit it. */
  readonly fault: (plan: FaultPlan) => void;
  /** How many calls are still to meet a fault. */
  readonly faultsWaiting: () => number;
  readonly clearFaults: () => void;
  readonly limitRates: (on: boolean) => void;
  readonly setToken: (state: SlackState["tokenState"]) => void;
  readonly setScopes: (scopes: readonly string[]) => void;
  readonly archive: (channel: string, archived?: boolean) => void;
  /** Takes the bot into a channel or out of it. */
  readonly setMember: (channel: string, member: boolean) => void;
  /** @returns how to stop watching */
  readonly watch: (watcher: (change: Change) => void) => () => void;
}

function channelOf(state: SlackState, id: string): Channel {
  const channel = state.channels.get(id);
  if (channel === undefined) throw new Error(`no channel ${id} in this workspace`);
  return channel;
}

export function inspect(state: SlackState): Inspection {
  const standing = (id: string): StoredMessage[] => channelOf(state, id).messages.filter(({ deleted }) => !deleted);
  return {
    origin: state.origin,
    apiUrl: `${state.origin}/api/`,
    app: state.app,
    team: state.team,
    channels: state.channels,
    messages: standing,
    everyMessage: (id) => [...channelOf(state, id).messages],
    ephemerals: (id) => channelOf(state, id).ephemerals.filter(({ deleted }) => !deleted),
    replies: ({ channel, ts }) => standing(channel).filter(({ threadTs }) => threadTs === ts),
    requests: state.requests,
    violations: state.violations,
    view: (id) => state.views.get(id),
    modal: (user) => topModal(state, user),
    home: (user) => homeOf(state, user),
  };
}

export function createControls({ state, faults, rates }: Gate): Controls {
  return {
    say: ({ channel, user, text, threadTs }) => {
      const content = readContent(state, { text, unfurl_links: false, unfurl_media: false }, { sumOfBlocks: true });
      return place(state, { channel: channelOf(state, channel), user, threadTs: threadTs ?? null }, content);
    },
    fault: faults.add,
    faultsWaiting: faults.waiting,
    clearFaults: faults.clear,
    limitRates: rates.switch,
    setToken: (token) => {
      state.tokenState = token;
    },
    setScopes: (scopes) => {
      state.scopes = new Set(scopes);
    },
    archive: (channel, archived = true) => {
      channelOf(state, channel).archived = archived;
    },
    setMember: (channel, member) => {
      const { members } = channelOf(state, channel);
      if (member) members.add(state.app.botUser);
      else members.delete(state.app.botUser);
    },
    watch: (watcher) => {
      state.watchers.add(watcher);
      return () => state.watchers.delete(watcher);
    },
  };
}
