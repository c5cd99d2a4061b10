import type { StoryDigest } from "../../core/digest.ts";
import type { Message } from "../../core/message.ts";
import type { Vote } from "../../store/chat.ts";
import { say } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { headlineText } from "./listing.ts";
import { once } from "./once.ts";

/** One vote a person and story; the other one changes it, the same one takes it back. */
export async function vote(call: Call, { storyId, digest }: StoryDigest, given: Vote): Promise<Message> {
  return await once(call, async ({ desk: { store, clock }, from }) => {
    const before = await store.votes.of(from, storyId);
    if (before === given) await store.votes.withdraw(from, storyId);
    else await store.votes.cast(from, storyId, given, clock.now());
    const { up, down } = await store.votes.count(storyId);
    const done =
      before === given
        ? "Your vote is taken back"
        : before === null
          ? `Your vote counts: ${sign(given)}`
          : `Your vote is changed to ${sign(given)}`;
    return say(`${done}. “${headlineText(digest)}” has 👍 ${up} · 👎 ${down}.`);
  });
}

function sign(vote: Vote): string {
  return vote === "up" ? "👍" : "👎";
}

/** Anything else is no vote. */
export function voteIn(text: string | undefined): Vote | null {
  return text === "up" || text === "down" ? text : null;
}
