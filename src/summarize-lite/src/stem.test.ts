import * as stemmers from "snowball-stemmers";
import { describe, expect, test } from "vitest";
import { stemEnglish } from "./stem.ts";

const LIST =
  "a be sky skies dying news atlas proceed exceeding generously communism arsenal caresses flies dies ties cries gas this kiwis us pass agreed feed " +
  "proceedings plastered bled motoring sing hopping tanned falling hissing fizzed failing filing hoped conflated troubled sized happy say by cry enjoy " +
  "relational conditional rational valency hesitancy digitizer conformably radically differently vilely analogously vietnamization predication operator " +
  "feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate formative formalize electrical hopeful goodness revival " +
  "allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption activate homologous effective " +
  "bowdlerize probate rate cease controll roll yellow youth sayings boyish biology apology geologist ministers ministry elections elected knightly " +
  "bridges closing closed closure voters voted voting councils councillors hurried hurrying organisation organization skis early only gently";

describe("stemEnglish", () => {
  const reference = stemmers.newStemmer("english");
  test.each(LIST.split(" "))("stems %s as the Snowball port does", (word) => {
    expect(stemEnglish(word)).toBe(reference.stem(word));
  });

  test("leaves words alone that are not of a–z", () => {
    expect(stemEnglish("naïvely")).toBe("naïvely");
    expect(stemEnglish("42nd")).toBe("42nd");
  });
});
