import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { languageOf } from "./language.ts";
import { LATIN } from "./languages/latin.fixture.ts";
import { OTHERS } from "./languages/others.fixture.ts";

/** One invented sentence or two, as short as a paragraph of news gets. */
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  en: [
    "The mayor opened a new hospital on the left bank, where forty doctors will work.",
    "The fire was put out only at dawn; nobody was hurt.",
    "The currency lost three per cent last year.",
  ],
  uk: [
    "Мер міста відкрив нову лікарню на лівому березі, де працюватимуть сорок лікарів.",
    "Пожежу загасили лише під ранок, постраждалих немає.",
    "Курс національної валюти торік змінився на три відсотки.",
  ],
  ru: [
    "Мэр города открыл новую больницу на левом берегу, где будут работать сорок врачей.",
    "Пожар потушили только под утро, пострадавших нет.",
    "Курс национальной валюты в прошлом году изменился на три процента.",
  ],
  es: [
    "El alcalde abrió un hospital nuevo en la orilla izquierda, donde trabajarán cuarenta médicos.",
    "El incendio no se apagó hasta la madrugada y no hubo heridos.",
    "La moneda perdió un tres por ciento el año pasado.",
  ],
  pt: [
    "O prefeito abriu um hospital novo na margem esquerda, onde vão trabalhar quarenta médicos.",
    "O incêndio só foi apagado de madrugada e não houve feridos.",
    "A moeda perdeu três por cento no ano passado.",
  ],
  it: [
    "Il sindaco ha aperto un nuovo ospedale sulla riva sinistra, dove lavoreranno quaranta medici.",
    "L’incendio è stato spento solo all’alba e non ci sono feriti.",
    "La moneta ha perso il tre per cento l’anno scorso.",
  ],
  fr: [
    "Le maire a ouvert un nouvel hôpital sur la rive gauche, où travailleront quarante médecins.",
    "L’incendie n’a été éteint qu’à l’aube et personne n’a été blessé.",
  ],
  de: [
    "Der Bürgermeister eröffnete am linken Ufer ein neues Krankenhaus, in dem vierzig Ärzte arbeiten.",
    "Die Währung verlor im vergangenen Jahr drei Prozent.",
  ],
  pl: [
    "Burmistrz otworzył nowy szpital na lewym brzegu, w którym pracować będzie czterdziestu lekarzy.",
    "Waluta straciła w ubiegłym roku trzy procent.",
  ],
  tr: ["Belediye başkanı sol yakada kırk doktorun çalışacağı yeni bir hastane açtı."],
  ar: ["افتتح رئيس البلدية مستشفى جديدا على الضفة اليسرى يعمل فيه أربعون طبيبا."],
  zh: ["市长在左岸开设了一家新医院，将有四十名医生工作。"],
  "zh-Hant": ["市長在左岸開設了一家新醫院，將有四十名醫生工作。"],
  ja: ["市長は左岸に新しい病院を開き、40人の医師が働く。"],
  nl: ["De burgemeester opende een nieuw ziekenhuis op de linkeroever, waar veertig artsen werken."],
  bg: ["Кметът откри нова болница на левия бряг, където ще работят четиридесет лекари."],
  ko: ["시장은 왼쪽 강변에 새 병원을 열었다."],
  hi: ["महापौर ने बाएँ तट पर एक नया अस्पताल खोला, जहाँ चालीस डॉक्टर काम करेंगे।"],
  fa: ["شهردار بیمارستان تازه‌ای در ساحل چپ گشود که چهل پزشک در آن کار می‌کنند."],
};

describe("languageOf", () => {
  it.each(Object.entries(SENTENCES).flatMap(([code, texts]) => texts.map((text) => [code, text] as const)))(
    "knows %s by one sentence: %s",
    (code, text) => {
      expect(languageOf(text)).toBe(code);
    },
  );

  it("is right on 98 of 100 single paragraphs", () => {
    const paragraphs = [...LATIN, ...OTHERS].flatMap(({ language, text }) =>
      text.split("\n\n").map((paragraph) => ({ language, paragraph })),
    );
    const wrong = paragraphs.filter(({ language, paragraph }) => languageOf(paragraph) !== language);
    expect(paragraphs.length).toBeGreaterThan(200);
    expect(wrong.length).toBeLessThanOrEqual(0.02 * paragraphs.length);
  });

  it.each([[""], ["12 345 – 67"], ["xqz vrk blm"]])("does not guess at %o", (text) => {
    expect(languageOf(text)).toBe("und");
  });

  it("gives a code for any text", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        expect(languageOf(text)).toMatch(/^[a-z]{2,3}(?:-Hant)?$/);
      }),
    );
  });
});
