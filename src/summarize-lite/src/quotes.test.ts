import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributionOf, isBalanced, quotationsIn, quotesIn } from "./quotes.ts";

describe("quotationsIn", () => {
  it.each([
    ["Oduya said “we are sorry” and “we will pay”.", ["we are sorry", "we will pay"]],
    ['Holt said "stay inside" on Sunday.', ["stay inside"]],
    ["Varga sprach von „einem guten Anfang“ am Abend.", ["einem guten Anfang"]],
    ["Das war »ein guter Anfang«, sagte Varga.", ["ein guter Anfang"]],
    ["Il a dit « non » hier.", [" non "]],
    ["市長は「水を飲むな」と話した。", ["水を飲むな"]],
    ["Hon sade ”vi stannar” i går.", ["vi stannar"]],
    ["Holt said ''stay inside'' and left.", ["stay inside"]],
    ['A careless desk mixes “its marks" like this.', ["its marks"]],
    ["‘We stay,’ he said. ‘The workers’ rights matter.’", ["We stay,", "The workers’ rights matter."]],
    ["It's the dogs' bowl, and the '90s weren't kind to rock 'n' roll.", []],
    ["“He told me ‘go home’ and I went,” Prie said.", ["He told me ‘go home’ and I went,"]],
    ["“The “old” bridge is shut,” Prie said.", ["The “old” bridge is shut,"]],
    ["The pipe is 5'10\" long and the beam 6' wide.", []],
    ["No quotation here.", []],
    ["A mark “that is never closed.", []],
    ["“Unclosed at first. Then “closed” here.", ["closed"]],
    ['Empty "" marks.', []],
  ])("%j", (text, words) => {
    const found = quotationsIn(text);
    expect(found.map((quotation) => quotation.words)).toEqual(words);
    for (const { start, end, words: own } of found) expect(text.slice(start, end)).toBe(own);
  });

  it.each([
    ["after a blank line", "Oduya said: “We failed.\n\n“We will pay.”", ["We failed.", "We will pay."]],
    ["after a line end", 'Oduya said: "We failed.\n"We will pay."', ["We failed.", "We will pay."]],
    ["with another quotation in it", 'Oduya: "A “fair” deal.\n\n"We will pay."', ["A “fair” deal.", "We will pay."]],
    ["with marks of two strokes", "Oduya said: ''We failed.\n\n''We will pay.''", ["We failed.", "We will pay."]],
    ["but not where the next paragraph opens with a word", "Oduya said: “We failed.\n\nShe left. “Yes.”", ["Yes."]],
  ])("takes each paragraph of a long quotation %s", (_, text, words) => {
    expect(quotationsIn(text).map((quotation) => quotation.words)).toEqual(words);
  });
});

describe("isBalanced", () => {
  it.each([
    ["“We failed.", false],
    ["We failed,” Oduya said.", false],
    ["Oduya (54) said “we failed”.", true],
    ["Varga sprach von „einem Anfang“.", true],
    ["Oduya (54 said “we failed”.", false],
    ["The workers' rights weren't asked.", true],
  ])("%j is %s", (passage, balanced) => {
    expect(isBalanced(passage)).toBe(balanced);
  });
});

/** Quotations of a text as "words ← speaker's text (name)". */
const said = (text: string): string[] =>
  quotesIn(text).map(({ words, speaker }) => {
    if (speaker === null) return `${words} ← nobody`;
    return `${words} ← ${speaker.text}${speaker.name === speaker.text ? "" : ` (${speaker.name})`}`;
  });

