import { describe, expect, test } from "vitest";
import { stemEnglish } from "./stem.ts";

/** Words with the stems that the Snowball project's own English stemmer gives them, each rule and its exceptions at least once. */
const PAIRS =
  "a a, be be, sky sky, skies sky, dying die, news news, atlas atlas, proceed proceed, exceeding exceed, generously generous, " +
  "communism communism, arsenal arsenal, caresses caress, flies fli, dies die, ties tie, cries cri, gas gas, this this, kiwis kiwi, us us, " +
  "pass pass, agreed agre, feed feed, proceedings proceed, plastered plaster, bled bled, motoring motor, sing sing, hopping hop, tanned tan, " +
  "falling fall, hissing hiss, fizzed fizz, failing fail, filing file, hoped hope, conflated conflat, troubled troubl, sized size, " +
  "happy happi, say say, by by, cry cri, enjoy enjoy, relational relat, conditional condit, rational ration, valency valenc, hesitancy hesit, " +
  "digitizer digit, conformably conform, radically radic, differently differ, vilely vile, analogously analog, vietnamization vietnam, " +
  "predication predic, operator oper, feudalism feudal, decisiveness decis, hopefulness hope, callousness callous, formality formal, " +
  "sensitivity sensit, sensibility sensibl, triplicate triplic, formative format, formalize formal, electrical electr, hopeful hope, " +
  "goodness good, revival reviv, allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, defensible defens, " +
  "irritant irrit, replacement replac, adjustment adjust, dependent depend, adoption adopt, activate activ, homologous homolog, " +
  "effective effect, bowdlerize bowdler, probate probat, rate rate, cease ceas, controll control, roll roll, yellow yellow, youth youth, " +
  "sayings say, boyish boyish, biology biolog, apology apolog, geologist geologist, ministers minist, ministry ministri, elections elect, " +
  "elected elect, knightly knight, bridges bridg, closing close, closed close, closure closur, voters voter, voted vote, voting vote, " +
  "councils council, councillors councillor, hurried hurri, hurrying hurri, organisation organis, organization organ, skis ski, early earli, " +
  "only onli, gently gentl";

describe("stemEnglish", () => {
  test.each(PAIRS.split(", ").map((pair) => pair.split(" ") as [string, string]))("stems %s as %s", (word, stem) => {
    expect(stemEnglish(word)).toBe(stem);
  });

  test("leaves words alone that are not of a–z", () => {
    expect(stemEnglish("naïvely")).toBe("naïvely");
    expect(stemEnglish("42nd")).toBe("42nd");
  });
});
