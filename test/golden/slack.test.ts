import { beforeAll, describe, expect, it } from "vitest";
import { messageOfDigest } from "../../src/core/message.ts";
import { renderSlack, simplerSlack } from "../../src/platforms/slack/render.ts";
import { expectGolden } from "./golden.ts";
import { seedEdition, seedStories } from "./seed-stories.ts";
import type { SeedStory } from "./seed-stories.ts";

describe("what Slack gets of the sample articles", () => {
  let stories: readonly SeedStory[];
  beforeAll(async () => {
    stories = await seedStories();
  });

  it("is one payload for each of the twelve stories", () => {
    expect(stories).toHaveLength(12);
    for (const { name, post } of stories) {
      const payloads = renderSlack(messageOfDigest(post));
      expect(payloads).toHaveLength(1);
      expectGolden(`slack/${name}.json`, payloads);
    }
  });

  it("is one overview with the digests in its thread for an edition of all", () => {
    const [post, ...more] = seedEdition(stories, true);
    expect(more).toEqual([]);
    const { message, replies } = post!;
    expectGolden("slack/edition.json", {
      message: renderSlack(message),
      replies: replies.map(({ summary }) => summary),
    });
  });

  it("becomes plainer twice when Slack refuses it, and then ends", () => {
    const [payload] = renderSlack(messageOfDigest(stories[0]!.post));
    const plain = simplerSlack(payload);
    const text = simplerSlack(plain);
    expectGolden("slack/plainer.json", { plain, text });
    expect(simplerSlack(text)).toBeNull();
  });
});
