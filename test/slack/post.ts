import type { Content } from "./content.ts";
import { tell } from "./state.ts";
import type { SlackState } from "./state.ts";
import { replaceMessage } from "./workspace.ts";
import type { Channel, Metadata, StoredMessage } from "./workspace.ts";

/** Where a message goes and what it carries besides its words. */
export interface Placement {
  readonly channel: Channel;
  readonly user: string;
  readonly threadTs?: string | null;
  readonly broadcast?: boolean;
  readonly metadata?: Metadata | null;
  /** The only one who sees it. */
  readonly only?: string | null;
}

/** Puts a message into its channel. */
export function place(state: SlackState, to: Placement, content: Content): StoredMessage {
  const message: StoredMessage = {
    channel: to.channel.id,
    ts: state.nextTs(),
    user: to.user,
    text: content.text,
    blocks: content.blocks,
    metadata: to.metadata ?? null,
    threadTs: to.threadTs ?? null,
    broadcast: to.broadcast ?? false,
    only: to.only ?? null,
    pings: content.pings,
    // Links of what only one person sees are not unfurled: the method has no argument for it.
    unfurls: to.only === undefined || to.only === null ? content.unfurls : [],
    editedTs: null,
    earlier: [],
    deleted: false,
  };
  (message.only === null ? to.channel.messages : to.channel.ephemerals).push(message);
  tell(state, { kind: "message", message });
  return message;
}

/** Puts new words in a message's place and remembers the old ones. */
export function revise(
  state: SlackState,
  channel: Channel,
  old: StoredMessage,
  content: Content,
  metadata: Metadata | null | undefined,
): StoredMessage {
  const { text, blocks, pings } = content;
  const unfurls = old.only === null ? content.unfurls : [];
  const changed: StoredMessage = {
    ...old,
    text,
    blocks,
    pings,
    unfurls,
    metadata: metadata === undefined ? old.metadata : metadata,
    editedTs: state.nextTs(),
    earlier: [...old.earlier, { text: old.text, blocks: old.blocks, pings: old.pings }],
  };
  replaceMessage(channel, changed);
  tell(state, { kind: "message", message: changed });
  return changed;
}

export function remove(state: SlackState, channel: Channel, old: StoredMessage): StoredMessage {
  const gone: StoredMessage = { ...old, deleted: true };
  replaceMessage(channel, gone);
  tell(state, { kind: "message", message: gone });
  return gone;
}
