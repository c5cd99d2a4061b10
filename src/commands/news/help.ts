import type { Message, Span } from "../../core/message.ts";
import { actions, bold, bullets, headline, plain, press, small } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { newestStories, headlineText } from "./listing.ts";

const EXAMPLES: readonly (readonly [example: string, meaning: string])[] = [
  ["/news latest", "the newest stories; “latest storms” for a topic"],
  ["/news search “sea wall”", "articles in which the words stand"],
  ["/news brief 5", "what matters, in five minutes"],
  ["/news story storm", "one story in full; “sources”, “evidence” and “why” tell where it comes from"],
  ["/news subscribe storms, floods weekdays 08:00", "digests for this channel"],
  ["/news subscriptions", "what this channel receives; “next” for the next edition"],
];

/** What can be asked, by example, with the newest headlines below. */
export async function help(call: Call): Promise<Message> {
  const { stories } = await newestStories(call.desk.store, "", 0, 3);
  const lines = EXAMPLES.map(([example, meaning]): readonly Span[] => [bold(example), plain(`: ${meaning}`)]);
  const newest = stories.map(({ digest, storyId }) => press(headlineText(digest), "story", storyId));
  return {
    summary: "What you can ask with /news: latest, search, brief, story, sources, why, subscribe, subscriptions, next",
    blocks: [
      headline("Ask the news desk"),
      bullets(lines),
      small("Words alone search. Answers are for you alone until you share them."),
      ...actions(
        press("Latest stories", "latest", "", "0"),
        press("Brief me", "brief", "3", ""),
        press("Subscriptions", "subscriptions"),
        ...(call.from.mayManage.allowed ? [press("Subscribe…", "subscribe")] : []),
      ),
      ...(newest.length === 0 ? [] : [small("The newest:"), ...actions(...newest)]),
    ],
  };
}
