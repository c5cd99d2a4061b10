import type { Digest, Edit, Item, Source } from "summarize-lite";
import type { Article } from "../core/article.ts";
import { articleIdOf, deliveryKeyOf, editionIdOf } from "../core/identity.ts";
import type { Subscription } from "../core/subscription.ts";
import type { Store } from "../store/store.ts";
import type { Desk } from "./desk.ts";

/** Invented news for tests of the archive: towns, papers and persons are made up. */

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-22T09:30:00Z");

const CHANNELS: readonly Subscription[] = [
  {
    name: "city-desk",
    platform: "console",
    channel: "city",
    schedule: "0 8 * * *",
    timezone: "Europe/Lisbon",
    kind: "digest",
    topics: [],
    limit: 10,
    layout: "thread",
    crosspost: false,
    unclear: "hold",
  },
  {
    name: "#harbour & coast",
    platform: "slack",
    channel: "C0HARBOUR",
    schedule: "30 17 * * 1-5",
    timezone: "Asia/Kolkata",
    kind: "briefing",
    topics: ["harbour", "ferry"],
    limit: 5,
    layout: "thread",
    crosspost: false,
    unclear: "hold",
  },
];

export const DESK: Desk = {
  name: "The Morning Desk",
  channels: CHANNELS,
  now: () => NOW,
  nextSlot: (channel) => (channel.name === "city-desk" ? "2026-11-23T08:00" : "2026-11-23T17:30"),
};

type Words = Partial<Article> & Pick<Article, "text">;

function article({ text, ...known }: Words): Article {
  const whole = {
    file: "harbour/one.txt",
    title: null,
    byline: null,
    publisher: null,
    publishedAt: null,
    url: null,
    tags: [],
    language: "en",
    takenAt: NOW - 5 * HOUR,
    copyOf: null,
    supersededBy: null,
    ...known,
    text: known.title == null ? text : `${known.title}\n\n${text}`,
  };
  return { id: articleIdOf(whole), ...whole };
}

export const POST = article({
  file: "harbour/brackwater-post.html",
  title: "Brackwater closes its harbour after ferry ramp gives way",
  byline: "Ines Valder",
  publisher: "Brackwater Post",
  publishedAt: "2026-11-21T18:40:00+01:00",
  url: "https://www.brackwater-post.example/news/harbour-closed?ref=front&page=1",
  tags: ["harbour", "ferry"],
  text: `BRACKWATER, Nov. 21 — The port authority closed Brackwater's inner harbour on Saturday after a ferry ramp gave way under a lorry, stranding about 400 passengers overnight.

Nobody was hurt. “We heard a crack like a mast breaking, and then the lorry simply leaned,” said Tomas Rell, a deckhand on the ferry Solvei. He had been waving cars aboard since five in the morning, and the ramp had “groaned all week”, he said.

Meanwhile, the authority (which took over the ramps from the town in 2019) said it would inspect the two remaining ramps before any ferry sails again. It expects the work to take three days.

The ramp was last inspected in March 2024, according to the authority's register. Repairs will cost 84 million crowns, harbour master Edda Lorne said.

Ferries have linked Brackwater to the Skerry islands since 1911. A storm in January 2022 destroyed the older of the three ramps, and the town council voted that spring to replace it.

Hauliers fear that fish from the islands will spoil if the ramps stay shut beyond Tuesday. It is not yet known who approved the lorry, which was four tonnes over the ramp's limit.`,
});

export const WIRE = article({
  file: "harbour/coast-wire.txt",
  title: "Ferry ramp fails at Brackwater, 400 stranded",
  publisher: "Coast Wire",
  publishedAt: "2026-11-21",
  url: "https://coastwire.example/2026/11/21/ramp",
  text: `A ferry ramp at Brackwater collapsed under a lorry on Saturday and about 400 people were stranded.

Repairs are put at 91 million crowns by the islands' council, which wants the state to pay.

The Solvei's sister ship will carry food to the islands from Sunday evening, the council said. If the weather holds, a temporary pontoon could open on Thursday.`,
});

export const COPY = article({
  file: "harbour/islands-daily.txt",
  title: "400 stranded as ferry ramp fails",
  publisher: "Islands Daily",
  publishedAt: "2026-11-21T21:05:00Z",
  url: "javascript:alert(document.domain)",
  text: WIRE.text.split("\n\n").slice(1).join("\n\n"),
  copyOf: WIRE.id,
});

