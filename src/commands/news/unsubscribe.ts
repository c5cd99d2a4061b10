import { nearest } from "../../core/nearest.ts";
import type { Button, Message } from "../../core/message.ts";
import type { Subscription } from "../../core/subscription.ts";
import { actions, bullets, paragraph, plain, press, quiet, say } from "./blocks.ts";
import { channelsHere } from "./desk.ts";
import type { Call } from "./desk.ts";
import { once } from "./once.ts";
import { inWords } from "./subscribe.ts";
import { namesMadeInChat, shortNameOf } from "./subscriptions.ts";
import { toArg } from "./page.ts";

/** Ends a subscription of this channel. @param name its name, or its short name from a button; "": the only one */
export async function unsubscribe(call: Call, name: string): Promise<Message> {
  const { desk, from } = call;
  if (!from.mayManage.allowed) return say(`You may not manage this channel's subscriptions: ${from.mayManage.why}`);
  const here = channelsHere(call);
  if (here.length === 0) return say("This channel has no subscriptions.", press("Subscribe…", "subscribe"));
  const wanted = name.trim().toLowerCase();
  const exact = here.find((one) => one.name.toLowerCase() === wanted || shortNameOf(one.name) === wanted);
  const meant = exact ?? (wanted === "" && here.length === 1 ? here[0] : undefined);
  if (meant === undefined) return await which(call, here, name.trim());
  if (!(await namesMadeInChat(desk)).has(meant.name)) {
    return say(`“${meant.name}” is set in the configuration file: whoever runs the desk can take it out there.`);
  }
  const answer = await once(call, async ({ desk: { store } }) => await end(call, store, meant));
  await desk.refresh();
  return answer;
}

async function end(call: Call, store: Call["desk"]["store"], channel: Subscription): Promise<Message> {
  await store.subscriptions.end(channel.name);
  const { topics, schedule, timezone, kind, name } = channel;
  const again = JSON.stringify({ topics: topics.join(", "), schedule, timezone, kind, name });
  const inside = { ...call, desk: { ...call.desk, store } };
  return {
    summary: `Unsubscribed: ${name}`,
    blocks: [
      paragraph(`“${name}” has ended. This channel does not receive it any more. It was:`),
      paragraph(quiet(inWords(channel))),
      ...actions(press("Make it again", "subscribe", await toArg(inside, again))),
    ],
  };
}

async function which(call: Call, here: readonly Subscription[], name: string): Promise<Message> {
  const made = await namesMadeInChat(call.desk);
  const near =
    name === ""
      ? null
      : nearest(
          name,
          here.map((one) => one.name),
        );
  const text =
    name === ""
      ? "Which one? This channel has:"
      : `This channel has no “${name}”.${near === null ? "" : ` Did you mean “${near}”?`} It has:`;
  return {
    summary: text,
    blocks: [
      paragraph(text),
      bullets(here.map((one) => [plain(`${one.name}: ${inWords(one)}`)])),
      ...actions(
        ...here
          .filter(({ name: own }) => made.has(own))
          .slice(0, MOST_OFFERED)
          .map(endThis),
      ),
    ],
  };
}

const MOST_OFFERED = 5;

function endThis({ name }: Subscription): Button {
  return { ...press(`End ${name}`, "unsubscribe", shortNameOf(name)), look: "danger" };
}
