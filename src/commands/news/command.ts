import type { Verb } from "../../core/action.ts";
import type { Message } from "../../core/message.ts";
import { brief, DEFAULT_MINUTES, minutesIn, MOST_MINUTES } from "./brief.ts";
import { press, say } from "./blocks.ts";
import type { Call, Options } from "./desk.ts";
import { evidence } from "./evidence.ts";
import { find } from "./find.ts";
import { pickStory } from "./find-story.ts";
import type { Picked } from "./find-story.ts";
import { follow } from "./follow.ts";
import { help } from "./help.ts";
import { latest } from "./latest.ts";
import { next } from "./next.ts";
import { privately } from "./page.ts";
import { sources } from "./sources.ts";
import { story } from "./story.ts";
import { subscribe } from "./subscribe.ts";
import { wantedOf } from "./subscribe-form.ts";
import { subscriptions } from "./subscriptions.ts";
import type { Topics } from "./topics.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { why } from "./why.ts";

/** A command that was typed, or chosen with its options. */
export async function command(call: Call, topics: Topics, verb: Verb, options: Options): Promise<Message> {
  const storyText = options["story"] ?? "";
  switch (verb) {
    case "latest":
      return privately(await latest(call, options["topic"]?.trim() ?? "", 0));
    case "story":
      return await withStory(call, storyText, verb, async ({ story: shown }) =>
        privately(await story(call, shown, "full")),
      );
    case "search":
      return privately(await find(call, options["words"] ?? "", 0));
    case "brief":
      return await briefed(call, options);
    case "sources":
      return await withStory(call, storyText, verb, async ({ story: shown }) =>
        privately(await sources(call, shown, 0)),
      );
    case "evidence":
      return await withStory(call, storyText, verb, async ({ story: shown }) => evidence(call, shown, 0));
    case "why":
      return await why(call, options["about"] ?? "");
    case "follow":
      return await withStory(call, storyText, verb, async ({ story: shown }) => await follow(call, shown));
    case "subscribe":
      return await subscribe(call, wantedOf(options), topics);
    case "unsubscribe":
      return await unsubscribe(call, options["name"] ?? "");
    case "subscriptions":
      return await subscriptions(call);
    case "next":
      return await next(call);
    case "split":
    case "merge":
      return await withStory(call, storyText, verb, async ({ story: { storyId } }) =>
        say("This takes a form.", press(verb === "split" ? "Not the same story…" : "Merge with…", verb, storyId)),
      );
    case "help":
    case "vote":
    case "share":
    case "rule":
      return await help(call);
  }
}

async function briefed(call: Call, { minutes, topic = "" }: Options): Promise<Message> {
  const read = minutes === undefined ? DEFAULT_MINUTES : minutesIn(minutes);
  if (read === null) {
    return say(
      `“${minutes}” is no reading time: say minutes from 1 to ${MOST_MINUTES}, such as /news brief 5.`,
      press("Three minutes", "brief", String(DEFAULT_MINUTES), ""),
    );
  }
  return privately(await brief(call, read, topic.trim()));
}

export async function withStory(
  call: Call,
  text: string,
  verb: Verb,
  act: (shown: Extract<Picked, { kind: "story" }>) => Promise<Message>,
): Promise<Message> {
  const picked = await pickStory(call, text, verb);
  return picked.kind === "story" ? await act(picked) : picked.message;
}
