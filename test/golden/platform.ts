import { beforeAll, describe, expect, it } from "vitest";
import { messageOfDigest } from "../../src/core/message.ts";
import type { Message } from "../../src/core/message.ts";
import { expectGolden } from "./golden.ts";
import { seedEdition, seedStories } from "./seed-stories.ts";
import type { SeedStory } from "./seed-stories.ts";

interface Rendering {
  /** As people write it. */
  readonly name: string;
  /** Folder of its golden files. */
  readonly folder: string;
  readonly render: (message: Message) => readonly unknown[];
  readonly simpler: (payload: unknown) => unknown;
  /** What its two plainer forms are called in the golden file. */
  readonly plainer: readonly [first: string, second: string];
}

/** What a platform gets of the sample articles, payload for payload. */
export function goldenPayloads({ name, folder, render, simpler, plainer }: Rendering): void {
  describe(`what ${name} gets of the sample articles`, () => {
    let stories: readonly SeedStory[];
    beforeAll(async () => {
      stories = await seedStories();
    });

    it("is one payload for each of the twelve stories", () => {
      expect(stories).toHaveLength(12);
      for (const story of stories) {
        const payloads = render(messageOfDigest(story.post));
        expect(payloads).toHaveLength(1);
        expectGolden(`${folder}/${story.name}.json`, payloads);
      }
    });

    it("is one overview with the digests in its thread for an edition of all", () => {
      const [post, ...more] = seedEdition(stories, true);
      expect(more).toEqual([]);
      const { message, replies } = post!;
      expectGolden(`${folder}/edition.json`, {
        message: render(message),
        replies: replies.map(({ summary }) => summary),
      });
    });

    it(`becomes plainer twice when ${name} refuses it, and then ends`, () => {
      const [payload] = render(messageOfDigest(stories[0]!.post));
      const first = simpler(payload);
      const second = simpler(first);
      expectGolden(`${folder}/plainer.json`, { [plainer[0]]: first, [plainer[1]]: second });
      expect(simpler(second)).toBeNull();
    });
  });
}
