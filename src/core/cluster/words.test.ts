import { describe, expect, it } from "vitest";
import { fold, nameForm, tokens } from "./words.ts";

const texts = (text: string): readonly string[] => tokens(text).map((token) => token.text);

describe("tokens", () => {
  it.each([
    ["words and numbers", "Lost 1,250 crowns at 07:40.", ["Lost", "1,250", "crowns", "at", "07:40"]],
    ["apostrophes inside a word", "Brandt’s office didn't say", ["Brandt’s", "office", "didn't", "say"]],
    ["Arabic", "قال الوزير اليوم", ["قال", "الوزير", "اليوم"]],
    ["nothing", " … ", []],
  ])("finds %s", (_, text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it("cuts Chinese, Japanese and Thai, which have no blanks, into several words", () => {
    for (const text of ["北京市政府周三宣布新的交通计划", "首相は水曜日に会見を開いた", "นายกรัฐมนตรีแถลงข่าวเมื่อวันพุธ"])
      expect(texts(text).length).toBeGreaterThan(3);
  });

  it("knows which capitals stand at the start of a sentence", () => {
    const opening = tokens("Rain fell. Then Varga spoke: “Enough.”").filter((token) => token.opens);
    expect(opening.map((token) => token.text)).toEqual(["Rain", "Then", "Enough"]);
  });

  it("gives offsets that lead back to the word", () => {
    const text = "Über 40 Züge fielen aus; 東京では雪";
    for (const token of tokens(text)) expect(text.slice(token.start, token.start + token.text.length)).toBe(token.text);
  });
});

describe("fold and nameForm", () => {
  it.each([
    ["Zelenskyy’s", "zelenskyy"],
    ["Café", "cafe"],
    ["Ж", "ж"],
  ])("folds %s", (word, expected) => {
    expect(fold(word)).toBe(expected);
  });

  it("gives the spellings of one transliterated name one form", () => {
    const forms = ["Zelenskyy", "Zelensky", "Zelenskiy"].map((name) => nameForm(fold(name)));
    expect(new Set(forms).size).toBe(1);
  });
});
