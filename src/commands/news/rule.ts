import type { Message } from "../../core/message.ts";
import type { Ruling, RulingSubject } from "../../store/chat.ts";
import { bold, counted, paragraph, press, quiet, say } from "./blocks.ts";
import type { Asker } from "../../core/conversation.ts";
import { isDirect } from "./desk.ts";
import type { Call } from "./desk.ts";
import { once } from "./once.ts";

/** Stories are the same for all channels, so that in direct messages, which everyone manages, nobody rules on them. */
export function rightToRule(from: Asker): Asker["mayManage"] {
  if (!isDirect(from) || !from.mayManage.allowed) return from.mayManage;
  return { allowed: false, why: "Ask in a channel that you manage: what is decided holds for every channel." };
}

/** Takes down what a person says of a story: at once in force from those who may manage, a wish from others. */
export async function enter(call: Call, subject: RulingSubject, headline: string): Promise<Message> {
  const message = await once(call, async ({ desk: { store, clock }, from }) => {
    const { platform, user } = from;
    const mayRule = rightToRule(from);
    const state = mayRule.allowed ? "due" : "wished";
    await store.rulings.add({ subject, state, platform, user, at: clock.now() });
    const what = whatOf(subject);
    const show = press("Show the story", "story", subject.kind === "merge" ? subject.into : subject.storyId);
    if (mayRule.allowed) {
      return say(
        `Done: ${what} “${headline}”. The digests are made anew within a minute, and posts are changed.`,
        show,
      );
    }
    return say(
      `Your wish is kept: ${what} “${headline}”. You may not do it yourself: ${mayRule.why} Those who may find it under /news why.`,
      show,
      press("Why is it so?", "why", subject.storyId),
    );
  });
  call.desk.wake();
  return message;
}

function whatOf(subject: RulingSubject): string {
  switch (subject.kind) {
    case "split":
      return `${counted(subject.articleIds.length, "article")} will leave`;
    case "merge":
      return "another story will be one with";
  }
}

/** Settles a wish: grants or declines it. */
export async function rule(call: Call, number: number, grants: boolean): Promise<Message> {
  const { from, desk } = call;
  const mayRule = rightToRule(from);
  if (!mayRule.allowed) return say(`Wishes are settled by those who may manage subscriptions: ${mayRule.why}`);
  const message = await once(call, async ({ desk: { store } }) => {
    const moved = await store.rulings.move(number, "wished", grants ? "due" : "refused");
    if (!moved) return say("This wish is settled already.");
    return say(grants ? "Granted. It takes effect within a minute." : "Declined. Nothing changes.");
  });
  desk.wake();
  return message;
}

/** An open wish with the buttons that settle it, for those who may. */
export async function wishLine(
  { desk: { store } }: Call,
  { number, subject, user }: Ruling,
): Promise<Pick<Message, "blocks">> {
  const story = await store.stories.get(subject.storyId);
  const name = story?.headline ?? subject.storyId;
  const other = subject.kind === "merge" ? await store.stories.get(subject.into) : null;
  const articles = subject.kind === "split" ? await store.articles.many(subject.articleIds) : [];
  const what =
    subject.kind === "merge"
      ? `merge “${name}” with “${other?.headline ?? subject.into}”`
      : `take out of “${name}”: ${articles.map(({ publisher, title, file }) => title ?? publisher ?? file).join("; ")}`;
  return {
    blocks: [
      paragraph(bold("Wish: "), what, quiet(` (by ${user})`)),
      {
        kind: "actions",
        buttons: [press("Grant", "rule", String(number), "yes"), press("Decline", "rule", String(number), "no")],
      },
    ],
  };
}
