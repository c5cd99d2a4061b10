import type { Digest } from "./types.ts";

export const DIGEST_SIZES = ["headline", "brief", "full"] as const;
/** `headline`: one line. `brief`: the lede and three highlights. `full`: every part. */
export type DigestSize = (typeof DIGEST_SIZES)[number];

const BRIEF_HIGHLIGHTS = 3;

/** A digest cut to a size; nothing is rewritten, parts are left out. Sources stay in every size. */
export function atSize(digest: Digest, size: DigestSize): Digest {
  if (size === "full") return digest;
  const bare: Digest = {
    ...digest,
    lede: null,
    quote: null,
    highlights: [],
    background: [],
    framing: null,
    outlook: [],
    closing: null,
    differences: [],
    unknowns: [],
  };
  if (size === "headline") return bare;
  return { ...bare, lede: digest.lede, highlights: digest.highlights.slice(0, BRIEF_HIGHLIGHTS) };
}
