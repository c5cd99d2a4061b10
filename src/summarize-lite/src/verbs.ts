import { CUE, cuesOf } from "./cues.ts";

const FINITE = CUE.pastVerb | CUE.present | CUE.speech;
const MODAL = /^(?:will|would|can|could|may|might|must|shall|should)$/;

/** Whether a word may be the verb that a clause hangs on, by its form alone: "said", "has", "closed", "will". */
export function isFiniteVerb(word: string): boolean {
  const letters = word.toLowerCase().replace(/[^\p{L}]/gu, "");
  return letters !== "indeed" && letters !== "being" && (MODAL.test(letters) || (cuesOf(letters) & FINITE) !== 0);
}
