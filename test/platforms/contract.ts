import { assert, integer, property, record } from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Failure } from "../../src/core/delivery.ts";
import type { Message } from "../../src/core/message.ts";
import type { History, Order, Platform, PostOutcome } from "../../src/core/platform.ts";
import type { Target } from "../../src/core/subscription.ts";
import { ending, generateMessage, HOSTILE_MESSAGE, opening, PAGE, plainMessage } from "./messages.ts";
import type { GeneratedMessage, Told } from "./messages.ts";

/** A message as it stands on the platform, for all to see. */
interface Standing {
  readonly id: string;
  /** Its words, in order. */
  readonly text: string;
  /** Head of its thread; null: it stands in the channel itself. */
  readonly under: string | null;
  /** How many people or groups it would call. */
  readonly pings: number;
}

/** A platform with a server of its own on loopback, and a channel in which nothing stands yet. */
export interface ContractBench<Server> {
  readonly platform: Platform;
  readonly server: Server;
  readonly target: Target;
  /** The token that it works with: in no outcome. */
  readonly secret: string;
  /** Everything in the channel and its threads, in order. */
  readonly standing: () => readonly Standing[];
  readonly close: () => Promise<void>;
}

/** Something that goes wrong with one post. */
export interface Trouble<Server> {
  /** Reads on from "when it …". */
  readonly name: string;
  readonly arrange: (server: Server) => void | Promise<void>;
  readonly failure: Partial<Failure>;
  /** Whether the message stands in the channel afterwards. */
  readonly lands: boolean;
  /** Whether the channel can be read afterwards. */
  readonly readable: boolean;
}

export interface PlatformContract<Server> {
  readonly open: () => Promise<ContractBench<Server>>;
  readonly threads: boolean;
  /** None: nothing can go wrong that a test could arrange. */
  readonly troubles: readonly Trouble<Server>[];
  /** More posts than a page of history has. */
  readonly pageful: number;
  /** What the strict server has against a payload; empty: it takes it. Without any network. */
  readonly objections: (payload: unknown) => readonly string[];
  readonly pingsIn: (payload: unknown) => number;
  /** The words of a payload as people read them, in order. */
  readonly wordsIn: (payload: unknown) => string;
  /** In the words of a payload when sentences are left out of it. */
  readonly leftOut: RegExp;
}

const GENERATED = 10_000;
const always = (): boolean => true;

/** What every platform does the same, whatever it looks like. */
export function platformContract<Server>(name: string, contract: PlatformContract<Server>): void {
  describe(`${name}, as every platform,`, () => {
    describe("with a server", () => {
      let bench: ContractBench<Server>;
      let desk: Desk;
      beforeEach(async () => {
        bench = await contract.open();
        desk = createDesk(bench);
      });
      afterEach(() => bench.close());

      it("says whether it has threads", () => {
        expect(bench.platform.threads).toBe(contract.threads);
      });
      postsAndFinds(() => desk, contract.pageful);
      if (contract.threads) repliesAndEdits(() => desk);
      for (const trouble of contract.troubles) {
        it(`names the failure when it ${trouble.name}`, async () => {
          await trouble.arrange(bench.server);
          const outcome = await desk.post("k1", "one");
          expect(outcome).toMatchObject({ ok: false, failure: trouble.failure });
          expect(desk.texts()).toHaveLength(trouble.lands ? 1 : 0);
          expect(await desk.look()).toEqual(
            trouble.readable ? { known: true, keys: trouble.lands ? ["k1"] : [] } : { known: false, mended: true },
          );
          expect(JSON.stringify(outcome)).not.toContain(bench.secret);
        });
      }
    });
    rendering(contract);
  });
}

interface Desk {
  readonly bench: ContractBench<unknown>;
  readonly post: (key: string, text: string) => Promise<PostOutcome>;
  readonly send: (order: Order, fence?: () => boolean) => Promise<PostOutcome>;
  readonly payload: (text: string) => unknown;
  readonly history: (under?: string | null) => Promise<History>;
  /** The history in short. */
  readonly look: () => Promise<unknown>;
  readonly found: (under?: string | null) => Promise<readonly (readonly [string, string])[]>;
  readonly texts: () => readonly string[];
}

