import { DIGEST_SIZES } from "summarize-lite";
import type { DigestSize } from "summarize-lite";
import type { StoryDigest } from "../../core/digest.ts";
import { messageOfDigest } from "../../core/message.ts";
import type { Block } from "../../core/message.ts";
import { small } from "./blocks.ts";
import { linkOf } from "./desk.ts";
import type { Call } from "./desk.ts";
import { turnTo } from "./page.ts";
import type { Page } from "./page.ts";

const SIZE_LABELS: Readonly<Record<DigestSize, string>> = { headline: "Headline", brief: "Brief", full: "Full" };

/** One story in one of its three sizes. */
export async function story(call: Call, shown: StoryDigest, size: DigestSize): Promise<Page> {
  const { store } = call.desk;
  const { storyId } = shown;
  const post = { story: shown, reason: null, added: 0, link: linkOf(call.desk, storyId) } as const;
  const { summary, blocks } = messageOfDigest(post, size);
  const votes = await store.votes.count(storyId);
  return {
    summary,
    blocks: votes.up + votes.down === 0 ? blocks : beforeActions(blocks, small(`👍 ${votes.up} · 👎 ${votes.down}`)),
    controls: DIGEST_SIZES.filter((other) => other !== size).map((other) =>
      turnTo(SIZE_LABELS[other], { verb: "story", args: [storyId, other] }),
    ),
    action: { verb: "story", args: [storyId, size] },
  };
}

function beforeActions(blocks: readonly Block[], block: Block): readonly Block[] {
  const at = blocks.findLastIndex(({ kind }) => kind === "actions");
  return at < 0 ? [...blocks, block] : blocks.toSpliced(at, 0, block);
}

/** Anything else is "full". */
export function sizeIn(text: string | undefined): DigestSize {
  return DIGEST_SIZES.find((size) => size === text) ?? "full";
}
