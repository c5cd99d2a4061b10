import { describe, expect, it } from "vitest";
import { speakersIn, speakingIn } from "./foreign-speakers.ts";
import { grammarOf } from "./grammar.ts";
import { LANGUAGES } from "./languages/table.ts";

const NOBODY = new Map<string, string>();

describe("speakingIn", () => {
  it.each([
    ["de", "»Wir kommen morgen alle wieder«, berichtete Einsatzleiter Lorenz Habicht am Freitag.", "Lorenz Habicht"],
    ["de", "Falkenaus Bürgermeisterin Thea Klingbeil-Rau sagte: „Das wird teuer für uns alle.“", "Thea Klingbeil-Rau"],
    ["de", "„Wir haben lange darauf gewartet“, sagte Kommissarin Ulla von der Mühlen.", "Ulla von der Mühlen"],
    ["fr", "« Nos effectifs ont fondu d’un tiers », dénonce Mireille Castagnac.", "Mireille Castagnac"],
    ["es", "“No nos vamos a rendir nunca”, clamó ayer la capitana Nerea Uribarri.", "Nerea Uribarri"],
    ["it", "L’allenatore Dario Belsanti ha detto: «Abbiamo corso fino alla fine».", "Dario Belsanti"],
    ["pt", "“Vamos até o fim desta greve”, afirmou a líder sindical Josefa Brandão.", "Josefa Brandão"],
    ["pl", "„Nikt nie zostanie bez wody” – zapewnił burmistrz Nowego Brodu Jan Kalina.", "Jan Kalina"],
    ["ru", "«Рисковать мы не станем, — заявил мэр Старого Берега Игнат Полозов. — Мост закрыт».", "Игнат Полозов"],
    ["uk", "«Води вистачить усім, — запевнив Іван Петрович Верес. — Черг не буде».", "Іван Петрович Верес"],
    ["tr", "Belediye Başkanı Deniz Aral, “Kimse susuz kalmayacak, söz veriyorum” dedi.", "Deniz Aral"],
    ["zh", "市交通局局长沈嘉禾在发布会上指出：“票价方案将重新评估。”", "沈嘉禾"],
    ["ja", "森川葵市長は「誰も取り残さない」と述べた。", "森川葵"],
    ["ar", 'وقال مدير الميناء عادل المرزوقي إن "الأمواج بلغت ستة أمتار".', "مدير الميناء عادل المرزوقي"],
  ])("%s: %s", (code, sentence, speaker) => {
    expect(speakingIn(sentence, grammarOf(code), NOBODY)).toMatchObject({ speaker, attributed: true });
  });

  it.each([
    ["a pronoun", "de", "„Wir kommen morgen alle wieder“, sagte er."],
    ["nobody", "es", "“No nos vamos a rendir nunca”, dijo."],
    ["a pronoun", "fr", "« Nous ne reprendrons pas ainsi », a-t-elle dit."],
    ["a pronoun", "ru", "«Мы никуда отсюда не уйдём», — сказал он."],
    ["nobody", "it", "«Abbiamo corso fino alla fine», ha detto."],
  ])("takes %s for no speaker (%s: %s)", (_what, code, sentence) => {
    expect(speakingIn(sentence, grammarOf(code), NOBODY)).toMatchObject({ speaker: null, attributed: false });
  });

  it.each([
    ["de", "„Die Kosten kennen wir nicht“, sagte eine Sprecherin der Reederei."],
    ["de", "„Die Kosten kennen wir nicht“, sagte die Sprecherin von Nordkamm."],
    ["es", "“No habrá despidos este año”, dijo una portavoz de la empresa."],
    ["uk", "«Рейсів не буде до весни», — повідомила пресслужба компанії."],
  ])("lets %s attribute to somebody without a name: %s", (code, sentence) => {
    expect(speakingIn(sentence, grammarOf(code), NOBODY)).toMatchObject({ speaker: null, attributed: true });
  });

  it("gives a family name its full form from elsewhere in the article", () => {
    const grammar = grammarOf("de");
    const known = speakersIn(["Der Trainer Jonas Wickert sagte das am Montag. Später ging Wickert."], grammar);
    expect(speakingIn("„Wir bleiben bis zum Schluss“, sagte Wickert.", grammar, known).speaker).toBe("Jonas Wickert");
  });
});

it.each(LANGUAGES.map(({ code }) => [code]))("%s: every cue can be asked, and the commonest words are none", (code) => {
  const grammar = grammarOf(code);
  const cues = [
    "pronouns",
    "self",
    "speech",
    "titles",
    "oblique",
    "past",
    "ahead",
    "dated",
    "unknown",
    "dirt",
  ] as const;
  for (const cue of cues) expect(grammar.find(cue, "")).toEqual([]);
  expect(grammar.leans("")).toBe(false);
  expect(grammar.labels("")).toEqual([]);
  expect(LANGUAGES.find((language) => language.code === code)?.months.split(" ")).toHaveLength(12);
});
