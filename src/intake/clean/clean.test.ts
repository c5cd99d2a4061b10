import { describe, expect, test } from "vitest";
import { readText } from "../formats/text.ts";
import { cleanDocument } from "./clean.ts";

const LEDE = "The council of Brackwater approved the tram line on Tuesday after eight hours of debate, the mayor said.";
const SECOND = "Work is to begin in spring, and opponents said they would go to court over its price.";

/** The report's paragraphs when `middle` stands between its two paragraphs. */
function among(middle: string): readonly string[] {
  return cleanDocument(readText(`${LEDE}\n\n${middle}\n\n${SECOND}`), null).body.split("\n\n");
}

describe("lines that are not the report are dropped", () => {
  test.each([
    ["a cookie notice", "This site sets cookies to make your visit better. Learn More"],
    ["a consent button", "Accept !"],
    ["a script's leavings", "buttons=(Accept !) days=(20)"],
    [
      "a page of consent",
      "We and our 41 partners store and/or access information on a device, such as cookies. You can change your choices at any time.",
    ],
    ["an agency at both ends", "Getty Images Varga at the window and Brandt at the door.Getty Images"],
    [
      "an unknown agency at both ends",
      "Fennick Images Residents of Low Quay carry furniture out of a café.Fennick Images",
    ],
    ["a short agency at both ends", "EPA The governor at a lectern. She holds a folder in her hand.EPA"],
    [
      "a caption under a credit",
      "EPA The governor at a lectern.EPA\nHolt gave no date for the return of evacuees at her briefing, only asking for patience in the coming days",
    ],
    [
      "a caption with a stop, glued under a credit",
      "Getty Images A dry canal.Getty Images\nGrowers in the lower valley say the autumn crop was cut short.",
    ],
    ["a labelled photo", "PHOTO: Waves break over the outer mole at Pellhaven. / Fennick Images"],
    ["a photo by", "Mayor Ilse Corrander after the vote (Photo by Ann Lee/Fennick)"],
    ["a photograph at the end", "Ottilie Brancaster filming Three Old Cooks in 1987. Photograph: Lorne Peel/Fennick"],
    ["an owner after the last stop", "People wait at a cash machine on Wednesday morning. Lorne Pictures / Tove Arlen"],
    [
      "a wire's caption",
      "FILE - In this Sept. 14, 2011 file photo, an agent stands near the candidate at a rally in Brackwater.",
    ],
    ["a broadcaster's caption", "Image copyright Reuters Image caption The president attended the funeral in December"],
    ["a byline", "By Ann Lee, Foreign Correspondent"],
    ["a time stamp", "Published 4 November 2026, 07:12"],
    ["a relative time stamp", "Updated 2 hours ago"],
    ["a reading time", "4 min read"],
    ["a share bar", "Share  Email  Copy link  Print"],
    ["a sign-up box", "Sign up for our Morning Brief newsletter and get the day’s main stories before breakfast."],
    ["a related headline", "Brandt hands Varga a small win"],
    ["a related question", "What is the Lenz Convention?"],
    ["a pointer", "Read more: Five numbers that explain the Lenz dispute"],
    ["a pointer in brackets", "[Read more: The 52-year-old convention that nobody could enforce]"],
    ["a pointer of a wire", "RELATED: Does the new tax target the working class?"],
    ["a trail of pages", "Home » World » Europe"],
    ["an advertisement", "ADVERTISEMENT"],
    ["a player", "Listen to this article"],
    ["a channel", "Follow us on all our channels"],
    ["tags", "Tags: Brackwater, tram, city council"],
    ["rights", "© 2026 The Quillmouth Gazette. All rights reserved."],
    ["wire rights", "This material may not be published, broadcast, rewritten or redistributed."],
    ["credits", "(Reporting by Soren Aldquist in Veldrin; additional reporting by Mina Calloway in Port Aldous)"],
    ["contributors", "Associated Press writer Ann Lee in Niamey contributed to this report."],
    ["a correspondent's address", "Ann Lee may be reached at ann@town.example. Follow her on Twitter @annlee."],
    ["a subheading", "Money worries"],
    ["a rule", "___"],
    ["a comment count", "14 comments"],
    [
      "a correction",
      "CORRECTION (April 22, 10:15 a.m.): An earlier version of this article said seven. The number is eight.",
    ],
  ])("%s", (_, line) => {
    expect(among(line)).toEqual([LEDE, SECOND]);
  });
});

describe("sentences of a report are kept", () => {
  test.each([
    "She declined to comment.",
    "“We use cookies like everybody else,” the company’s lawyer told the court.",
    "The site uses cookies to follow its readers, the regulator said.",
    "Reporting by the newspaper showed that the minister had known of the leak.",
    "Photographs of the bridge were published by two newspapers on Monday.",
    "The museum bought pictures by Vermeer and photographs by Ann Lee.",
    "The drought contributed to the crisis, according to the report.",
    "Share prices fell 3 per cent after the announcement.",
    "Related-party transactions rose sharply, the auditors said.",
    "Follow-up talks are planned for Thursday.",
    "By Tuesday evening, more than 5,000 people had gone home.",
    "Reuters reported on Monday that the talks had failed, citing two officials at Reuters.",
    "Published in 2013, the inquiry urged the region to spend 380 million marks on sea walls.",
    "More than half of the voters in the town stayed at home.",
    "Loading at the port resumed on Tuesday.",
    "The report was first published in 2019 by the ministry.",
    "Comments have been made by both sides since then.",
    "She wrote a book on trams (published in 2019).",
    "“Is that what you want?” she asked.",
    "The two sides disagree on three points in the draft:",
  ])("%s", (sentence) => {
    expect(among(sentence)).toContain(sentence);
  });
});