describe("quotesIn", () => {
  it.each([
    [
      "the name behind the verb",
      "“The dam will close,” said Ilse Varga, the president.",
      ["The dam will close, ← Ilse Varga"],
    ],
    [
      "the name before the verb",
      "“The dam will close,” Ilse Varga said on Monday.",
      ["The dam will close, ← Ilse Varga"],
    ],
    [
      "an aside between name and verb",
      "“We are sorry,” Renske Oduya, the chief executive, told reporters.",
      ["We are sorry, ← Renske Oduya"],
    ],
    ["a colon", "Renske Oduya said: “We are sorry for the outage.”", ["We are sorry for the outage. ← Renske Oduya"]],
    [
      "a title, which the name goes without",
      "Karsovian President Ilse Varga described the call as “frank and very useful”.",
      ["frank and very useful ← Karsovian President Ilse Varga (Ilse Varga)"],
    ],
    [
      "a split quotation",
      "“We failed,” Renske Oduya said, “and we will pay for it.”",
      ["We failed, ← Renske Oduya", "and we will pay for it. ← Renske Oduya"],
    ],
    [
      "a quotation that goes on behind its speaker",
      "“We failed,” Renske Oduya said. “The network was down for nine hours.”",
      ["We failed, ← Renske Oduya", "The network was down for nine hours. ← Renske Oduya"],
    ],
    [
      "a quotation over two paragraphs",
      "“We failed,” Renske Oduya said. “It was a long night.\n\n“Nobody should have to wait like that.”",
      [
        "We failed, ← Renske Oduya",
        "It was a long night. ← Renske Oduya",
        "Nobody should have to wait like that. ← Renske Oduya",
      ],
    ],
    [
      "a question before the verb",
      "“Why did nobody call?” Rhys Holt asked at the hearing.",
      ["Why did nobody call? ← Rhys Holt"],
    ],
    [
      "a noun phrase",
      "“We are looking into it,” a spokesman for the company said.",
      ["We are looking into it, ← a spokesman (a spokesman for the company)"],
    ],
    [
      "a bare plural",
      "“Stay away from the river,” police said in a statement.",
      ["Stay away from the river, ← police"],
    ],
    [
      "according to",
      "The plan is “dead in the water”, according to Ana Prie, who leads the council.",
      ["dead in the water ← Ana Prie"],
    ],
    [
      "a signature",
      "“We will stay until the water is gone.” — Ana Prie",
      ["We will stay until the water is gone. ← Ana Prie"],
    ],
    [
      "each of two speakers",
      "“We will strike,” said Ana Prie. “They will not,” said Rhys Holt.",
      ["We will strike, ← Ana Prie", "They will not, ← Rhys Holt"],
    ],
    [
      "a verb behind words of time",
      "Ilse Varga on Tuesday night said the dam was “beyond repair”.",
      ["beyond repair ← Ilse Varga"],
    ],
    [
      "the subject, not the town between commas",
      "After a walk in Odrava, Karsovia, Rhys Holt said: “We will rebuild every house here.”",
      ["We will rebuild every house here. ← Rhys Holt"],
    ],
    [
      "the subject, not the verb glued to its object",
      "Ana Prie deflected numerous questions before saying, “We will answer all of them in court.”",
      ["We will answer all of them in court. ← Ana Prie"],
    ],
    [
      "the claim that is somebody's",
      "Rhys Holt's claim that “nobody was ever told to stay” was repeated on Monday.",
      ["nobody was ever told to stay ← Rhys Holt"],
    ],
    [
      "a paraphrase around it",
      "The port is “no longer safe” for large ships, Ilse Varga told reporters.",
      ["no longer safe ← Ilse Varga"],
    ],
    [
      "a signature with what its writer did",
      "“Great speech. She never gives up.”\n\n- Rhys Holt, tweeting after the debate.",
      ["Great speech. She never gives up. ← Rhys Holt"],
    ],
    [
      "the sentence, not who signed the article",
      "Ana Prie called the bridge “a national shame.”\n\n- Norfax.",
      ["a national shame. ← Ana Prie"],
    ],
    [
      "a word that the writer keeps at a distance",
      "The storm damaged the so-called “Green Mile” east of the harbour.",
      ["Green Mile ← nobody"],
    ],
  ])("knows the speaker by %s", (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it("resolves a pronoun to the person who spoke before", () => {
    const text =
      "Susan Hale told reporters that the line was safe. “We tested every bolt,” she said.\n\n“Nobody was hurt,” she added.";
    expect(said(text)).toEqual(["We tested every bolt, ← she (Susan Hale)", "Nobody was hurt, ← she (Susan Hale)"]);
  });

  it("leaves a pronoun without a name when two persons may be meant", () => {
    const text = "Susan Hale met Maria Prie at the depot. “We tested every bolt,” she said.";
    expect(quotesIn(text)[0]?.speaker).toMatchObject({ text: "she", name: null, pronoun: true });
  });

  it("does not give a woman's words to a man", () => {
    const text = "Peter Hale said the line was safe. “We tested every bolt,” she said.";
    expect(quotesIn(text)[0]?.speaker).toMatchObject({ text: "she", name: null, pronoun: true });
  });

  it("gives the full name where the text has the family name alone", () => {
    const text = "Susan Hale runs the depot. Hale was not there.\n\n“The line is safe,” Hale said.";
    expect(quotesIn(text)[0]?.speaker).toMatchObject({ text: "Hale", name: "Susan Hale" });
  });

  it("keeps a family name that two persons share", () => {
    const text = "Susan Hale and Peter Hale run the depot. Hale spoke. Hale left.\n\n“The line is safe,” Hale said.";
    expect(quotesIn(text)[0]?.speaker).toMatchObject({ text: "Hale", name: "Hale" });
  });

  const speakers = fc.constantFrom(
    "Ilse Varga",
    "Rhys Holt",
    "Mayor Ana Prie",
    "Renske Oduya, the chief executive,",
    "a spokesman for the union",
    "Dr. Tomas Hale",
    "Holt",
  );
  const verbs = fc.constantFrom("said", "added", "told reporters", "warned", "said on Monday");
  const sentences = fc.uniqueArray(
    fc.constantFrom(
      "We will pay for every night",
      "Nobody was told to leave",
      "The dam must never close again",
      "It was ‘quite safe’, they kept telling us",
      "I have seen the report",
      "This cannot happen twice",
    ),
    { minLength: 2, maxLength: 3 },
  );
  const marks = fc.constantFrom(["“", "”"] as const, ['"', '"'] as const, ["''", "''"] as const);
  const headOf = (name: string): string => name.split(",")[0]!.split(" for ")[0]!;

  it.each([
    [
      "cut by its speaker",
      (who: string, verb: string, [a, b]: string[], [l, r]: readonly [string, string]) =>
        `${l}${a},${r} ${who} ${verb}, ${l}and ${b}.${r}`,
    ],
    [
      "that goes on behind its speaker",
      (who: string, verb: string, [a, b]: string[], [l, r]: readonly [string, string]) =>
        `${l}${a},${r} ${who} ${verb}. ${l}${b}.${r}`,
    ],
    [
      "over several paragraphs",
      (who: string, verb: string, parts: string[], [l, r]: readonly [string, string]) =>
        `The river rose at noon, and ${who} ${verb}: ${parts.map((part) => `${l}${part}.`).join("\n\n")}${r}`,
    ],
  ])("gives a quotation %s to one speaker, what is quoted within it left whole", (_, write) => {
    fc.assert(
      fc.property(speakers, verbs, sentences, marks, (who, verb, parts, pair) => {
        const text = write(who, verb, parts, pair);
        const found = quotesIn(text);
        const wanted = text.includes("\n\n") ? parts.length : 2;
        expect(found.map(({ speaker }) => speaker?.text)).toEqual(Array.from({ length: wanted }, () => headOf(who)));
      }),
      { numRuns: 200 },
    );
  });

  it("gives what follows to the pronoun of the person who spoke before, over any number of quotations", () => {
    const persons = fc.constantFrom(["Susan Hale", "she"] as const, ["Peter Holt", "he"] as const);
    fc.assert(
      fc.property(persons, sentences, verbs, ([name, pronoun], parts, verb) => {
        const [first, ...rest] = parts;
        const text = [`“${first!},” ${name} ${verb}.`, ...rest.map((part) => `“${part},” ${pronoun} ${verb}.`)].join(
          "\n\n",
        );
        expect(quotesIn(text).map(({ speaker }) => speaker?.name)).toEqual(parts.map(() => name));
      }),
      { numRuns: 100 },
    );
  });

  it("points at speaker and verb in the text", () => {
    const text = "“The dam will close,” said Ilse Varga.";
    const [quote] = quotesIn(text);
    expect(text.slice(quote!.speaker!.start, quote!.speaker!.end)).toBe("Ilse Varga");
    expect(text.slice(quote!.cue!.start, quote!.cue!.end)).toBe("said");
  });

  const pieces = fc.constantFrom(
    ..."“ ” \" ' ‘ ’ '' « » „ 「 」 ( ) — : , . ? \n \n\n Hale Susan Mr. he she who said told according to the a spokesman of and 3 é 水".split(
      " ",
    ),
  );

  it("has its offsets right and in order on any text, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces, { maxLength: 60 }).map((list) => list.join(" ")),
          fc.array(pieces, { maxLength: 60 }).map((list) => list.join("")),
        ),
        (text) => {
          let from = 0;
          for (const { start, end, words, speaker, cue } of quotesIn(text)) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end)).toBe(words);
            expect(text.slice(speaker?.start ?? 0, speaker?.end ?? 0)).toBe(speaker?.text ?? "");
            expect(text.slice(cue?.start ?? 0, cue?.end ?? 0) === "").toBe(cue === null);
            from = end;
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each(['"', "“", "''", "«“", "“a” ", "“a\n\n", "he said “a”, ", "‘a s’ b "])(
    "reads 100,000 characters of %j",
    (piece) => {
      expect(() => quotesIn(piece.repeat(Math.ceil(100_000 / piece.length)))).not.toThrow();
    },
  );
});

describe("attributionOf", () => {
  it.each([
    ["“The dam will close,” President Ilse Varga said.", "Ilse Varga", false],
    ["“We are sorry,” she said.", null, true],
  ])("%j", (passage, name, pronoun) => {
    expect(attributionOf(passage)).toMatchObject({ name, pronoun });
  });

  it("finds nobody where nobody speaks", () => {
    expect(attributionOf("The so-called “certificate storm” passed.")).toBeNull();
    expect(attributionOf("Oduya said the network was back.")).toBeNull();
  });
});
