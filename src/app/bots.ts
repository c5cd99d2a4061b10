import type { Config } from "../config.ts";
import type { Conversation } from "../core/conversation.ts";
import { platformLaneOf } from "../core/delivery.ts";
import type { PlatformName } from "../core/subscription.ts";
import { pausedFact, raiseAlert } from "../jobs/deliver/alert.ts";
import { nextSlotOf } from "../jobs/schedule.ts";
import { addressOf } from "./bench.ts";
import type { Bench, OpenDesk, Surroundings } from "./bench.ts";
import { listenOn, platformsOf } from "./platforms.ts";

/** People ask from now on. What cannot be heard is said, and posts go out all the same. */
export async function startBots(
  config: Config,
  around: Surroundings,
  { store, closers }: OpenDesk,
  { ports, channels, dispatcher }: Bench,
  later: { readonly look: () => void; readonly reschedule: () => Promise<void> },
): Promise<void> {
  const names = platformsOf(config);
  if (names.every((name) => name === "console")) return;
  const { createConversation } = await import("../commands/news/conversation.ts");
  const conversation: Conversation = createConversation({
    store,
    channels: channels.list,
    refresh: async () => {
      await channels.refresh();
      await later.reschedule();
    },
    platforms: ports.platforms,
    clock: around.clock,
    nextSlot: (channel) => nextSlotOf(channel, around.clock.now()),
    archive: addressOf(config),
    log: around.log,
    wake: () => {
      dispatcher.wake();
      later.look();
    },
  });
  const onAlert = (platform: PlatformName, text: string, mend: string, about?: "account"): void => {
    const lane = platformLaneOf(platform);
    // That an account is refused is noticed by its posts too, and told once.
    const what = about === undefined ? { fact: text } : { fact: pausedFact(lane), lane };
    void raiseAlert(ports, { ...what, text, mend }).then(dispatcher.wake);
  };
  const bots = await listenOn(names, config, { ...around, conversation, onAlert });
  for (const bot of bots) closers.push(bot.close);
}
