import type { Message } from "../../core/message.ts";
import type { StoryDigest } from "../../core/digest.ts";
import { press, say } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { headlineText } from "./listing.ts";
import { once } from "./once.ts";

/** Whoever follows a story gets a direct message when it grows. Asked again, it ends. */
export async function follow(call: Call, { storyId, version, digest }: StoryDigest): Promise<Message> {
  const title = headlineText(digest);
  return await once(call, async ({ desk: { store, clock }, from }) => {
    const { platform, user } = from;
    if (await store.follows.end({ platform, user }, storyId)) {
      return say(`You do not follow this story any more: ${title}`, press("Follow it again", "follow", storyId));
    }
    await store.follows.save({ platform, user, storyId, version, since: clock.now() });
    return say(
      `You follow this story: ${title}. When it grows, a direct message says what is new.`,
      press("Stop following", "follow", storyId),
    );
  });
}
