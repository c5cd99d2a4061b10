import { actionText } from "../../core/action.ts";
import type { Action } from "../../core/action.ts";
import type { Block, Button, Message } from "../../core/message.ts";
import { actions, fitsAction, small } from "./blocks.ts";
import type { Call } from "./desk.ts";

/** An answer that can be turned, and shared to the channel. */
export interface Page {
  readonly summary: string;
  /** What everyone may read. */
  readonly blocks: readonly Block[];
  /** For who asked alone: other pages, other sizes. */
  readonly controls: readonly Button[];
  /** What makes the page again, also after a restart; null: there is nothing to share. */
  readonly action: Action | null;
}

/** Last argument of a button that turns the private message in which it stands. */
const TURN = ".";

/** A button that puts another page in the place of this one. */
export function turnTo(label: string, { verb, args }: Action): Button {
  return { label, action: actionText({ verb, args: [...args, TURN] }) };
}

/** The arguments of a press, and whether it turns the message in which it stands. */
export function readTurn(args: readonly string[]): { readonly args: readonly string[]; readonly turns: boolean } {
  return args.at(-1) === TURN ? { args: args.slice(0, -1), turns: true } : { args, turns: false };
}

/** The page for who asked. */
export function privately({ summary, blocks, controls, action }: Page): Message {
  const share: readonly Button[] =
    action === null
      ? []
      : [{ label: "Share to channel", action: actionText({ verb: "share", args: [action.verb, ...action.args] }) }];
  return { summary, blocks: [...blocks, ...actions(...controls, ...share)] };
}

export function publicly({ summary, blocks }: Page): Message {
  return { summary, blocks: [...blocks, small("Shared with /news.")] };
}

/** "Newer" and "Older", "Previous" and "Next": the way to the pages beside this one. */
export function pager(
  action: (page: number) => Action,
  page: number,
  hasMore: boolean,
  labels: readonly [back: string, on: string] = ["← Previous", "Next →"],
): readonly Button[] {
  return [
    ...(page > 0 ? [turnTo(labels[0], action(page - 1))] : []),
    ...(hasMore ? [turnTo(labels[1], action(page + 1))] : []),
  ];
}

/** Nobody turns so often, and each page is as much work as those before it. */
const MOST_PAGES = 200;

/** A page number out of a button; anything else is the first page. */
export function pageNumber(text: string | undefined): number {
  return Math.min(numberIn(text), MOST_PAGES);
}

/** A number from 0; anything else is 0. */
export function numberIn(text: string | undefined): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

/** Words as an argument of a button. */
export async function toArg({ desk }: Call, words: string): Promise<string> {
  return fitsAction(words) ? words : await desk.store.requests.keepWords(words, desk.clock.now());
}

/** The words behind an argument; none when they are not known any more. */
export async function fromArg({ desk }: Call, arg: string | undefined): Promise<string> {
  if (arg === undefined) return "";
  return arg.startsWith("~") ? ((await desk.store.requests.words(arg)) ?? "") : arg;
}
