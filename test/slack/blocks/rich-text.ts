import { address, any, boolean, byType, list, oneOf, pattern, shape, string, whole } from "./checks.ts";
import type { Check } from "./checks.ts";
import { ADDRESS, ID } from "./limits.ts";

/** No limit of their own is published: the sum over all blocks bounds them. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;

const style = shape({}, { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean });
const mentionStyle = shape(
  {},
  { bold: boolean, italic: boolean, strike: boolean, highlight: boolean, client_highlight: boolean, unlink: boolean },
);

const text = shape({ type: any, text: string(1, UNBOUNDED) }, { style });
const link = shape({ type: any, url: address(ADDRESS) }, { text: string(1, UNBOUNDED), unsafe: boolean, style });

const inline = byType({
  text,
  link,
  emoji: shape(
    { type: any, name: pattern(/^[a-z0-9_+'-]+$/, "the name of an emoji") },
    { unicode: string(1, ID), style },
  ),
  user: shape({ type: any, user_id: pattern(/^[UW][A-Z0-9]+$/, "the id of a person") }, { style: mentionStyle }),
  usergroup: shape({ type: any, usergroup_id: pattern(/^S[A-Z0-9]+$/, "the id of a group") }, { style: mentionStyle }),
  channel: shape(
    { type: any, channel_id: pattern(/^[CDG][A-Z0-9]+$/, "the id of a channel") },
    { style: mentionStyle },
  ),
  broadcast: shape({ type: any, range: oneOf("here", "channel", "everyone") }, { style: mentionStyle }),
  date: shape(
    { type: any, timestamp: whole(0, UNBOUNDED), format: string(1, ID) },
    { url: address(ADDRESS), fallback: string(1, ID), style },
  ),
});

const section = shape({ type: any, elements: list(1, UNBOUNDED, inline) });
const border = oneOf(0, 1);
/** Deepest indent that clients show. */
const INDENT = 8;

const part = byType({
  rich_text_section: section,
  rich_text_list: shape(
    {
      type: any,
      style: oneOf("bullet", "ordered"),
      elements: list(1, UNBOUNDED, byType({ rich_text_section: section })),
    },
    { indent: whole(0, INDENT), offset: whole(0, UNBOUNDED), border },
  ),
  rich_text_quote: shape({ type: any, elements: list(1, UNBOUNDED, inline) }, { border }),
  rich_text_preformatted: shape(
    { type: any, elements: list(1, UNBOUNDED, byType({ text, link })) },
    { border, language: string(1, ID) },
  ),
});

export const richText: Check = shape({ type: any, elements: list(1, UNBOUNDED, part) }, { block_id: string(1, ID) });
