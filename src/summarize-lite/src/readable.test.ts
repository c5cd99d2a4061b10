import { describe, expect, it } from "vitest";
import { readStory } from "./story.ts";

/** The last sentence of a report as it can be said alone; null when it cannot. */
function lastSaid(text: string): string | null {
  const story = readStory([{ id: "a", text }]);
  const last = story.units.at(-1);
  return (last && story.sayable.get(last)?.text) ?? null;
}

const OPENING =
  "Tomas Brandt opened the ferry port of Dunmarsh on Monday. Brandt said the boats would run every hour. Ilse Varga said she would come.\n\n";

describe("a pronoun that opens a sentence", () => {
  it.each([
    [
      "becomes the speaker of the sentence before",
      "Brandt said the port was ready for winter. He added that the boats were old and slow.",
      "[Brandt] added that the boats were old and slow.",
    ],
    [
      "behind a phrase is not the person in the phrase",
      "Brandt warned of delays at the port. In a letter to Varga, he accused the county of neglect.",
      "In a letter to Varga, [Brandt] accused the county of neglect.",
    ],
    [
      "behind a participle becomes the name",
      "Brandt warned of delays at the port. Rising from clerk to manager of the harbour, he knew every boat.",
      "Rising from clerk to manager of the harbour, [Brandt] knew every boat.",
    ],
  ])("%s", (_, words, said) => {
    expect(lastSaid(OPENING + words)).toBe(said);
  });

  it.each([
    [
      "a lawyer of the person may be meant",
      "Brandt's lawyer, Piet Marrin, called the claim false. He did not answer calls on Friday.",
    ],
    [
      "a spokesman for the person may be meant",
      "A spokesman for Brandt called the claim false. He did not answer calls on Friday.",
    ],
    [
      "another man of that name may be meant",
      "The elder Brandt built the first pier of wood. He then worked on the coast for years.",
    ],
    [
      "a pronoun ahead of the name is somebody else's",
      "Her visits to see Brandt have raised doubts. He is a firm friend of the county.",
    ],
    [
      "the speaker behind the words is not known",
      "The port is closed. Boats must wear a green flag in the harbour, he said.",
    ],
    [
      "“her” is given something",
      "The inquiry heard Varga on Friday. A clerk gave her five papers from the port office.",
    ],
    [
      "its own sentence has somebody else",
      "Brandt spoke of a film on Friday. In the film, a rich architect goes to war after his wife is hurt.",
    ],
    [
      "somebody known by one name leads",
      "Leo, who was chosen after Tomas Brandt left, praised the port. He likes boats and the sea.",
    ],
    ["a thing owned leads", "Brandt's port has four new boats. His award was given by the county on Monday."],
    ["“her” is no owner", "Varga spoke on Friday. There was no complaint against her or the harbour."],
  ])("makes a sentence unfit when %s", (_, words) => {
    expect(lastSaid(OPENING + words)).toBeNull();
  });

  it("becomes the full name of somebody whom a reader could not place", () => {
    const text = `${OPENING}The wall was built by the county in spring.\n\nCorin Ashgrove said the wall was safe. He added that Ashgrove and sons had built it by hand.`;
    expect(lastSaid(`${text}\n\nAshgrove said the stones were old. He added that they came from Dunmarsh.`)).toBe(
      "[Corin Ashgrove] added that they came from Dunmarsh.",
    );
  });
});

describe("a sentence", () => {
  it.each([
    ["by a paper", "“The boats are all sound and ready,” the statement continued."],
    ["in brackets as a whole", "(The county had closed the port for the whole winter.)"],
    ["about others unnamed", "Two others will go to the harbour in the spring."],
    ["about the rest", "The remainder are staying in schools near the harbour."],
    ["of a page", "See more of the harbour and its boats in our long report."],
  ])("%s is unfit", (_, sentence) => {
    expect(lastSaid(OPENING + sentence)).toBeNull();
  });
});
