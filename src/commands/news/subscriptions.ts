import { createHash } from "node:crypto";
import type { Block, Button, Message } from "../../core/message.ts";
import type { Subscription } from "../../core/subscription.ts";
import { actions, DIVIDER, headline, paragraph, press, say, small } from "./blocks.ts";
import { lastInWords, nextInWords } from "./channel-times.ts";
import { channelsHere } from "./desk.ts";
import type { Call, Desk } from "./desk.ts";
import { inWords } from "./subscribe.ts";

/** What the channel in which somebody asks receives, and when. */
export async function subscriptions(call: Call): Promise<Message> {
  const { desk, from } = call;
  const here = channelsHere(call);
  const subscribe = from.mayManage.allowed ? [press("Subscribe…", "subscribe")] : [];
  if (here.length === 0) {
    return say(
      `This channel has no subscriptions.${from.mayManage.allowed ? "" : ` To make one: ${from.mayManage.why}`}`,
      ...subscribe,
      press("Latest stories", "latest", "", "0"),
    );
  }
  const made = await namesMadeInChat(desk);
  const blocks: Block[] = [headline("Subscriptions of this channel")];
  for (const channel of here) {
    const end: readonly Button[] = from.mayManage.allowed && made.has(channel.name) ? [endButton(channel)] : [];
    blocks.push(DIVIDER, ...(await channelBlocks(desk, channel, made.has(channel.name))), ...actions(...end));
  }
  return {
    summary: `Subscriptions of this channel: ${here.map(({ name }) => name).join(", ")}`,
    blocks: [...blocks, ...actions(...subscribe)],
  };
}

export async function namesMadeInChat({ store }: Desk): Promise<ReadonlySet<string>> {
  const made = await store.subscriptions.list();
  return new Set(made.map(({ subscription }) => subscription.name));
}

/** Name, what it holds, last and next edition. */
export async function channelBlocks(desk: Desk, channel: Subscription, isFromChat: boolean): Promise<readonly Block[]> {
  return [
    headline(channel.name),
    paragraph(`${inWords(channel)}.`),
    small(
      `Last edition: ${await lastInWords(desk, channel)}`,
      `Next edition: ${nextInWords(desk, channel)}`,
      ...(isFromChat ? [] : ["Set in the configuration file."]),
    ),
  ];
}

function endButton({ name }: Subscription): Button {
  return { ...press("Unsubscribe", "unsubscribe", shortNameOf(name)), look: "danger" };
}

/** A name may be longer than a button can carry. */
export function shortNameOf(name: string): string {
  return `~${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
}