export const LATER = article({
  file: "harbour/skerry-times.md",
  title: "Divers find rust in second Brackwater ramp",
  publisher: "The Skerry Times",
  publishedAt: "2026-11-22T06:15:00Z",
  url: "https://skerrytimes.example/divers-rust",
  takenAt: NOW - HOUR,
  text: `Divers found deep rust in a second ramp at Brackwater on Sunday, and the harbour will stay shut for at least a week.

Engineers will cut samples on Monday.`,
});

export const TOKYO = article({
  file: "sport/さくら.txt",
  title: "さくら市で花火大会、三年ぶりに開催 🎆🎇",
  publisher: "さくら新聞",
  publishedAt: "2026-11-20T11:00:00Z",
  language: "ja",
  text: `さくら市の花火大会が三年ぶりに開かれた。👩‍👩‍👧‍👦 家族連れなど約一万人が集まった。🎆「とてもきれいだった」と参加者は話した。来年も開催する予定だという。`,
});

const HOSTILE_TITLE = `"><script>alert('1')</script> & <b>bold</b>`;

export const HOSTILE = article({
  file: `evil"onmouseover="x.html`,
  title: HOSTILE_TITLE,
  publisher: `<img src=x onerror=alert(1)>`,
  byline: `</style><script>alert(2)</script>`,
  publishedAt: `"><script>`,
  url: "https://user:secret@evil.example/",
  language: `en" onload="x`,
  tags: ["<i>tag</i>"],
  text: `A sentence with <script>alert("3")</script> in it, and an end.`,
});

export const ARTICLES: readonly Article[] = [POST, WIRE, COPY, LATER, TOKYO, HOSTILE];

/** A passage of an article and what was done to it; `was` says where in the passage. */
type Passage = readonly [article: Article, words: string, ...edits: readonly Change[]];
type Change = { readonly was: string } & (
  | { readonly drop: Extract<Edit, { kind: "drop" }>["reason"] }
  | { readonly replace: Extract<Edit, { kind: "replace" }>["reason"]; readonly with: string }
);

function editOf(change: Change, evidence: number, words: string): Edit {
  const start = words.indexOf(change.was);
  if (start < 0) throw new Error(`The passage has no “${change.was}”.`);
  const place = { evidence, start, end: start + change.was.length, was: change.was };
  return "drop" in change
    ? { kind: "drop", reason: change.drop, ...place }
    : { kind: "replace", reason: change.replace, with: change.with, ...place };
}

function apply(words: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (text, edit) => text.slice(0, edit.start) + (edit.kind === "replace" ? edit.with : "") + text.slice(edit.end),
    words,
  );
}

/** An item whose text, offsets and edits follow from the articles' own words. */
function item(...passages: readonly Passage[]): Item {
  const pieces = passages.map(([source, words, ...changes], index) => {
    const start = source.text.indexOf(words);
    if (start < 0) throw new Error(`${source.file} does not say “${words}”.`);
    const edits = changes.map((change) => editOf(change, index, words));
    return {
      text: apply(words, edits),
      evidence: { article: source.id, start, end: start + words.length },
      edits,
    };
  });
  return {
    text: pieces.map(({ text }) => text).join(" "),
    evidence: pieces.map(({ evidence }) => evidence),
    edits: pieces.flatMap(({ edits }) => edits),
  };
}

function sourceOf(from: Article): Source {
  const { id, publisher, title, publishedAt, url, file, copyOf } = from;
  return { article: id, publisher, title, publishedAt, url, file, copyOf };
}

function digest(from: readonly Article[], parts: Partial<Digest>): Digest {
  return {
    headline: null,
    lede: null,
    quote: null,
    highlights: [],
    background: [],
    framing: null,
    outlook: [],
    closing: null,
    differences: [],
    unknowns: [],
    sources: from.map(sourceOf),
    independentReports: from.filter(({ copyOf }) => copyOf === null).length,
    headings: {
      highlights: "Context & Highlights",
      background: "Background",
      outlook: "What This Could Mean & Challenges Ahead",
      differences: "Where Sources Differ",
      unknowns: "Not Known Yet",
      sources: "Sources",
    },
    subject: { event: null, field: null },
    language: "en",
    articles: from.map(({ id, file, text }) => ({ id, file, text })),
    ...parts,
  };
}

const REPAIRS = {
  post: item([POST, "Repairs will cost 84 million crowns, harbour master Edda Lorne said."]),
  wire: item([WIRE, "Repairs are put at 91 million crowns by the islands' council, which wants the state to pay."]),
};

