import type { Article } from "../../core/article.ts";
import type { Quarantined } from "../../core/document.ts";
import type { Block, Message, Span } from "../../core/message.ts";
import {
  actions,
  bullets,
  counted,
  headline,
  heading,
  paragraph,
  plain,
  press,
  quiet,
  shortened,
  small,
} from "./blocks.ts";
import type { Call } from "./desk.ts";
import { pickStory } from "./find-story.ts";
import { headlineText } from "./listing.ts";
import { onWall, relative } from "./moments.ts";
import { whyPosted } from "./why-posted.ts";
import { rulingLines, whyTogether } from "./why-together.ts";
import { rightToRule, wishLine } from "./rule.ts";

/** Why something was posted, merged, held or left out. @param about a story, an article's file, words of a headline */
export async function why(call: Call, about: string): Promise<Message> {
  if (looksLikeFile(about)) {
    const file = await whyFile(call, about.trim());
    if (file !== null) return file;
  }
  const picked = await pickStory(call, about, "why");
  if (picked.kind === "message") return picked.message;
  return await whyStory(call, picked);
}

function looksLikeFile(text: string): boolean {
  return /^\S*[^\s.]\.[a-z]{2,8}$/i.test(text.trim()) || /^\S+\/\S+$/.test(text.trim());
}

type Shown = Extract<Awaited<ReturnType<typeof pickStory>>, { kind: "story" }>;

async function whyStory(call: Call, { story, articleIds }: Shown): Promise<Message> {
  const { store } = call.desk;
  const { storyId } = story;
  const articles = await store.articles.many(articleIds);
  const posted = await whyPosted(call, story);
  const wishes = (await store.rulings.ofStory(storyId)).filter(({ state }) => state === "wished");
  const blocks: Block[] = [
    headline(headlineText(story.digest)),
    small(
      `Story ${storyId} · version ${story.version} of its digest · ${relative(story.createdAt, call.desk.clock.now())}`,
    ),
    heading("Why it was posted, or not"),
    bullets(posted.map((line) => [plain(line)])),
    heading("Why these articles are one story"),
    bullets(await whyTogether(call, articles)),
  ];
  const ruled = await rulingLines(call, storyId);
  if (ruled.length > 0) blocks.push(heading("What people decided"), bullets(ruled.map((line) => [plain(line)])));
  if (rightToRule(call.from).allowed) {
    for (const wish of wishes) blocks.push(...(await wishLine(call, wish)).blocks);
  } else if (wishes.length > 0) {
    blocks.push(
      small(
        `${counted(wishes.length, "wish of a reader waits", "wishes of readers wait")} for those who may manage subscriptions.`,
      ),
    );
  }
  blocks.push(
    ...actions(
      press("Sources", "sources", storyId),
      press("Not the same story", "split", storyId),
      press("Merge with…", "merge", storyId),
    ),
  );
  return { summary: `Why: ${headlineText(story.digest)}. ${posted[0] ?? ""}`, blocks };
}

/** Of a file by its name: what became of it; null when nobody knows it. */
async function whyFile(call: Call, file: string): Promise<Message | null> {
  const { store } = call.desk;
  const aside = (await store.quarantine.list()).find(({ path }) => path === file || path.endsWith(`/${file}`));
  if (aside !== undefined) return quarantinedMessage(call, aside);
  const [article] = await store.articles.ofFile(file, 1);
  if (article === undefined) return null;
  if (article.supersededBy !== null) return await replacedMessage(call, article);
  const home = await store.stories.ofArticle(article.id);
  if (home === null) return waiting(article);
  const story = await store.digests.latest(home.id);
  if (story === null) return waiting(article);
  const copied = article.copyOf === null ? null : await store.articles.get(article.copyOf);
  const message = await whyStory(call, { kind: "story", story, articleIds: home.articleIds });
  const note =
    copied === null
      ? "is a report of its own in this story."
      : `repeats the text of ${nameOf(copied)}: it is listed as a source and counts for no report of its own.`;
  return { ...message, blocks: [paragraph(`${article.file} ${note}`), ...message.blocks] };
}

function quarantinedMessage({ desk }: Call, { path, reason, mend, line, at }: Quarantined): Message {
  const where = line === null ? "" : ` (line ${line})`;
  const spans: readonly (Span | string)[] = [`${path}${where} was put aside: ${reason} ${mend}`];
  return {
    summary: `${path} was put aside: ${reason}`,
    blocks: [
      paragraph(...spans),
      small(`${onWall(at, "UTC")}, ${relative(at, desk.clock.now())}. It is read again when it changes.`),
    ],
  };
}

async function replacedMessage({ desk }: Call, article: Article): Promise<Message> {
  const by = await desk.store.articles.get(article.supersededBy ?? "");
  const home = by === null ? null : await desk.store.stories.ofArticle(by.id);
  const text = `${article.file} was changed: its newer text stands in for it since ${by === null ? "then" : relative(by.takenAt, desk.clock.now())}.`;
  return {
    summary: text,
    blocks: [paragraph(text), ...actions(...(home === null ? [] : [press("Why this story?", "why", home.id)]))],
  };
}

function waiting({ file }: Article): Message {
  const text = `${file} was taken in and waits for its story's digest, which comes within a minute.`;
  return { summary: text, blocks: [paragraph(text), paragraph(quiet("Ask again then."))] };
}

function nameOf({ publisher, title, file }: Article): string {
  return shortened([publisher, title].filter((part) => part !== null).join(": ") || file, 120);
}