describe("at the end of a page", () => {
  const end = (line: string): readonly string[] =>
    cleanDocument(readText(`${LEDE}\n\n${SECOND}\n\n${line}`), null).body.split("\n\n");

  test.each([
    "The Courier uses cookies so that we can keep local sport free to read. Accept / Find out more",
    "The Civic Lantern and its 41 partners store cookies on your device. You can change your mind at any time. Accept all | Reject all",
    "Have you been affected? Write to the Sentinel newsroom.",
    "Some are necessary, others help us improve Tern Coast Radio.",
  ])("a notice in any words is dropped: %s", (line) => {
    expect(end(line)).toEqual([LEDE, SECOND]);
  });

  test.each([
    "US officials said the site had been cleared of mines.",
    "The app, which the US has banned, has three million users.",
    "We went to the site on Tuesday and found it empty.",
    "“You gave us your word,” she told the minister.",
    "What remains to be seen is who moves first.",
  ])("a sentence of the report is kept: %s", (line) => {
    expect(end(line)).toEqual([LEDE, SECOND, line]);
  });
});

test("a bullet split over two lines is one bullet", () => {
  const text = `${LEDE}\n-\nThe line will have 14 stops.\n-\nIt will open in 2031, if the money is found.\n${SECOND}`;
  expect(cleanDocument(readText(text), null).body.split("\n\n")).toEqual([
    LEDE,
    "- The line will have 14 stops.",
    "- It will open in 2031, if the money is found.",
    SECOND,
  ]);
});

test("bullets of a list of other articles go with its heading", () => {
  expect(
    among("More on this story\n- Engineers agree common figures for the Lenz\n- Growers call off the tractor march"),
  ).toEqual([LEDE, SECOND]);
});

test("a hard-wrapped text keeps its line ends, and its short last lines", () => {
  const text = `Council approves the tram line after a long debate

By Ann Lee
Town Courier
The council of Brackwater approved the tram line on Tuesday after eight
hours of debate, the mayor said, ending a quarrel that has divided the
town.

Work is to begin in spring, and opponents said they would go to court
over its price. The ministry has promised to pay half of the money that
is needed.

We use cookies to improve your experience. Accept all
`;
  const clean = cleanDocument(readText(text), null);
  expect(clean.head).toMatchObject({
    title: "Council approves the tram line after a long debate",
    byline: "Ann Lee",
    publisher: "Town Courier",
  });
  expect(clean.body).toBe(text.slice(text.indexOf("The council of"), text.indexOf("\n\nWe use")));
});

test("notices glued to the end of a paragraph are cut off it", () => {
  expect(among(`${SECOND} Sign up for our newsletter. We use cookies to improve your experience. Accept all`)).toEqual([
    LEDE,
    SECOND,
    SECOND,
  ]);
});

test("a byline and a caption glued to the lede are cut off it", () => {
  const glued = `Anneke Strand BBC News Getty Images The mayor on the left.Getty Images ${LEDE}`;
  expect(cleanDocument(readText(`${glued}\n\n${SECOND}`), null).body).toBe(`${LEDE}\n\n${SECOND}`);
});

test("odd blanks become plain and unseen characters go", () => {
  expect(among("The\u00a0mayor\u2009spoke of\u00ad 90\u202fmillion marks\u200b, she\u2060 said\u202e.")).toContain(
    "The mayor spoke of 90 million marks, she said.",
  );
});

test("joiners stay where a script is spelled with them", () => {
  expect(among("می‌خواهم که بدانم این خط آهن کی ساخته می‌شود، او گفت.")).toContain(
    "می‌خواهم که بدانم این خط آهن کی ساخته می‌شود، او گفت.",
  );
});

test("comments of readers at the end are cut", () => {
  const long = Array.from({ length: 6 }, (_, i) => LEDE.replace("Tuesday", `day ${i}`)).join("\n\n");
  const { body } = cleanDocument(
    readText(`${long}\n\nComments (2)\n\nI think that this is a waste of money and nobody will ride it.`),
    null,
  );
  expect(body).toBe(long);
});

test("a text whose paragraphs have no stops is kept", () => {
  const paragraphs = ["one", "two", "three", "four"].map(
    (word) =>
      `${word} is the number of this paragraph of a report that is written without any stop at its end as some scripts are`,
  );
  const { body } = cleanDocument(readText(["A headline above it all", ...paragraphs].join("\n\n")), null);
  expect(body.split("\n\n")).toEqual(paragraphs);
});

test("the metadata's title is not repeated in the body, and a first sentence is no title", () => {
  const repeated = cleanDocument(readText(`Council Approves Tram\n\n${LEDE}\n\n${SECOND}`), "Council approves tram");
  expect(repeated.text).toBe(`Council approves tram\n\n${LEDE}\n\n${SECOND}`);
  expect(cleanDocument(readText(`${LEDE}\n\n${SECOND}`), null)).toMatchObject({
    head: { title: null },
    text: `${LEDE}\n\n${SECOND}`,
  });
});
