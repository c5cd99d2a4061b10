import { failed } from "../intake/refusal.ts";
import { StoreError } from "../store/errors.ts";
import { putAside } from "./aside.ts";
import type { Ports } from "./ports.ts";
import type { Landed, StoryDesk, TakenIn } from "./stories.ts";

interface LandedApart extends Landed {
  readonly quarantined: number;
}

/**
 * Lands a batch. A document that keeps it from landing is searched for by halves and put aside, so that the others land.
 * @throws when the database fails rather than a document: it takes nothing at all, or says so itself
 */
export async function landBatch(ports: Ports, stories: StoryDesk, batch: readonly TakenIn[]): Promise<LandedApart> {
  try {
    return { ...(await stories.land(batch)), quarantined: 0 };
  } catch (error) {
    const [first, ...others] = batch;
    if (error instanceof StoreError || first === undefined) throw error;
    if (others.length === 0) return setAside(ports, first, error);
    const middle = batch.length >> 1;
    const [before, after] = [batch.slice(0, middle), batch.slice(middle)];
    return together(await landBatch(ports, stories, before), await landBatch(ports, stories, after));
  }
}

async function setAside(ports: Ports, { document, aside }: TakenIn, error: unknown): Promise<LandedApart> {
  const { folder, path, hash, size, modifiedAt } = document;
  const row = { folder, path, hash, size, modifiedAt, at: ports.clock.now(), ...failed(error) };
  const isNew = await putAside(ports, aside, row);
  ports.log.debug(`${path} could not be taken in.`, { error });
  return { articles: 0, stories: new Set(), quarantined: isNew ? 1 : 0 };
}

function together(a: LandedApart, b: LandedApart): LandedApart {
  return {
    articles: a.articles + b.articles,
    stories: new Set([...a.stories, ...b.stories]),
    quarantined: a.quarantined + b.quarantined,
  };
}