const HARBOUR = digest([POST, WIRE, COPY], {
  headline: item([POST, "Brackwater closes its harbour after ferry ramp gives way"]),
  lede: item([
    POST,
    "BRACKWATER, Nov. 21 — The port authority closed Brackwater's inner harbour on Saturday after a ferry ramp gave way under a lorry, stranding about 400 passengers overnight.",
    { was: "BRACKWATER, Nov. 21 — ", drop: "dateline" },
    { was: "on Saturday", replace: "time", with: "[21 November]" },
  ]),
  quote: {
    ...item([
      POST,
      "“We heard a crack like a mast breaking, and then the lorry simply leaned,” said Tomas Rell, a deckhand on the ferry Solvei.",
    ]),
    speaker: "Tomas Rell",
    words: "We heard a crack like a mast breaking, and then the lorry simply leaned,",
  },
  highlights: [
    item([
      POST,
      "Meanwhile, the authority (which took over the ramps from the town in 2019) said it would inspect the two remaining ramps before any ferry sails again.",
      { was: "Meanwhile, ", drop: "connective" },
      { was: "the", replace: "capital", with: "The" },
    ]),
    item([
      POST,
      "He had been waving cars aboard since five in the morning, and the ramp had “groaned all week”, he said.",
      { was: "He", replace: "pronoun", with: "[Tomas Rell]" },
    ]),
    item([WIRE, "The Solvei's sister ship will carry food to the islands from Sunday evening, the council said."]),
    item([POST, "The ramp was last inspected in March 2024, according to the authority's register."]),
  ],
  background: [
    item(
      [POST, "Ferries have linked Brackwater to the Skerry islands since 1911."],
      [
        POST,
        "A storm in January 2022 destroyed the older of the three ramps, and the town council voted that spring to replace it.",
      ],
    ),
  ],
  framing: item([
    POST,
    "It expects the work to take three days.",
    { was: "It", replace: "pronoun", with: "[The authority]" },
  ]),
  outlook: [
    {
      ...item([POST, "Hauliers fear that fish from the islands will spoil if the ramps stay shut beyond Tuesday."]),
      label: "Hauliers' fear",
    },
    { ...item([WIRE, "If the weather holds, a temporary pontoon could open on Thursday."]), label: "Condition" },
  ],
  differences: [
    {
      text: `${REPAIRS.post.text} ${REPAIRS.wire.text}`,
      evidence: [...REPAIRS.post.evidence, ...REPAIRS.wire.evidence],
      edits: [],
      kind: "number",
      subject: "million crowns",
      claims: [
        { ...REPAIRS.post, value: "84 million crowns" },
        { ...REPAIRS.wire, value: "91 million crowns" },
      ],
    },
  ],
  unknowns: [item([POST, "It is not yet known who approved the lorry, which was four tonnes over the ramp's limit."])],
  headings: {
    highlights: "Context & Highlights from the Collapse",
    background: "Historical & Transport Background",
    outlook: "What This Could Mean & Challenges Ahead",
    differences: "Where Sources Differ",
    unknowns: "Not Known Yet",
    sources: "Sources",
  },
  subject: { event: "Collapse", field: "Transport" },
});

const HARBOUR_GROWN: Digest = {
  ...digest([POST, WIRE, COPY, LATER], {}),
  ...HARBOUR,
  closing: item([LATER, "Engineers will cut samples on Monday."]),
  highlights: [
    item([
      LATER,
      "Divers found deep rust in a second ramp at Brackwater on Sunday, and the harbour will stay shut for at least a week.",
    ]),
    ...HARBOUR.highlights,
  ],
  sources: [POST, WIRE, COPY, LATER].map(sourceOf),
  independentReports: 3,
  articles: [POST, WIRE, COPY, LATER].map(({ id, file, text }) => ({ id, file, text })),
};

const FIREWORKS = digest([TOKYO], {
  headline: item([TOKYO, "さくら市で花火大会、三年ぶりに開催 🎆🎇"]),
  lede: item([TOKYO, "さくら市の花火大会が三年ぶりに開かれた。"]),
  quote: {
    ...item([TOKYO, "「とてもきれいだった」と参加者は話した。"]),
    speaker: "参加者",
    words: "とてもきれいだった",
  },
  highlights: [item([TOKYO, "👩‍👩‍👧‍👦 家族連れなど約一万人が集まった。"])],
  language: "ja",
});

