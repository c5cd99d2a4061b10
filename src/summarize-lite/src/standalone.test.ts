import { describe, expect, test } from "vitest";
import { isDirt } from "./dirt.ts";
import { connectiveLength, datelineLength, hasBareSpeaker, isLabelled, leansOnContext } from "./standalone.ts";

describe("leansOnContext", () => {
  test.each([
    "He left early.",
    "“They knew it,” Brandt said.",
    "But the mayor refused.",
    "It’s a start.",
    "The latter refused.",
    "As a result, the road is shut.",
    "Both men were held.",
  ])("is true of %j", (text) => {
    expect(leansOnContext(text)).toBe(true);
  });

  test.each(["Hereford won.", "Theirry Noble won.", "Both Houses voted.", "Italy won.", "So-called experts left."])(
    "is false of %j",
    (text) => {
      expect(leansOnContext(text)).toBe(false);
    },
  );
});

describe("connectiveLength", () => {
  test.each([
    ["But Brandt refused.", 4],
    ["And, he left.", 5],
    ["Meanwhile, the road is shut.", 11],
    ["But for the rain they would play.", 0],
    ["Also known as the Fox, he fled.", 0],
    ["Stillwater won.", 0],
  ])("of %j is %i", (text, length) => {
    expect(connectiveLength(text)).toBe(length);
  });
});

describe("datelineLength", () => {
  test.each([
    ["(CNN)Cracks were found.", 5],
    ["(CNN) -- Cracks were found.", 9],
    ["Dunmarsh (CNN) -- Cracks were found.", 18],
    ["DUNMARSH, Karsovia (AP) _ Cracks were found.", 26],
    ["DUNMARSH, Karsovia — Cracks were found.", 21],
    ["The Associated Press (AP) said so.", 0],
    ["Cracks – some of them long – were found.", 0],
    ["Dunmarsh won.", 0],
  ])("of %j is %i", (text, length) => {
    expect(datelineLength(text)).toBe(length);
  });
});

describe("isLabelled", () => {
  test.each(["Reunited: The sisters met in Dunmarsh.", "Brandt: It was late.", "On the way: Brandt, left, and Noble"])(
    "is true of %j",
    (text) => {
      expect(isLabelled(text)).toBe(true);
    },
  );

  test.each(["Brandt said: “We won.”", "The council has one wish: a new bridge.", "“Look: We won,” Brandt said."])(
    "is false of %j",
    (text) => {
      expect(isLabelled(text)).toBe(false);
    },
  );
});

describe("hasBareSpeaker", () => {
  test.each(["“We won,” he said.", '"No," she later told reporters.', "“Never,” said she.", "He said: “We won.”"])(
    "is true of %j",
    (text) => {
      expect(hasBareSpeaker(text)).toBe(true);
    },
  );

  test.each(["“We won,” Brandt said.", "Brandt said: “We won.”", "“We won,” said the mayor."])(
    "is false of %j",
    (text) => {
      expect(hasBareSpeaker(text)).toBe(false);
    },
  );
});

describe("isDirt", () => {
  test.each([
    "By Ada Brandt and Jon Kato",
    "Updated 9:30 p.m. on May 4, 2026",
    "Image 3 of 12",
    "All rights reserved.",
    "Sign up for our newsletter",
    "(Reuters)",
    "Home | World | Politics",
    "Read more: the bridge in pictures",
  ])("is true of %j", (text) => {
    expect(isDirt(text)).toBe(true);
  });

  test.each([
    "By Monday the water had reached the doors.",
    "The shop accepts cookies baked at home.",
    "The photo was taken in 1911.",
    "He was 81.",
  ])("is false of %j", (text) => {
    expect(isDirt(text)).toBe(false);
  });
});
