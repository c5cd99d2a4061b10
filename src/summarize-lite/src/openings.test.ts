import { describe, expect, it } from "vitest";
import { foreignConnective, foreignDateline, isForeignConnective } from "./openings.ts";

describe("foreignConnective", () => {
  it.each([
    ["uk", "Водночас рада створила запас.", "Водночас "],
    ["uk", "Крім того, що рейси скасовано, закрили порт.", ""],
    ["ru", "Однако совет создал запас.", "Однако "],
    ["fr", "Toutefois, les élus hésitent.", "Toutefois, "],
    ["es", "Sin embargo, los vecinos dudan.", "Sin embargo, "],
    ["it", "Inoltre, la regione indaga.", "Inoltre, "],
    ["pt", "No entanto, a prefeitura nega.", "No entanto, "],
    ["tr", "Öte yandan belediye bekliyor.", "Öte yandan "],
    ["ar", "وقال الوزير إن العمل مستمر.", "و"],
    ["ar", "وصل الوزير إلى المدينة.", ""],
    ["zh", "不过，工程仍将继续。", "不过，"],
    ["ja", "一方、市は工事を続ける。", "一方、"],
    ["de", "Allerdings bleibt der Hafen offen.", ""],
    ["pl", "Jednak rada zwleka.", ""],
  ])("%s: %s", (language, sentence, dropped) => {
    expect(sentence.slice(0, foreignConnective(sentence, language))).toBe(dropped);
    expect(isForeignConnective(sentence, dropped)).toBe(dropped !== "");
  });

  it("takes no other words for a connective", () => {
    expect(isForeignConnective("Toutefois, les élus hésitent.", "Toutefois, les ")).toBe(false);
  });
});

describe("foreignDateline", () => {
  it.each([
    ["【鳴浜＝海岸通信】北帆フェリーは運休する。", "【鳴浜＝海岸通信】"],
    ["静海港社临湾11月16日电 北桅公司宣布停航。", "静海港社临湾11月16日电 "],
    ["本报讯（记者周晓）地铁通车。", "本报讯（记者周晓）"],
    ["مرسى النور (وكالة الشاطئ) - ألغت الشركة الرحلات.", "مرسى النور (وكالة الشاطئ) - "],
    ["北桅公司宣布停航。", ""],
    ["ألغت الشركة الرحلات.", ""],
  ])("%s", (sentence, dateline) => {
    expect(sentence.slice(0, foreignDateline(sentence))).toBe(dateline);
  });
});
