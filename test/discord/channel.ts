import type { Channel, ChannelType } from "./world.ts";

type Own = { readonly id: string; readonly type: ChannelType; readonly name: string } & Partial<Channel>;

/** A channel with nothing in it yet. */
export function newChannel(own: Own): Channel {
  return {
    topic: "",
    position: 0,
    parentId: null,
    overwrites: [],
    tags: [],
    requireTag: false,
    thread: null,
    recipientId: null,
    messages: new Map(),
    whispers: new Map(),
    lastMessageId: null,
    ...own,
  };
}
