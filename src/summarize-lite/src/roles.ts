import { isDirt } from "./dirt.ts";
import { readRoleModel, roleProbabilities } from "./role-model.ts";
import type { RoleModel } from "./role-model.ts";
import type { RoleSentence } from "./role-features.ts";
import { NO_ODDS, ROLES } from "./role-names.ts";
import type { Role } from "./types.ts";
import roleWeights from "./weights/roles.json" with { type: "json" };
import { wordsIn } from "./words.ts";
import type { Word } from "./words.ts";

export interface RoleInput {
  readonly text: string;
  /** Number of its paragraph. */
  readonly paragraph: number;
  /** `wordsIn(text)`, when the caller has it already. */
  readonly words?: readonly Word[];
}

export interface RoleContext {
  readonly title?: string | null;
}

export interface RoleGuess {
  readonly role: Role;
  /** Of every role; they add up to 1. */
  readonly probabilities: Readonly<Record<Role, number>>;
}

const NOT_REPORT: RoleGuess = {
  role: "na",
  probabilities: { ...NO_ODDS, na: 1 },
};

/** Read at the first use: 10 ms that an import need not cost. */
let model: RoleModel | undefined;

/**
 * What each sentence of one article does in the report. Sentences come in text order, all of one article at once, since a
 * sentence's role depends on its neighbours. Learned from NewsDiscourse (Choubey et al. 2020); English.
 */
export function rolesOf(sentences: readonly RoleInput[], context: RoleContext = {}): RoleGuess[] {
  model ??= readRoleModel(roleWeights.base64);
  const read = sentences.map(({ text, paragraph, words }) => ({ text, paragraph, words: words ?? wordsIn(text) }));
  const title = new Set(wordsIn(context.title ?? "").map((word) => word.term));
  title.delete("");
  const all = roleProbabilities(model, read, title);
  return read.map(({ text }, i) => (isDirt(text) ? NOT_REPORT : guessAt(all, i * ROLES.length)));
}

/** As `rolesOf` for the sentences of several articles, 9 probabilities a sentence in the order of `ROLES`. */
export function rolesAsNumbers(
  titles: readonly { readonly title?: string | null }[],
  sentences: readonly (RoleSentence & { readonly dirt: boolean })[],
  bounds: readonly number[],
): Float32Array {
  model ??= readRoleModel(roleWeights.base64);
  const out = new Float32Array(sentences.length * ROLES.length);
  for (const [i, { title }] of titles.entries()) {
    const terms = new Set(wordsIn(title ?? "").map((word) => word.term));
    terms.delete("");
    out.set(roleProbabilities(model, sentences.slice(bounds[i], bounds[i + 1]), terms), bounds[i]! * ROLES.length);
  }
  for (const [i, { dirt }] of sentences.entries()) {
    if (!dirt) continue;
    out.fill(0, i * ROLES.length, (i + 1) * ROLES.length);
    out[(i + 1) * ROLES.length - 1] = 1;
  }
  return out;
}

/** The likeliest role at a place of `rolesAsNumbers`. */
export function guessAt(all: Float32Array, at: number): RoleGuess {
  const probabilities: Partial<Record<Role, number>> = {};
  let role: Role = ROLES[0];
  let best = -1;
  for (const [c, name] of ROLES.entries()) {
    const p = all[at + c]!;
    probabilities[name] = p;
    if (p > best) {
      best = p;
      role = name;
    }
  }
  return { role, probabilities: probabilities as Record<Role, number> };
}
