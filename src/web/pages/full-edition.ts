import type { StoryDigest } from "../../core/digest.ts";
import type { Edition, EditionReason } from "../../core/edition.ts";
import type { Store } from "../../store/store.ts";
import { zoneOf } from "../desk.ts";
import type { Desk } from "../desk.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { editionTime } from "../times.ts";

/** A story in an edition, with the digest that was posted; null when that is no longer kept. */
export interface Carried {
  readonly storyId: string;
  readonly reason: EditionReason;
  readonly digest: StoryDigest | null;
}

/** An edition with the digests it posted, in its order. */
export interface FullEdition {
  readonly edition: Edition;
  readonly stories: readonly Carried[];
}

/** Loads what the editions posted; a digest that several of them carry is read once. */
export async function withDigests(store: Store, editions: readonly Edition[]): Promise<readonly FullEdition[]> {
  const digests = new Map<string, Promise<StoryDigest | null>>();
  const load = (storyId: string, version: number): Promise<StoryDigest | null> => {
    const key = `${storyId} ${version}`;
    const digest = digests.get(key) ?? store.digests.get(storyId, version);
    digests.set(key, digest);
    return digest;
  };
  const fill = async (edition: Edition): Promise<FullEdition> => {
    const stories = edition.stories.map(async ({ storyId, version, reason }) => ({
      storyId,
      reason,
      digest: await load(storyId, version),
    }));
    return { edition, stories: await Promise.all(stories) };
  };
  return Promise.all(editions.map(fill));
}

const KINDS: Readonly<Record<Edition["kind"], string>> = { digest: "Digest", briefing: "Briefing" };

/** "Digest, Sunday, 22 November 2026 at 08:00, Lisbon time" */
export function editionLine(desk: Desk, edition: Edition): Html {
  return html`${KINDS[edition.kind]}, ${editionTime(edition, zoneOf(desk, edition.channel))}`;
}

/** Said where an edition's stories would stand. */
export const NOTHING_NEW = "There was nothing new, and nothing was posted.";
