import type { Action } from "../../core/action.ts";
import type { StoryDigest } from "../../core/digest.ts";
import type { Block } from "../../core/message.ts";
import { actions, DIVIDER, headline, paragraph, press, quiet, small } from "./blocks.ts";
import type { Call } from "./desk.ts";
import { headlineText, inBrief, newestStories } from "./listing.ts";
import { pager, toArg } from "./page.ts";
import type { Page } from "./page.ts";

const PER_PAGE = 5;

/** The newest stories. @param topic "": every story */
export async function latest(call: Call, topic: string, page: number): Promise<Page> {
  const { store, clock } = call.desk;
  const { stories, hasMore } = await newestStories(store, topic, page * PER_PAGE, PER_PAGE);
  const about = topic === "" ? "" : ` on “${topic}”`;
  if (stories.length === 0) return nothing(topic, page);
  const arg = await toArg(call, topic);
  const action = (number: number): Action => ({ verb: "latest", args: [arg, String(number)] });
  const blocks: Block[] = [headline(`Latest stories${about}`)];
  for (const story of stories) blocks.push(DIVIDER, ...storyBlocks(story, clock.now()));
  return {
    summary: `Latest stories${about}: ${stories.map(({ digest }) => headlineText(digest)).join("; ")}`,
    blocks,
    controls: pager(action, page, hasMore, ["← Newer", "Older →"]),
    action: action(page),
  };
}

function storyBlocks(story: StoryDigest, now: number): readonly Block[] {
  const { digest, storyId, version } = story;
  const lede = digest.lede !== null && digest.lede.text !== digest.headline?.text ? [paragraph(digest.lede.text)] : [];
  return [
    headline(headlineText(digest)),
    ...lede,
    small(inBrief(story, now)),
    ...actions(press("Full story", "story", storyId), press("Evidence", "evidence", storyId, String(version), "0")),
  ];
}

function nothing(topic: string, page: number): Page {
  const text =
    page > 0
      ? "There are no older stories."
      : topic === ""
        ? "There are no stories yet. Articles that are put into the desk's folders appear here."
        : `No story is on “${topic}” at the moment.`;
  return {
    summary: text,
    blocks: [paragraph(text), ...(topic === "" ? [] : [paragraph(quiet("Other words may find it: /news search …"))])],
    controls: topic === "" && page === 0 ? [] : [press("All the latest", "latest", "", "0")],
    action: null,
  };
}
