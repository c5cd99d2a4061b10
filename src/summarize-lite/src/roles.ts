import type { Role } from "./types.ts";

export interface RoleInput {
  readonly text: string;
  /** Number of its paragraph. */
  readonly paragraph: number;
}

export interface RoleContext {
  readonly title?: string | null;
}

export interface RoleGuess {
  readonly role: Role;
  /** Of every role; they add up to 1. */
  readonly probabilities: Readonly<Record<Role, number>>;
}

const NO_ROLES: Readonly<Record<Role, number>> = {
  main: 0,
  consequence: 0,
  previous_event: 0,
  current_context: 0,
  historical: 0,
  anecdotal: 0,
  evaluation: 0,
  expectation: 0,
  na: 0,
};

/** What each sentence of one article does in the report. Sentences come in text order. */
export function rolesOf(sentences: readonly RoleInput[], context: RoleContext = {}): RoleGuess[] {
  void context;
  return sentences.map(({ text }, i) => {
    const role = plainRole(text, i);
    return { role, probabilities: { ...NO_ROLES, [role]: 1 } };
  });
}

function plainRole(text: string, index: number): Role {
  if (text.length < 25 || /getty images|all rights reserved|cookie|sign up|subscribe/i.test(text)) return "na";
  if (index === 0) return "main";
  if (/\b(will|would|could|may|might|expect\w*|plans? to|next (week|month|year))\b/i.test(text)) return "expectation";
  if (/\b(in (19|20)\d\d|years ago|decades?)\b/i.test(text)) return "historical";
  if (/["“”]|\b(said|says|told)\b/.test(text)) return "evaluation";
  return "current_context";
}
