import { expect, test } from "vitest";
import { cachedStem, stem } from "./stem.ts";

// The examples of Porter's paper, step by step, and words of the news.
test.each(
  Object.entries({
    caresses: "caress",
    ponies: "poni",
    ties: "ti",
    caress: "caress",
    cats: "cat",
    feed: "feed",
    agreed: "agre",
    plastered: "plaster",
    bled: "bled",
    motoring: "motor",
    sing: "sing",
    conflated: "conflat",
    troubled: "troubl",
    sized: "size",
    hopping: "hop",
    tanned: "tan",
    falling: "fall",
    hissing: "hiss",
    fizzed: "fizz",
    failing: "fail",
    filing: "file",
    happy: "happi",
    sky: "sky",
    relational: "relat",
    conditional: "condit",
    rational: "ration",
    valenci: "valenc",
    digitizer: "digit",
    conformabli: "conform",
    radicalli: "radic",
    vileli: "vile",
    vietnamization: "vietnam",
    operator: "oper",
    feudalism: "feudal",
    decisiveness: "decis",
    hopefulness: "hope",
    callousness: "callous",
    formaliti: "formal",
    sensitiviti: "sensit",
    triplicate: "triplic",
    formative: "form",
    formalize: "formal",
    electrical: "electr",
    goodness: "good",
    revival: "reviv",
    allowance: "allow",
    inference: "infer",
    airliner: "airlin",
    gyroscopic: "gyroscop",
    adjustable: "adjust",
    defensible: "defens",
    irritant: "irrit",
    replacement: "replac",
    adjustment: "adjust",
    dependent: "depend",
    adoption: "adopt",
    homologou: "homolog",
    communism: "commun",
    activate: "activ",
    angulariti: "angular",
    homologous: "homolog",
    effective: "effect",
    bowdlerize: "bowdler",
    probate: "probat",
    rate: "rate",
    cease: "ceas",
    controll: "control",
    roll: "roll",
    yes: "ye",
    say: "sai",
    of: "of",
    c3po: "c3po",
    год: "год",
  }),
)("the stem of %s is %s", (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test.each([
  ["vote", "votes", "voted", "voting"],
  ["negotiate", "negotiated", "negotiating", "negotiation", "negotiator"],
  ["strike", "strikes", "striking"],
])("forms of one word have one stem: %s", (...forms) => {
  expect(new Set(forms.map(stem)).size).toBe(1);
});

test("the memory gives what the rule gives, beyond its size too", () => {
  const cached = cachedStem();
  for (let index = 0; index < 70_000; index += 1) cached(`w${index}`);
  expect([cached("voting"), cached("voting")]).toEqual(["vote", "vote"]);
});