const HOSTILE_DIGEST = digest([HOSTILE], {
  headline: item([HOSTILE, HOSTILE_TITLE]),
  lede: { ...item([HOSTILE, HOSTILE.text.split("\n\n")[1] ?? ""]), label: `<u>"label"</u>` },
  headings: {
    highlights: "<h6>",
    background: "<h6>",
    outlook: "<h6>",
    differences: "<h6>",
    unknowns: "<h6>",
    sources: `<h6>"Sources"`,
  },
  subject: { event: "<e>", field: `"f"` },
  language: `en" onload="x`,
});

export const HARBOUR_STORY = "s00000000000a";
export const FIREWORKS_STORY = "s00000000000b";
export const HOSTILE_STORY = "s00000000000c";
export const UNSUMMED_STORY = "s00000000000d";

export const MORNING = editionIdOf("city-desk", "2026-11-22T08:00");
export const EVENING = editionIdOf("#harbour & coast", "2026-11-22T17:30");
export const QUIET = editionIdOf("city-desk", "2026-11-21T08:00");

const UNSUMMED = article({ file: "court/late.txt", text: "A court will rule on Monday.", takenAt: NOW });

async function addStories(store: Store): Promise<void> {
  const stories = [
    { id: HARBOUR_STORY, articles: [POST, WIRE, COPY, LATER], digests: [HARBOUR, HARBOUR_GROWN] },
    { id: FIREWORKS_STORY, articles: [TOKYO], digests: [FIREWORKS] },
    { id: HOSTILE_STORY, articles: [HOSTILE], digests: [HOSTILE_DIGEST] },
    { id: UNSUMMED_STORY, articles: [UNSUMMED], digests: [] },
  ];
  for (const [place, { id, articles, digests }] of stories.entries()) {
    await store.stories.save({
      id,
      headline: digests.at(-1)?.headline?.text ?? null,
      articleIds: articles.map((article) => article.id),
      createdAt: NOW - 6 * HOUR,
      updatedAt: NOW - place * HOUR,
    });
    for (const [version, digest] of digests.entries()) {
      const reports = digest.sources.filter(({ copyOf }) => copyOf === null).map((source) => source.article);
      const createdAt = NOW - (digests.length - version) * 2 * HOUR;
      await store.digests.add({ storyId: id, digest, reports: reports.sort(), createdAt });
    }
  }
}

async function addEditions(store: Store): Promise<void> {
  const at = { createdAt: NOW - HOUR, left: 0, silentSince: null };
  await store.editions.claim({
    ...at,
    id: QUIET,
    channel: "city-desk",
    kind: "digest",
    slot: "2026-11-21T08:00",
    createdAt: NOW - 25 * HOUR,
    stories: [],
  });
  await store.editions.claim({
    ...at,
    id: MORNING,
    channel: "city-desk",
    kind: "digest",
    slot: "2026-11-22T08:00",
    stories: [
      { storyId: HARBOUR_STORY, version: 1, reason: "new" },
      { storyId: FIREWORKS_STORY, version: 1, reason: "new" },
    ],
    left: 3,
  });
  await store.editions.claim({
    ...at,
    id: EVENING,
    channel: "#harbour & coast",
    kind: "briefing",
    slot: "2026-11-22T17:30",
    createdAt: NOW,
    stories: [{ storyId: HARBOUR_STORY, version: 2, reason: "grown" }],
  });
  const key = deliveryKeyOf(MORNING, 0);
  const delivery = {
    key,
    to: { name: "city-desk", platform: "console" as const, channel: "city", crosspost: false },
    editionId: MORNING,
    storyId: null,
    part: 0,
    action: { kind: "post" as const },
    payload: {},
  };
  await store.deliveries.add([delivery], NOW - HOUR);
  await store.deliveries.sent({ key, term: 0 }, "m1", NOW - HOUR);
}

/** Fills an empty store with all of the above. */
export async function fillNewsroom(store: Store): Promise<void> {
  await store.articles.save([...ARTICLES, UNSUMMED]);
  await addStories(store);
  await addEditions(store);
  await store.quarantine.save({
    folder: "/news/inbox",
    path: "wire/<huge>.txt",
    hash: "",
    size: 104_857_600,
    modifiedAt: NOW,
    at: NOW,
    kind: "too-large",
    reason: "The file is 104,857,600 bytes long; the limit is 10,000,000.",
    mend: "Split it into one file an article.",
    line: null,
  });
}