function createDesk(bench: ContractBench<unknown>): Desk {
  const { platform, target } = bench;
  const since = Date.now() - 60_000;
  const payload = (text: string): unknown => platform.render(plainMessage(text))[0];
  const send: Desk["send"] = (order, fence = always) => platform.send(target, order, fence);
  const history: Desk["history"] = (under = null) => platform.history(target, { since, under });
  return {
    bench,
    send,
    payload,
    history,
    post: (key, text) => send({ kind: "post", key, payload: payload(text) }),
    look: async () => {
      const read = await history();
      return read.known ? { known: true, keys: [...read.posts.keys()] } : { known: false, mended: read.mend !== "" };
    },
    found: async (under = null) => {
      const read = await history(under);
      if (!read.known) throw new Error(read.reason);
      return [...read.posts];
    },
    texts: () => bench.standing().map(({ text }) => text),
  };
}

/** The id of a message that was posted. */
function idOf(outcome: PostOutcome): string {
  if (!outcome.ok) throw new Error(`not posted: ${JSON.stringify(outcome.failure)}`);
  return outcome.messageId;
}

function postsAndFinds(desk: () => Desk, pageful: number): void {
  it("knows that nothing stands in a channel where it posted nothing", async () => {
    expect(await desk().history()).toEqual({ known: true, posts: new Map() });
  });

  it("posts a message and finds it by its key", async () => {
    const id = idOf(await desk().post("k1", "one"));
    expect(await desk().found()).toEqual([["k1", id]]);
    expect(desk().texts().join(" ")).toContain("Body of one.");
  });

  it("finds every post, over more than one page", async () => {
    const wanted = new Map<string, string>();
    for (let at = 0; at < pageful; at += 1) wanted.set(`k${at}`, idOf(await desk().post(`k${at}`, `post ${at}`)));
    expect(new Map(await desk().found())).toEqual(wanted);
  });

  it("sends nothing when the fence says no", async () => {
    const order: Order = { kind: "post", key: "k1", payload: desk().payload("one") };
    expect(await desk().send(order, () => false)).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
    expect(desk().texts()).toEqual([]);
  });

  it("takes every part of a message that is too long for one, in order", async () => {
    const { platform } = desk().bench;
    const { message } = generateMessage(7, 1);
    const payloads = platform.render(message);
    for (const [at, payload] of payloads.entries()) idOf(await desk().send({ kind: "post", key: `k${at}`, payload }));
    expect(desk().texts()).toHaveLength(payloads.length);
  });

  it("lets no article call anybody", async () => {
    const { platform } = desk().bench;
    for (const [at, payload] of platform.render(HOSTILE_MESSAGE).entries()) {
      for (let plainer: unknown = payload, tier = 0; plainer !== null; plainer = platform.simpler(plainer), tier += 1) {
        idOf(await desk().send({ kind: "post", key: `k${at}-${tier}`, payload: plainer }));
      }
    }
    expect(
      desk()
        .bench.standing()
        .map(({ pings }) => pings),
    ).toEqual(
      desk()
        .texts()
        .map(() => 0),
    );
  });
}

function repliesAndEdits(desk: () => Desk): void {
  it("puts a reply into the thread, and finds it there and not in the channel", async () => {
    const head = idOf(await desk().post("k1", "one"));
    const reply = idOf(await desk().send({ kind: "reply", key: "k2", payload: desk().payload("two"), under: head }));
    const more = idOf(await desk().send({ kind: "reply", key: "k3", payload: desk().payload("three"), under: head }));
    const under = desk()
      .bench.standing()
      .filter(({ under }) => under !== null);
    expect(under.map(({ text }) => /Body of \w+/.exec(text)?.[0])).toEqual(["Body of two", "Body of three"]);
    expect(await desk().found(head)).toEqual([
      ["k2", reply],
      ["k3", more],
    ]);
    expect(await desk().found()).toEqual([["k1", head]]);
  });

  it("changes a message, keeps its marker, and does no harm the second time", async () => {
    const head = idOf(await desk().post("k1", "one"));
    const edit: Order = { kind: "edit", key: "k1", payload: desk().payload("changed"), messageId: head, under: null };
    expect(await desk().send(edit)).toEqual({ ok: true, messageId: head });
    expect(await desk().send(edit)).toEqual({ ok: true, messageId: head });
    expect(desk().texts()).toHaveLength(1);
    expect(desk().texts()[0]).toContain("Body of changed.");
    expect(desk().texts()[0]).not.toContain("Body of one.");
    expect(await desk().found()).toEqual([["k1", head]]);
  });

  it("changes a reply in its thread", async () => {
    const head = idOf(await desk().post("k1", "one"));
    const reply = idOf(await desk().send({ kind: "reply", key: "k2", payload: desk().payload("two"), under: head }));
    const payload = desk().payload("changed");
    idOf(await desk().send({ kind: "edit", key: "k2", payload, messageId: reply, under: head }));
    expect(
      desk()
        .bench.standing()
        .find(({ under }) => under !== null)?.text,
    ).toContain("Body of changed.");
    expect(await desk().found(head)).toEqual([["k2", reply]]);
  });
}

