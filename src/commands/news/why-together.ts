import type { Article } from "../../core/article.ts";
import type { Span } from "../../core/message.ts";
import type { Placement, Ruling } from "../../store/chat.ts";
import { bold, counted, plain, quiet, shortened } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { relative } from "./moments.ts";

const MOST_ARTICLES = 15;

/** One line an article: whom it resembled when it came, and in what. */
export async function whyTogether({ desk }: Call, articles: readonly Article[]): Promise<readonly (readonly Span[])[]> {
  const { store } = desk;
  const placements = await store.placements.of(articles.map(({ id }) => id));
  const byArticle = new Map(placements.map((placement) => [placement.articleId, placement]));
  const others = await store.articles.many(placements.flatMap(({ nearest }) => nearest ?? []));
  const names = new Map([...others, ...articles].map((article) => [article.id, nameOf(article)]));
  const lines = articles
    .slice(0, MOST_ARTICLES)
    .map((article): readonly Span[] => [
      bold(nameOf(article)),
      plain(`: ${reasonOf(article, byArticle.get(article.id), names)}`),
      quiet(` (${article.file})`),
    ]);
  const more = articles.length - MOST_ARTICLES;
  return more > 0 ? [...lines, [quiet(`and ${counted(more, "article")} more`)]] : lines;
}

function reasonOf(article: Article, placement: Placement | undefined, names: ReadonlyMap<string, string>): string {
  if (article.copyOf !== null) {
    return `repeats the text of ${names.get(article.copyOf) ?? "another article"}, so it is no report of its own.`;
  }
  if (placement === undefined) return "came before reasons were kept.";
  if (placement.ruling !== null) return "was put here by a person.";
  if (placement.nearest === null) return "opened the story: nothing like it was there.";
  const nearest = names.get(placement.nearest) ?? "a report";
  const shared = placement.names.filter((name) => !CALENDAR.test(name));
  return `is most like ${nearest}: ${shared.length === 0 ? "both use the same words and numbers" : `both name ${listed(shared)}`}.`;
}

/** Names that every other report has too. */
const CALENDAR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)$/;

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function nameOf({ publisher, title, file }: Article): string {
  return shortened(publisher ?? title ?? file, 80);
}

/** What people decided about a story, oldest first. */
export async function rulingLines({ desk }: Call, storyId: string): Promise<readonly string[]> {
  const rulings = await desk.store.rulings.ofStory(storyId);
  const now = desk.clock.now();
  return rulings
    .filter(({ state }) => state !== "wished")
    .map((ruling) => `${inWords(ruling, storyId)}, ${relative(ruling.at, now)} (${STATES[ruling.state]}).`);
}

const STATES: Readonly<Record<Ruling["state"], string>> = {
  wished: "a wish",
  due: "takes effect within a minute",
  done: "in force",
  refused: "declined",
};

function inWords({ subject }: Ruling, storyId: string): string {
  switch (subject.kind) {
    case "split":
      return `${counted(subject.articleIds.length, "article")} taken out as another story`;
    case "merge":
      return subject.into === storyId
        ? `Story ${subject.storyId} merged into this one`
        : `Merged into story ${subject.into}`;
  }
}
