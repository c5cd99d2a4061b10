import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { digest } from "./digest.ts";
import { grammarOf } from "./grammar.ts";
import { LATIN } from "./languages/latin.fixture.ts";
import { OTHERS } from "./languages/others.fixture.ts";
import type { Sample } from "./languages/sample.fixture.ts";
import { LANGUAGES } from "./languages/table.ts";
import { summarize } from "./summarize.ts";
import type { Item, SourceArticle } from "./types.ts";
import { DIGEST_PARTS, itemsOf, verify } from "./verify.ts";

const SAMPLES = [...LATIN, ...OTHERS];

function articleOf({ title, text }: Sample, id = "a"): SourceArticle {
  return { id, title, text: `${title}\n\n${text}`, publishedAt: "2026-11-16T10:00:00Z" };
}

const texts = (items: readonly Item[]): string[] => items.map(({ text }) => text);

/** Marks of furniture that the samples end with. */
const FURNITURE = /Lesen Sie|À lire aussi|Читайте также|Читайте також|相关阅读|関連記事/;

describe.each(SAMPLES.map((sample) => [`${sample.language}: ${sample.title}`, sample] as const))(
  "digest of an article in %s",
  (_name, sample) => {
    const article = articleOf(sample);
    const made = digest([article]);
    const grammar = grammarOf(sample.language);
    const all = DIGEST_PARTS.flatMap((part) => itemsOf(made, part));

    it("is in the article's language, with headings in it", () => {
      expect(made.language).toBe(sample.language);
      expect(made.headings).toEqual(LANGUAGES.find(({ code }) => code === sample.language)?.headings);
    });

    it("opens with the news, without its dateline", () => {
      expect(made.headline?.text).toBe(sample.title);
      expect(made.lede?.text).toContain(sample.lede);
      expect(made.lede?.text).not.toMatch(/^.{0,40}(?:\)|】|电) ?[—–-]?/u);
    });

    it("quotes a named speaker word for word", () => {
      expect(made.quote?.speaker).toBe(sample.speaker);
      expect(sample.text).toContain(made.quote?.words);
    });

    it("has highlights, background, two labelled bullets of outlook and what is not known", () => {
      expect(made.highlights.length).toBeGreaterThanOrEqual(3);
      expect(made.background.length).toBeGreaterThanOrEqual(1);
      expect(made.outlook.length).toBeGreaterThanOrEqual(2);
      expect(new Set(made.outlook.map(({ label }) => label)).size).toBe(made.outlook.length);
      expect(made.unknowns).toHaveLength(1);
    });

    it("says nothing twice, nothing that leans on what was not said, and no furniture", () => {
      const shown = texts(all.filter((item) => item !== made.headline));
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.filter((text) => grammar.leans(text))).toEqual([]);
      expect(shown.filter((text) => FURNITURE.test(text))).toEqual([]);
    });

    it("holds under verify, and fails it with a label of no kind", () => {
      expect(verify(made, [article])).toEqual([]);
      const mislabelled = { ...made, outlook: [{ ...made.outlook[0]!, label: "Qwzx" }] };
      expect(verify(mislabelled, [article])).toEqual([expect.objectContaining({ part: "outlook" })]);
    });

    it("is summarized without sentences that lean on others", () => {
      const chosen = summarize([article], { sentences: 4 });
      expect(chosen.length).toBeGreaterThan(0);
      expect(chosen.filter(({ text }) => grammar.leans(text))).toEqual([]);
    });
  },
);

describe("a story in several languages", () => {
  const german = LATIN.filter(({ language }) => language === "de").map((sample, i) => articleOf(sample, `de${i}`));
  const french = articleOf(
    LATIN.find(({ language }) => language === "fr")!,
    "fr",
  );

  it("is told in the language of most reports, and names the others as sources", () => {
    const made = digest([...german, french]);
    expect(made.language).toBe("de");
    expect(made.sources).toHaveLength(3);
    expect(made.independentReports).toBe(3);
    const used = DIGEST_PARTS.flatMap((part) => itemsOf(made, part)).flatMap(({ evidence }) => evidence);
    expect(used.some(({ article }) => article === "fr")).toBe(false);
    expect(verify(made, [...german, french])).toEqual([]);
  });
});