function rendering<Server>(contract: PlatformContract<Server>): void {
  describe("renders", () => {
    let bench: ContractBench<Server>;
    beforeEach(async () => {
      bench = await contract.open();
    });
    afterEach(() => bench.close());

    it("the same message the same way, and changes nothing in it", () => {
      const { message } = generateMessage(11, 1);
      const before = structuredClone(message);
      const first = bench.platform.render(message);
      expect(bench.platform.render(message)).toEqual(first);
      expect(message).toEqual(before);
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    });

    it(`${GENERATED} generated messages so that the platform takes them, nobody is called and no sentence is cut`, () => {
      const seeds = record({ seed: integer({ min: 0, max: 2 ** 31 - 1 }), size: integer({ min: 0, max: 20 }) });
      assert(
        property(seeds, ({ seed, size }) => {
          // Most are of the size of news, some far beyond every limit.
          const generated = generateMessage(seed, (size / 20) ** 4);
          expect(faultsOf(contract, bench.platform, generated)).toEqual([]);
        }),
        { numRuns: GENERATED },
      );
    }, 120_000);

    it("plainer forms that the platform takes too, and that end", () => {
      for (let seed = 0; seed < 200; seed += 1) {
        const [payload] = bench.platform.render(generateMessage(seed, 0.3).message);
        let tiers = 0;
        for (
          let plainer = bench.platform.simpler(payload);
          plainer !== null;
          plainer = bench.platform.simpler(plainer)
        ) {
          expect(contract.objections(plainer)).toEqual([]);
          expect(contract.pingsIn(plainer)).toBe(0);
          tiers += 1;
          expect(tiers).toBeLessThan(5);
        }
      }
    });
  });
}

/** What is wrong with the payloads of a message; empty: nothing. */
function faultsOf<Server>(
  contract: PlatformContract<Server>,
  platform: Platform,
  { message, told }: GeneratedMessage,
): readonly string[] {
  const payloads = platform.render(message);
  const words = payloads.map(contract.wordsIn).join("\n");
  const opens = ({ id }: Told, text = words): boolean => text.includes(opening(id));
  const ends = ({ id }: Told, text = words): boolean => text.includes(ending(id));
  const each = payloads.map(contract.wordsIn);
  const missing = told.filter((one) => !opens(one));
  const cut = told.filter((one) => opens(one) !== ends(one));
  const changed = told.filter((one) => one.clean && opens(one) && !words.includes(one.text));
  const parted = told.filter((one) => each.some((text) => opens(one, text) !== ends(one, text)));
  return [
    ...payloads.flatMap((payload) => contract.objections(payload)),
    ...payloads.filter((payload) => contract.pingsIn(payload) > 0).map(() => "somebody is called"),
    ...cut.map(({ id }) => `sentence ${id} is cut`),
    ...changed.map(({ id }) => `sentence ${id} is changed`),
    ...parted.map(({ id }) => `sentence ${id} is shared out over two payloads`),
    ...(missing.length > 0 && !contract.leftOut.test(words) ? ["sentences are missing and nobody says so"] : []),
    ...(missing.length > 0 && hasPage(message) && !words.includes(PAGE) ? ["the page with the rest is not named"] : []),
    ...(words.isWellFormed() ? [] : ["a character is broken"]),
  ];
}

function hasPage({ blocks }: Message): boolean {
  return blocks.some((block) => block.kind === "context" && block.items.flat().some(({ href }) => href === PAGE));
}
