import { owedNote } from "../core/delivery.ts";
import { ConfigError } from "../config.ts";
import type { Config } from "../config.ts";
import type { DeliveryState } from "../core/delivery.ts";
import { noteKeyOf } from "../core/identity.ts";
import { messageOfTest } from "../core/message.ts";
import { formatForPeople, formatLocal, localTime } from "../core/time.ts";
import { addressOf, openDesk, setUp } from "./bench.ts";
import type { Surroundings } from "./bench.ts";

/** What became of a test post, in a sentence. */
export interface TestPost {
  readonly posted: boolean;
  readonly line: string;
}

/** Nobody waits longer before a terminal. */
const TEST_WAIT_MS = 30_000;

/**
 * Posts a test message to a configured channel, through the outbox as everything.
 * @throws ConfigError for a channel that is not configured or cannot be served
 * @throws StoreError, as `startDesk`
 */
export async function postTest(config: Config, around: Surroundings, name: string): Promise<TestPost> {
  const channel = config.channels.find((one) => one.name === name);
  if (channel === undefined) {
    const names = config.channels.map((one) => `"${one.name}"`).join(", ");
    throw new ConfigError([`There is no channel "${name}" in the configuration, which has: ${names}.`]);
  }
  const open = await openDesk(config);
  try {
    const { ports, dispatcher } = await setUp(config, around, open, addressOf(config), new AbortController().signal);
    const at = around.clock.now();
    const key = noteKeyOf("test", channel.name, at);
    const platform = ports.platforms.get(channel.platform);
    const when = formatForPeople(formatLocal(localTime(at, channel.timezone)));
    const [payload] = platform?.render(messageOfTest(channel.name, when)) ?? [];
    await open.store.deliveries.add(
      owedNote(channel, [payload], () => key),
      at,
    );
    await dispatcher.drain(TEST_WAIT_MS);
    return becameOf(name, (await open.store.deliveries.get(key))?.status);
  } finally {
    await open.close();
  }
}

function becameOf(name: string, status: DeliveryState | undefined): TestPost {
  switch (status?.state) {
    case "sent":
      return { posted: true, line: `The test message stands in the channel "${name}".` };
    case "dead": {
      const { failure } = status;
      const why = failure.kind === "refused" ? `${failure.reason}. ${failure.mend}` : failure.kind;
      return { posted: false, line: `The test message was given up: ${why}` };
    }
    case "unknown":
      return {
        posted: false,
        line: "The answer was lost; the next start looks whether the message stands in the channel.",
      };
    case "pending":
    case "sending":
    case "cancelled":
    case undefined:
      break;
  }
  return { posted: false, line: "The test message waits in the outbox. See why with: copydesk outbox" };
}
