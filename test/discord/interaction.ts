/** A first answer must come within this; then the interaction is unknown. Milliseconds. */
export const FIRST_ANSWER_MS = 3_000;
/** Later answers and edits go through the token for this long. */
export const TOKEN_MS = 15 * 60_000;

export const INTERACTION_TYPES = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
export type InteractionKind = keyof typeof INTERACTION_TYPES;
