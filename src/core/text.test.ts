import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf, sentenceSpans, shortened, visible } from "./text.ts";

describe("Text as a reader should see it", () => {
  it.each([
    ["words", "A storm, 12 °C — “now” <b> & *all*", "A storm, 12 °C — “now” <b> & *all*"],
    ["line ends, as blanks", "one\r\n\ttwo\u2028three", "one two three"],
    ["no control characters", "a\u0000\u001b[31mb\u009f", "a[31mb"],
    ["no characters that turn text round", "\u202eabc\u2066d\u2069\u200f", "abcd"],
    ["no invisible characters", "@\u200beve\u2060ry\ufeffone\u00ad", "@everyone"],
    ["nothing where a character was lost", "caf\ufffd \ud800x", "caf x"],
    ["the joiners that emoji need", "👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽‍", "👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽"],
    ["the joiners that scripts need", "می‌خواهم क्‍ष", "می‌خواهم क्‍ष"],
    ["no joiners that join nothing", "a \u200d\u200c b\u200d", "a  b"],
    ["the tags of a region's flag, and no other tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 a\u{e0041}\u{e007f}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 a"],
    ["letters with the marks that they need", "ẍ̂ กำ é Việt", "ẍ̂ กำ é Việt"],
  ])("keeps or loses %s", (_, text, seen) => {
    expect(visible(text)).toBe(seen);
  });

  it("has at most six marks on a letter, which is more than any script needs", () => {
    expect(visible(`a${"\u0301".repeat(6)}b`)).toBe(`a${"\u0301".repeat(6)}b`);
    expect(visible(`a${"\u0301".repeat(5000)}b`)).toBe(`a${"\u0301".repeat(6)}b`);
    expect(visible("שָׁ֖לוֹם ế")).toBe("שָׁ֖לוֹם ế");
  });
});

describe("sentences", () => {
  it.each([
    ["end at stops", "It rained. The wind rose! Did it?", ["It rained. ", "The wind rose! ", "Did it?"]],
    ["keep their quotation marks", "“No.” He left.", ["“No.” ", "He left."]],
    [
      "go on behind titles and initials",
      "Mr. A. B. Munk met Dr. Prell. They spoke.",
      ["Mr. A. B. Munk met Dr. Prell. ", "They spoke."],
    ],
    ["end without blanks where scripts have none", "雨です。風です。", ["雨です。", "風です。"]],
    ["are one where nothing ends", "a list; of things", ["a list; of things"]],
  ])("%s", (_, text, found) => {
    expect(sentencesOf(text)).toEqual(found);
  });

  it("put together are the text, with the look of each stretch", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
        const spans = texts.map((text, index) => ({ text, href: `https://a.example/${index}` }));
        const stretches = sentenceSpans(spans).flat();
        for (const { href } of spans) {
          const words = stretches.filter((span) => span.href === href).map(({ text }) => text);
          expect(words.join("")).toBe(spans.find((span) => span.href === href)?.text);
        }
      }),
    );
  });
});

describe("a title that is too long", () => {
  it("ends between words, never inside what people see as one character", () => {
    expect(shortened("The council closed the bridge", 20)).toBe("The council closed…");
    expect(shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 24)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
    expect(shortened("short", 5)).toBe("short");
  });
});
