import { beforeAll, describe, expect, it } from "vitest";
import { messageOfDigest } from "../../src/core/message.ts";
import { renderDiscord, simplerDiscord } from "../../src/platforms/discord/render.ts";
import { expectGolden } from "./golden.ts";
import { seedEdition, seedStories } from "./seed-stories.ts";
import type { SeedStory } from "./seed-stories.ts";

describe("what Discord gets of the sample articles", () => {
  let stories: readonly SeedStory[];
  beforeAll(async () => {
    stories = await seedStories();
  });

  it("is one payload for each of the twelve stories", () => {
    expect(stories).toHaveLength(12);
    for (const { name, post } of stories) {
      const payloads = renderDiscord(messageOfDigest(post));
      expect(payloads).toHaveLength(1);
      expectGolden(`discord/${name}.json`, payloads);
    }
  });

  it("is one overview with the digests in its thread for an edition of all", () => {
    const [post, ...more] = seedEdition(stories, true);
    expect(more).toEqual([]);
    const { message, replies } = post!;
    expectGolden("discord/edition.json", {
      message: renderDiscord(message),
      replies: replies.map(({ summary }) => summary),
    });
  });

  it("becomes plainer twice when Discord refuses it, and then ends", () => {
    const [payload] = renderDiscord(messageOfDigest(stories[0]!.post));
    const words = simplerDiscord(payload!);
    const line = simplerDiscord(words!);
    expectGolden("discord/plainer.json", { words, line });
    expect(simplerDiscord(line!)).toBeNull();
  });
});