describe("a language without a table", () => {
  const FALLBACK: readonly (readonly [string, string, string])[] = [
    [
      "fi",
      "Varustamo perui Koivusaaren talvivuorot",
      `Varustamo Pohjantuuli perui maanantaina kaikki talvivuorot Koivusaareen, koska tarkastajat löysivät halkeamia aluksen rungosta.

Päätös koskee 1 240 asukasta ja 84 vuoroa. Ruoka ja lääkkeet kuljetetaan saarelle kalastusaluksella kaksi kertaa viikossa.

Alus rakennettiin vuonna 1988, ja se korjattiin törmäyksen jälkeen vuonna 2019.

Saaren neuvosto avasi ruokavaraston, joka riittää kolmeksi viikoksi.`,
    ],
    [
      "hi",
      "नौका कंपनी ने सर्दियों की सभी यात्राएँ रद्द कीं",
      `नौका कंपनी उत्तरदीप ने सोमवार को केसर द्वीप की सभी शीतकालीन यात्राएँ रद्द कर दीं क्योंकि निरीक्षकों को जहाज़ में दरारें मिलीं।

इस फ़ैसले से 1240 निवासी और 84 यात्राएँ प्रभावित हुईं। भोजन और दवाएँ सप्ताह में दो बार मछली पकड़ने वाली नाव से पहुँचाई जा रही हैं।

जहाज़ 1988 में बना था और 2019 की टक्कर के बाद उसकी मरम्मत हुई थी।

द्वीप की परिषद ने तीन सप्ताह का अन्न भंडार खोल दिया है।`,
    ],
    [
      "sw",
      "Kampuni ya feri yafuta safari zote za kisiwa cha Zafarani",
      `Kampuni ya feri ya Nyota ya Kaskazini ilifuta Jumatatu safari zote za kisiwa cha Zafarani baada ya wakaguzi kupata nyufa katika meli yake.

Uamuzi huo unawahusu wakazi 1,240 na safari 84. Chakula na dawa hupelekwa kisiwani kwa mashua ya wavuvi mara mbili kwa wiki.

Meli hiyo ilijengwa mwaka 1988 na ilikarabatiwa baada ya ajali ya mwaka 2019.

Baraza la kisiwa limefungua ghala la chakula cha wiki tatu.`,
    ],
  ];

  it.each(FALLBACK)("%s still gets a digest, under English headings", (language, title, text) => {
    const article = { id: "a", title, text: `${title}\n\n${text}`, publishedAt: "2026-11-16T10:00:00Z" };
    const made = digest([article]);
    expect(made.language).toBe(language);
    expect(made.headings.highlights).toBe("Context & Highlights");
    expect(made.headline?.text).toBe(title);
    expect(made.lede?.text).toContain(text.split("\n\n")[0]);
    expect(made.highlights.length).toBeGreaterThanOrEqual(2);
    expect(made.background[0]?.text).toContain("1988");
    expect(verify(made, [article])).toEqual([]);
    expect(summarize([article], { sentences: 3 }).length).toBeGreaterThan(0);
  });
});

it("makes a digest that verifies of shuffled sentences of any languages", () => {
  const sentences = SAMPLES.flatMap(({ text }) => text.split(/\n\n|(?<=[.。]) ?/u)).filter((one) => one !== "");
  assert(
    property(
      array(constantFrom(...sentences, "“", "„", "«", "」", "\n\n"), { minLength: 1, maxLength: 25 }),
      (some) => {
        const articles = [{ id: "a", text: some.join(" "), publishedAt: "2026-11-17T08:00:00Z" }];
        expect(verify(digest(articles), articles)).toEqual([]);
        summarize(articles, { words: 60 });
      },
    ),
    { numRuns: 150 },
  );
});

it.each([
  [
    "five thousand sentences",
    "Der Bürgermeister sagte am Montag, dass die Stadt das Krankenhaus nicht bezahlen kann. ".repeat(5_000),
  ],
  ["open quotation marks", `Die Stadt kann das Krankenhaus nicht bezahlen. ${"„".repeat(200_000)}`],
  ["quotations without end", "„Wir kommen.“ sagte der ".repeat(10_000)],
  ["sentences that name their speaker behind the marks", "“我们将在明年春天完成工程。”市长林若棠说。".repeat(5_000)],
  ["one long chain of hyphens", `Die Stadt und der Kreis sagten ${"nein-".repeat(50_000)}.`],
])("ends on %s", (_name, text) => {
  const articles = [{ id: "a", text }];
  expect(verify(digest(articles), articles)).toEqual([]);
});
