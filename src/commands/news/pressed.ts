import type { Action } from "../../core/action.ts";
import type { Answer } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import { brief, DEFAULT_MINUTES, minutesIn } from "./brief.ts";
import { press, say } from "./blocks.ts";
import { command, withStory } from "./command.ts";
import type { Call } from "./desk.ts";
import { evidence } from "./evidence.ts";
import { find } from "./find.ts";
import { pickStory } from "./find-story.ts";
import { latest } from "./latest.ts";
import { merge, mergeForm } from "./merge.ts";
import { fromArg, numberIn, pageNumber, privately, publicly, readTurn } from "./page.ts";
import type { Page } from "./page.ts";
import { rule } from "./rule.ts";
import { share } from "./share.ts";
import { sources } from "./sources.ts";
import { split, splitForm } from "./split.ts";
import { sizeIn, story } from "./story.ts";
import { subscribe } from "./subscribe.ts";
import { subscribeForm, wantedOf } from "./subscribe-form.ts";
import type { Topics } from "./topics.ts";
import { vote, voteIn } from "./vote.ts";

/** A button that was pressed. */
export async function pressed(call: Call, topics: Topics, action: Action): Promise<Answer> {
  const { args, turns } = readTurn(action.args);
  if (isForm(action)) return await formOf(call, { verb: action.verb, args });
  return { kind: "message", message: await answerTo(call, topics, { verb: action.verb, args }), replaces: turns };
}

function isForm({ verb }: Action): boolean {
  return verb === "split" || verb === "merge" || verb === "subscribe";
}

async function formOf(call: Call, { verb, args: [first] }: Action): Promise<Answer> {
  if (verb === "subscribe") return subscribeForm(call, await fromArg(call, first));
  const picked = await pickStory(call, await fromArg(call, first), verb);
  if (picked.kind === "message") return { kind: "message", message: picked.message, replaces: false };
  return verb === "split" ? await splitForm(call, picked) : await mergeForm(call, picked.story);
}

async function answerTo(call: Call, topics: Topics, action: Action): Promise<Message> {
  const { verb, args } = action;
  switch (verb) {
    case "latest":
    case "story":
    case "search":
    case "brief":
    case "sources": {
      const made = await pageOf(call, verb, args);
      return made.kind === "page" ? privately(made.page) : made.message;
    }
    case "evidence":
      return await evidenceOf(call, args);
    case "why":
      return await command(call, topics, verb, { about: await fromArg(call, args[0]) });
    case "follow":
      return await command(call, topics, verb, { story: await fromArg(call, args[0]) });
    case "vote": {
      const given = voteIn(args[1]);
      if (given === null) return say("A vote is 👍 or 👎.");
      return await withStory(call, args[0] ?? "", verb, async ({ story: shown }) => await vote(call, shown, given));
    }
    case "rule":
      return await rule(call, numberIn(args[0]), args[1] === "yes");
    case "unsubscribe":
      return await command(call, topics, verb, { name: args[0] ?? "" });
    case "share":
      return await shared(call, args);
    case "subscriptions":
    case "next":
    case "help":
    case "split":
    case "merge":
    case "subscribe":
      return await command(call, topics, verb, {});
  }
}

type MadePage =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "message"; readonly message: Message };

/** Answers that can be turned and shared. */
const PAGES = ["latest", "story", "search", "brief", "sources"] as const;
type PageVerb = (typeof PAGES)[number];

/** A page that a button names. */
async function pageOf(call: Call, verb: PageVerb, [first, second]: readonly string[]): Promise<MadePage> {
  switch (verb) {
    case "latest":
      return { kind: "page", page: await latest(call, await fromArg(call, first), pageNumber(second)) };
    case "search":
      return { kind: "page", page: await find(call, await fromArg(call, first), pageNumber(second)) };
    case "brief": {
      const minutes = minutesIn(first ?? "") ?? DEFAULT_MINUTES;
      return { kind: "page", page: await brief(call, minutes, await fromArg(call, second)) };
    }
    case "story":
    case "sources": {
      const picked = await pickStory(call, await fromArg(call, first), verb);
      if (picked.kind === "message") return picked;
      const page =
        verb === "story"
          ? await story(call, picked.story, sizeIn(second))
          : await sources(call, picked.story, pageNumber(second));
      return { kind: "page", page };
    }
  }
}

/** @param args id of the story, version of its digest, number of the sentence; old posts show the version that they were made of */
async function evidenceOf(call: Call, [text, version, number]: readonly string[]): Promise<Message> {
  const at = numberIn(number);
  const digest = await call.desk.store.digests.get(text ?? "", numberIn(version));
  if (digest !== null) return evidence(call, digest, at);
  return await withStory(call, await fromArg(call, text), "evidence", async ({ story: shown }) =>
    evidence(call, shown, at),
  );
}

async function shared(call: Call, [name, ...args]: readonly string[]): Promise<Message> {
  const verb = PAGES.find((one) => one === name);
  if (verb === undefined) return say("There is nothing to share.", press("Help", "help"));
  const made = await pageOf(call, verb, args);
  return made.kind === "message" ? made.message : await share(call, [verb, ...args], publicly(made.page));
}

/** A form that was filled in. */
export async function submitted(
  call: Call,
  topics: Topics,
  { verb, args: [first] }: Action,
  values: Readonly<Record<string, string>>,
): Promise<Message> {
  if (verb === "subscribe") return await subscribe(call, wantedOf(values), topics);
  if (verb !== "split" && verb !== "merge") return say("This form belongs to another version of the desk.");
  return await withStory(call, first ?? "", verb, async (shown) =>
    verb === "split" ? await split(call, shown, values) : await merge(call, shown.story, values),
  );
}
