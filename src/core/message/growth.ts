import { quantitiesIn } from "summarize-lite";
import type { Digest, Item, Source } from "summarize-lite";
import { actionText } from "../action.ts";
import type { StoryDigest } from "../digest.ts";
import { linkSpan, nameOf } from "./sources.ts";
import { headlineOf, itemSpans } from "./story.ts";
import type { StoryPost } from "./story.ts";
import type { Block, Message, Span } from "./tree.ts";

/** New sentences that one update tells; the rest is in the story. */
const TOLD_ITEMS = 4;
const TOLD_FIGURES = 5;
const NAMED_REPORTS = 6;

/** What changed in a story since one version of its digest: for the thread below its post, and for those who follow it. */
export function messageOfGrowth(before: StoryDigest, post: StoryPost): Message {
  const now = post.story.digest;
  const reports = reportsSince(before.digest, now);
  const figures = changedFigures(before.digest, now).slice(0, TOLD_FIGURES);
  const told = newItems(before.digest, now).slice(0, TOLD_ITEMS);
  const headline = headlineOf(post);
  const blocks: Block[] = [
    {
      kind: "headline",
      spans: [
        { text: "Update: ", style: "bold" },
        { text: headline, style: "bold" },
      ],
    },
    ...reportLines(reports),
  ];
  if (figures.length > 0) blocks.push({ kind: "bullets", items: figures.map(figureSpans) });
  if (told.length > 0) {
    blocks.push({ kind: "heading", text: "New in this story" }, { kind: "bullets", items: told.map(itemSpans) });
  }
  if (post.link !== null) {
    blocks.push({
      kind: "context",
      items: [[{ text: "Every sentence with its source: ", style: "quiet" }, ...linkSpan(post.link)]],
    });
  }
  blocks.push(actions(post.story));
  return { summary: `Update: ${headline}${inBrief(reports, figures)}`, blocks };
}

function actions({ storyId, version }: StoryDigest): Block {
  return {
    kind: "actions",
    buttons: [
      { label: "Full story", action: actionText({ verb: "story", args: [storyId] }) },
      { label: "Evidence", action: actionText({ verb: "evidence", args: [storyId, String(version), "0"] }) },
    ],
  };
}

/** Independent reports that came, were corrected, or were taken out. */
interface ReportChanges {
  readonly added: readonly Source[];
  readonly corrected: readonly Source[];
  readonly removed: readonly Source[];
}

function reportsSince(before: Digest, now: Digest): ReportChanges {
  const fresh = missingFrom(before, now);
  const gone = missingFrom(now, before);
  // A corrected file is another article from the same place.
  const corrected = fresh.filter((source) => gone.some((old) => isSamePlace(old, source)));
  return {
    added: fresh.filter((source) => !corrected.includes(source)),
    corrected,
    removed: gone.filter((old) => !corrected.some((source) => isSamePlace(old, source))),
  };
}

function missingFrom(one: Digest, other: Digest): readonly Source[] {
  const known = new Set(one.sources.map(({ article }) => article));
  return other.sources.filter(({ article, copyOf }) => copyOf === null && !known.has(article));
}

function isSamePlace(a: Source, b: Source): boolean {
  return (a.file !== null && a.file === b.file) || (a.url !== null && a.url === b.url);
}

function reportLines({ added, corrected, removed }: ReportChanges): readonly Block[] {
  const line = (text: string, sources: readonly Source[]): Block[] =>
    sources.length === 0
      ? []
      : [{ kind: "paragraph", spans: [{ text: `${text}: `, style: "bold" }, ...namesOf(sources)] }];
  return [
    ...line(counted(added.length, "new report"), added),
    ...line("Corrected by its source", corrected),
    ...line("No longer part of this story", removed),
  ];
}

function namesOf(sources: readonly Source[]): readonly Span[] {
  const spans: Span[] = [];
  for (const source of sources.slice(0, NAMED_REPORTS)) {
    if (spans.length > 0) spans.push({ text: ", " });
    const web = source.url !== null && /^https?:\/\//i.test(source.url);
    spans.push(web ? { text: nameOf(source), href: source.url } : { text: nameOf(source) });
  }
  const more = sources.length - NAMED_REPORTS;
  return more > 0 ? [...spans, { text: ` and ${more} more` }] : spans;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Sentences that the story did not say before; the quote is left to the full story. */
function newItems(before: Digest, now: Digest): readonly Item[] {
  const said = new Set(tellingItems(before).map(({ text }) => text));
  return tellingItems(now).filter(({ text }) => !said.has(text));
}

function tellingItems({ lede, highlights, unknowns, outlook }: Digest): readonly Item[] {
  return [...(lede === null ? [] : [lede]), ...highlights, ...outlook, ...unknowns];
}

/** A figure that the story gives anew: "Dead: three people → seven people". */
interface ChangedFigure {
  readonly label: string;
  readonly was: string;
  readonly is: string;
}

/**
 * Figures of one kind of which the old version gives one value and the new one a single other. Only fates of people and
 * counts with a noun of their own are compared: two sums of money, or two groups of "people", may be two things.
 */
function changedFigures(before: Digest, now: Digest): readonly ChangedFigure[] {
  const old = figuresIn(before);
  return [...figuresIn(now)].flatMap(([key, values]) => {
    const [was, ...others] = old.get(key)?.values() ?? [];
    if (was === undefined || others.length > 0) return [];
    const [is, ...more] = [...values.values()].filter(({ value }) => value !== was.value);
    if (is === undefined || more.length > 0) return [];
    return {
      label: is.fate ? `${key.charAt(0).toUpperCase()}${key.slice(1)}: ` : "",
      was: inLine(was),
      is: inLine(is),
    };
  });
}

interface Figure {
  readonly value: number;
  readonly written: string;
  readonly fate: boolean;
}

/** "Seven dead" may open a headline; in a line it is "seven". */
function inLine({ written }: Figure): string {
  return /^\p{Lu}\p{Ll}/u.test(written) ? `${written.charAt(0).toLowerCase()}${written.slice(1)}` : written;
}

/** Key → its figures by value. */
function figuresIn(digest: Digest): ReadonlyMap<string, ReadonlyMap<number, Figure>> {
  const figures = new Map<string, Map<number, Figure>>();
  const items = [digest.headline, digest.lede, ...digest.highlights];
  for (const { key, kind, value, written, quoted, unit } of items.flatMap((item) => quantitiesIn(item?.text ?? ""))) {
    // "Killed three people and cut power to 40,000 homes": homes share no fate with people.
    const fate = kind === "fate" && !SPECIFIC.has(unit);
    if (quoted || !(fate || (kind === "count" && unit.includes(" ")) || SPECIFIC.has(unit))) continue;
    const of = fate ? key : unit;
    const known = figures.get(of) ?? new Map<number, Figure>();
    if (!known.has(value)) figures.set(of, known.set(value, { value, written, fate }));
  }
  return figures;
}

/** Counts of these in a story are of one kind, as a rule. */
const SPECIFIC = new Set(["homes", "households", "flights", "schools", "arrests", "deaths", "cases"]);

function figureSpans({ label, was, is }: ChangedFigure): readonly Span[] {
  return [...(label === "" ? [] : [{ text: label, style: "bold" as const }]), { text: `${was} → ${is}` }];
}

function inBrief({ added }: ReportChanges, figures: readonly ChangedFigure[]): string {
  const parts = [
    ...(added.length === 0 ? [] : [counted(added.length, "new report")]),
    ...figures.slice(0, 2).map(({ label, was, is }) => `${label}${was} → ${is}`),
  ];
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}
