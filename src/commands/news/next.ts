import type { Block, Message } from "../../core/message.ts";
import { actions, DIVIDER, headline, press, say } from "./blocks.ts";
import { nextInWords } from "./channel-times.ts";
import { channelsHere } from "./desk.ts";
import type { Call } from "./desk.ts";
import { channelBlocks, namesMadeInChat } from "./subscriptions.ts";

/** The last and the next edition of the channel in which somebody asks. */
export async function next(call: Call): Promise<Message> {
  const here = channelsHere(call);
  if (here.length === 0) {
    return say(
      "Nothing is due here: this channel has no subscriptions.",
      ...(call.from.mayManage.allowed ? [press("Subscribe…", "subscribe")] : []),
      press("Latest stories", "latest", "", "0"),
    );
  }
  const made = await namesMadeInChat(call.desk);
  const blocks: Block[] = [headline("Last and next editions")];
  for (const channel of here)
    blocks.push(DIVIDER, ...(await channelBlocks(call.desk, channel, made.has(channel.name))));
  return {
    summary: here.map((channel) => `${channel.name}: next ${nextInWords(call.desk, channel)}`).join("; "),
    blocks: [...blocks, ...actions(press("Subscriptions", "subscriptions"))],
  };
}
