import { owedNote } from "../../core/delivery.ts";
import type { Target } from "../../core/subscription.ts";
import { noteKeyOf } from "../../core/identity.ts";
import type { Message } from "../../core/message.ts";
import { say } from "./blocks.ts";
import { channelsHere } from "./desk.ts";
import type { Call } from "./desk.ts";
import { once } from "./once.ts";

/** Two presses of one button within this are one wish. */
const DOUBLED_MS = 60_000;

/**
 * Owes a message to the channel in which somebody asks, through the outbox as everything.
 * @param what the button's arguments: what is the same message
 */
export async function share(call: Call, what: readonly string[], message: Message): Promise<Message> {
  const { from, desk } = call;
  const platform = desk.platforms.get(from.platform);
  if (from.channel === "" || platform === undefined) {
    return say("There is no channel here to share to. Ask with /news in the channel that should see it.");
  }
  const payloads = platform.render(message);
  const target = targetOf(call);
  const answer = await once(call, async (inside) => {
    const { store, clock } = inside.desk;
    const minute = Math.floor(clock.now() / DOUBLED_MS);
    const same = ["share", from.platform, from.channel, from.user, ...what, String(minute)].join(" ");
    if (!(await store.requests.take(same, clock.now()))) return say("This was shared a moment ago.");
    await store.deliveries.add(
      owedNote(target, payloads, (part) => noteKeyOf("share", call.id, part)),
      clock.now(),
    );
    return say("Shared to this channel.");
  });
  desk.wake();
  return answer;
}

function targetOf(call: Call): Target {
  const { platform, channel } = call.from;
  const [subscribed] = channelsHere(call);
  return { name: subscribed?.name ?? `channel ${channel}`, platform, channel, crosspost: false };
}
