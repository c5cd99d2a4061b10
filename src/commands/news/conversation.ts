import { readAction } from "../../core/action.ts";
import type { Verb } from "../../core/action.ts";
import type { Answer, Conversation, Input, Request } from "../../core/conversation.ts";
import type { Button, Message } from "../../core/message.ts";
import { press, say, shortened } from "./blocks.ts";
import { command } from "./command.ts";
import type { Call, Desk } from "./desk.ts";
import { isFound } from "./find.ts";
import { home } from "./home.ts";
import { toArg } from "./page.ts";
import { pressed, submitted } from "./pressed.ts";
import { subscribeForm } from "./subscribe-form.ts";
import { suggest } from "./suggest.ts";
import { createTopics } from "./topics.ts";
import type { Topics } from "./topics.ts";
import { readWords } from "./words.ts";

/** Longest line that a person may type; Discord has 6,000 characters, which nobody means. */
const MAX_TYPED = 1_000;

/** Everything that people can ask with `/news`, buttons and forms; the same on every platform. */
export function createConversation(desk: Desk): Conversation {
  const topics = createTopics(desk.store, desk.clock.now);
  return {
    answer: async (request) => {
      const call: Call = { desk, from: request.from, id: `${request.from.platform} ${request.id}` };
      try {
        const known = await desk.store.requests.answered(call.id);
        return known === null ? await answerTo(call, topics, cleaned(request.input)) : asAnswer(known);
      } catch (error) {
        desk.log.error("A request in chat could not be answered.", { error, request: inShort(request) });
        return asAnswer(
          say(
            "That did not work, and it is the desk's fault. It is written down in its log; please try again.",
            press("Help", "help"),
          ),
        );
      }
    },
    suggest: async (from, verb, option, typed) => {
      try {
        return await suggest(desk, topics, from, verb, option, cleanText(typed));
      } catch (error) {
        desk.log.error("Completions could not be found.", { error, option });
        return [];
      }
    },
  };
}

function asAnswer(message: Message): Answer {
  return { kind: "message", message, replaces: false };
}

async function answerTo(call: Call, topics: Topics, input: Input): Promise<Answer> {
  switch (input.kind) {
    case "words":
      return asAnswer(await words(call, topics, input.text));
    case "command":
      // With nothing said there is a form to fill in.
      if (input.verb === "subscribe" && Object.keys(input.options).length === 0) return subscribeForm(call, "");
      return asAnswer(await command(call, topics, input.verb, input.options));
    case "button": {
      const action = readAction(input.action);
      return action === null ? asAnswer(outdated()) : await pressed(call, topics, action);
    }
    case "form": {
      const action = readAction(input.action);
      return asAnswer(action === null ? outdated() : await submitted(call, topics, action, input.values));
    }
    case "home":
      return asAnswer(await home(call));
  }
}

function outdated(): Message {
  return say("This button belongs to another version of the desk. Ask anew with /news.", press("Help", "help"));
}

/** A first word that is nearly a command may be a word to search for as well: then what is found is the answer. */
async function words(call: Call, topics: Topics, text: string): Promise<Message> {
  const { verb, options, meant } = readWords(text);
  if (meant === null || (await isFound(call, text))) return await command(call, topics, verb, options);
  const { rest } = meant;
  const question = `Did you mean /news ${meant.verb}${rest === "" ? "" : ` ${shortened(rest, 60)}`}?`;
  return say(question, await meantButton(call, meant.verb, rest), press("Help", "help"));
}

async function meantButton(call: Call, verb: Verb, rest: string): Promise<Button> {
  const label = `/news ${verb}`;
  if (verb === "subscribe") return press("Subscribe…", verb);
  if (verb === "brief") return press(label, verb, /\d+/.exec(rest)?.[0] ?? "3", "");
  return rest === "" ? press(label, verb) : press(label, verb, await toArg(call, rest));
}

/** Control characters are no words, and PostgreSQL takes no NUL. */
function cleanText(text: string): string {
  return text
    .slice(0, MAX_TYPED)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .toWellFormed();
}

function cleaned(input: Input): Input {
  const all = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, cleanText(text)]));
  switch (input.kind) {
    case "words":
      return { ...input, text: cleanText(input.text) };
    case "command":
      return { ...input, options: all(input.options) };
    case "button":
      return { ...input, action: cleanText(input.action) };
    case "form":
      return { ...input, action: cleanText(input.action), values: all(input.values) };
    case "home":
      return input;
  }
}

/** For the log: what was asked, not who asked. */
function inShort({ input }: Request): string {
  switch (input.kind) {
    case "words":
      return shortened(input.text, 80);
    case "command":
      return input.verb;
    case "button":
    case "form":
      return input.action;
    case "home":
      return "home";
  }
}
