import { rollsOf } from "../rolls.ts";
import { actionText } from "../../src/core/action.ts";
import type { Block, Button, Message, Span } from "../../src/core/message.ts";

/** A sentence between two marks, so that a reader can tell whether the whole of it arrived. */
export interface Told {
  readonly id: number;
  readonly text: string;
  /** Nothing in it that a platform may take out: it has to arrive as it is, or not at all. */
  readonly clean: boolean;
}

export interface GeneratedMessage {
  readonly message: Message;
  /** Every sentence of its blocks, in order. */
  readonly told: readonly Told[];
}

/** Opens with a capital, so that the sentence before it ends. */
export function opening(id: number): string {
  return `S${id} `;
}

export function ending(id: number): string {
  return ` E${id}.`;
}

/** The archive's page of every generated message. */
export const PAGE = "https://news.example.org/stories/s0123456789ab";

const LATIN =
  "harbour council storm vote ferry bridge minister said river tram strike fine court launch reservoir".split(" ");
const CJK = "港湾都市議会暴風投票渡船橋大臣河川路面電車罰金裁判打上貯水池委員会発表".match(/./gu) ?? [];
const EMOJI = ["👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "🇵🇹", "❤️", "1️⃣", "🦔"];
const RTL = "ميناء مجلس عاصفة تصويت جسر وزير נמל מועצה סערה גשר שר".split(" ");
const COMBINED = ["é", "ṩ", "ẍ̂", "กำ", "क्षि", "각"];
const HOSTILE = [
  "@everyone",
  "@here",
  "<!channel>",
  "<!here|all>",
  "<!everyone>",
  "<@U0AGNES001>",
  "<@123456789012345678>",
  "<@&123456789012345678>",
  "<#C0NEWSDESK>",
  "<!subteam^S0123456|team>",
  "<!date^1|{date}|now>",
  "&lt;!channel&gt;",
  "```",
  "`code`",
  "*bold*",
  "_under_",
  "~~strike~~",
  "||spoiler||",
  "> quote",
  "# heading",
  "-# small",
  "- bullet",
  "1. first",
  "[news.example.org](https://evil.example)",
  "<https://evil.example|news.example.org>",
  "https://evil.example/a_b*c",
  "discord.gg/abc",
  "javascript:alert(1)",
  ":tada:",
  "<:x:123456789012345678>",
  "\\*",
  "&amp;",
  "@\u202eenoyreve",
  "@\u200beveryone",
  "\u2066<!channel>\u2069",
  `a${"\u0301".repeat(60)}`,
  "\u0000\u0007\u001b[31m",
  "\r\n\n# broken out",
  "\u2028@everyone",
  "\ud800",
  "\u{e0001}\u{e0041}",
];

/**
 * A message of generated words: some short, some far beyond every limit, in several scripts, some hostile.
 * @param seed the same seed makes the same message
 * @param size 0: a line; 1: more than any platform takes
 */
export function generateMessage(seed: number, size: number): GeneratedMessage {
  const roll = rollsOf(seed);
  const told: Told[] = [];
  const count = (most: number): number => 1 + Math.floor(roll() ** 2 * most);
  const sentence = (): string => {
    const id = told.length;
    const { text, clean } = wordsOf(roll, roll() < 0.02 * size ? count(900) : count(24));
    const whole = `${opening(id)}${text}${ending(id)}`;
    told.push({ id, text: whole, clean });
    return whole;
  };
  const prose = (most: number): string => Array.from({ length: count(most) }, sentence).join(" ");
  const spans = (most: number): readonly Span[] => spansOf(roll, () => prose(most));
  const blocks: Block[] = [];
  const length = Math.ceil((1 + roll() * 40) * size) + 1;
  for (let at = 0; at < length; at += 1) blocks.push(blockOf(roll, at === 0 ? 0 : roll(), spans, size));
  if (roll() < 0.5) blocks.push({ kind: "context", items: [[{ text: "All of it: " }, { text: PAGE, href: PAGE }]] });
  if (roll() < 0.5)
    blocks.push({ kind: "actions", buttons: Array.from({ length: count(12) }, (_, at) => buttonOf(roll, at)) });
  const summary = Array.from({ length: count(60 * size) }, () => wordsOf(roll, 12).text).join("; ");
  return { message: { summary, blocks }, told };
}

function wordsOf(roll: () => number, length: number): { readonly text: string; readonly clean: boolean } {
  const pick = (words: readonly string[]): string => words[Math.floor(roll() * words.length)] ?? "";
  const kind = roll();
  const hostile = roll() < 0.25;
  const words = Array.from({ length }, () => {
    if (hostile && roll() < 0.3) return pick(HOSTILE);
    if (kind < 0.5) return pick(LATIN);
    if (kind < 0.65) return Array.from({ length: 6 }, () => pick(CJK)).join("");
    if (kind < 0.75) return pick(EMOJI);
    if (kind < 0.9) return pick(RTL);
    return pick(COMBINED);
  });
  return { text: words.join(kind >= 0.5 && kind < 0.65 ? "" : " "), clean: !hostile };
}

function spansOf(roll: () => number, prose: () => string): readonly Span[] {
  const label: readonly Span[] = roll() < 0.3 ? [{ text: "Next step: ", style: "bold" }] : [];
  const text = prose();
  const kind = roll();
  if (kind < 0.1) return [...label, { text, href: "https://news.example.org/a?b=c|d" }];
  if (kind < 0.13) return [...label, { text, href: "javascript:alert(1)" }];
  if (kind < 0.2) return [...label, { text, style: "italic" }];
  return [...label, { text }];
}

function blockOf(roll: () => number, kind: number, spans: (most: number) => readonly Span[], size: number): Block {
  const many = (most: number): readonly (readonly Span[])[] =>
    Array.from({ length: 1 + Math.floor(roll() ** 2 * most) }, () => spans(2));
  if (kind < 0.1) return { kind: "headline", spans: spans(1) };
  if (kind < 0.2) return { kind: "heading", text: "Context & Highlights from the Call" };
  if (kind < 0.45) return { kind: "paragraph", spans: spans(1 + 30 * size) };
  if (kind < 0.55) return { kind: "quote", spans: spans(2) };
  if (kind < 0.75) return { kind: "bullets", items: many(20) };
  if (kind < 0.85) return { kind: "context", items: many(10) };
  if (kind < 0.93) return { kind: "actions", buttons: [buttonOf(roll, 0), buttonOf(roll, 1)] };
  return { kind: "divider" };
}

function buttonOf(roll: () => number, at: number): Button {
  const label = Array.from(wordsOf(roll, 3).text).slice(0, 12).join("") || "Open";
  if (roll() < 0.2) return { label, href: "https://news.example.org/" };
  const action = actionText({ verb: "story", args: [`s${at}`, String(Math.floor(roll() * 1000))] });
  return roll() < 0.2 ? { label, action, look: "primary" } : { label, action };
}

/** A short message with a body of one sentence; `text` stands in it as it is. */
export function plainMessage(text: string): Message {
  return {
    summary: text,
    blocks: [
      { kind: "headline", spans: [{ text: `Headline of ${text}`, style: "bold" }] },
      { kind: "paragraph", spans: [{ text: `Body of ${text}.` }] },
    ],
  };
}

/** Everything at once that an article could try. */
export const HOSTILE_MESSAGE: Message = {
  summary: HOSTILE.join(" "),
  blocks: [
    { kind: "headline", spans: [{ text: HOSTILE.join(" ") }] },
    { kind: "paragraph", spans: HOSTILE.map((text) => ({ text })) },
    { kind: "quote", spans: [{ text: HOSTILE.join(" ") }] },
    { kind: "bullets", items: HOSTILE.map((text) => [{ text: `${text}: `, style: "bold" }, { text }]) },
    { kind: "context", items: HOSTILE.map((text) => [{ text, href: "https://news.example.org/x" }]) },
    {
      kind: "actions",
      buttons: HOSTILE.map((text, at) => ({ label: Array.from(text).slice(0, 40).join(""), action: `story:s${at}` })),
    },
  ],
};
