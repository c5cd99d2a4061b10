import { issueResponseUrl } from "./response-url.ts";
import type { Answer, Deed, SlackState } from "./state.ts";
import type { Ack } from "./transport.ts";
import type { StoredMessage } from "./workspace.ts";

/** What a person did and what came of it. */
export interface Exchange {
  /** How the app acknowledged it; with copies, the first. */
  readonly ack: Promise<Ack>;
  /** How it acknowledged each copy. */
  readonly acks: Promise<readonly Ack[]>;
  readonly triggerId: string;
  readonly responseUrl: string | null;
  /** Delivers the same deed once more, as a platform does that is not sure; however late. */
  readonly again: () => Promise<Ack>;
  /** Everything that the person has seen of it so far. */
  readonly answers: readonly Answer[];
  /** Waits for an answer, 0 being the first. @throws Error when none comes within `withinMs`, five seconds by default */
  readonly answer: (index: number, withinMs?: number) => Promise<Answer>;
}

/** A deed that has begun: its ids, and its exchange once it is sent. */
export interface OpenDeed {
  readonly deed: Deed;
  readonly triggerId: string;
  readonly responseUrl: string | null;
  /** @param again see `Exchange.again` */
  readonly exchange: (acks: Promise<readonly Ack[]>, again: () => Promise<Ack>) => Exchange;
}

/** Deeds that an ephemeral message or a Home tab may still answer. */
const REMEMBERED = 200;

/** Opens a deed of a person. In a channel it has a response_url; `original` is the message that was pressed. */
export function openDeed(
  state: SlackState,
  user: string,
  channel: string | null,
  original: StoredMessage | null,
): OpenDeed {
  const startedAt = performance.now();
  const answers: Answer[] = [];
  const waiting = new Set<() => void>();
  const deed: Deed = {
    user,
    channel,
    take: (answer) => {
      answers.push({ ...answer, afterMs: performance.now() - startedAt });
      for (const look of waiting) look();
    },
  };
  state.deeds.unshift(deed);
  state.deeds.length = Math.min(state.deeds.length, REMEMBERED);
  const triggerId = state.nextId("trigger-");
  state.triggers.set(triggerId, { issuedAt: state.now(), deed, used: false });
  const responseUrl = channel === null ? null : issueResponseUrl(state, deed, channel, original);
  const answer = (index: number, withinMs = 5000): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = answers[index];
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`answer ${index + 1} did not come within ${withinMs} ms; ${answers.length} came`));
      }, withinMs);
      waiting.add(look);
      look();
    });
  const exchange: OpenDeed["exchange"] = (acks, again) => ({
    acks,
    again,
    ack: acks.then(([first]) => first ?? { ok: false, reason: "connection_failed", detail: "never sent", afterMs: 0 }),
    triggerId,
    responseUrl,
    answers,
    answer,
  });
  return { deed, triggerId, responseUrl, exchange };
}
