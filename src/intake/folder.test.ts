import { execFileSync } from "node:child_process";
import * as disk from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FileSystem } from "./file.ts";
import { isStable, readDocument, scanFolder, scanSettled } from "./folder.ts";
import { DEFAULT_LIMITS } from "./intake.ts";
import { parseDocument } from "./parse.ts";
import { watchFolders } from "./watch.ts";

const LONG_AGO = new Date("2026-11-01T08:00:00Z");

let root: string;

beforeEach(async () => {
  root = await disk.mkdtemp(join(tmpdir(), "copydesk-intake-"));
});

afterEach(async () => {
  await disk.rm(root, { recursive: true, force: true });
});

async function put(path: string, content: string | Uint8Array, modified: Date = LONG_AGO): Promise<void> {
  const full = join(root, path);
  await disk.mkdir(join(full, ".."), { recursive: true });
  await disk.writeFile(full, content);
  await disk.utimes(full, modified, modified);
}

function failing(path: string, code: string): FileSystem {
  const guard =
    <R>(call: (name: string, flags: number) => Promise<R>) =>
    (name: string, flags: number): Promise<R> =>
      name.endsWith(path) ? Promise.reject(Object.assign(new Error(code), { code })) : call(name, flags);
  return { ...disk, open: guard(disk.open), readdir: (name) => guard((it) => disk.readdir(it))(name, 0) };
}

describe("scanning a folder", () => {
  test("lists articles in every folder below, sorted, and nothing else", async () => {
    for (const name of ["b.txt", "a.MD", "sub/c.html", "sub/deep/d.text", "e.markdown", "f.htm"]) await put(name, "x");
    for (const name of [".hidden.txt", "half.txt.part", "x.tmp", "old.txt~", "photo.jpg", ".git/a.txt"])
      await put(name, "x");
    const scan = await scanFolder(root, DEFAULT_LIMITS);
    expect(scan.files.map((file) => file.path)).toEqual([
      "a.MD",
      "b.txt",
      "e.markdown",
      "f.htm",
      "sub/c.html",
      "sub/deep/d.text",
    ]);
    expect(scan.files[0]).toMatchObject({ size: 1, modifiedAt: LONG_AGO.getTime() });
    expect(scan.refused).toEqual([]);
  });

  test("says that a folder is missing, and forgets nothing by it", async () => {
    expect(await scanFolder(join(root, "gone"), DEFAULT_LIMITS)).toEqual({ files: [], refused: [], missing: true });
  });

  test("refuses links out of the folder, to files and to folders, and follows neither", async () => {
    const outside = await disk.mkdtemp(join(tmpdir(), "copydesk-outside-"));
    await disk.writeFile(join(outside, "secret.txt"), "secret");
    await disk.symlink(join(outside, "secret.txt"), join(root, "link.txt"));
    await disk.symlink(outside, join(root, "folder"));
    await disk.symlink(join(root, "nowhere"), join(root, "broken.txt"));
    const scan = await scanFolder(root, DEFAULT_LIMITS);
    await disk.rm(outside, { recursive: true });
    expect(scan.files).toEqual([]);
    expect(scan.refused.map(({ path, refusal }) => [path, refusal.kind])).toEqual([
      ["broken.txt", "link"],
      ["folder", "link"],
      ["link.txt", "link"],
    ]);
    expect(scan.refused[2]?.refusal).toEqual({
      kind: "link",
      reason: "It is a link, and links are not followed: they can lead out of the folder.",
      mend: "Put the file itself into the folder, or add the folder it points to to the configuration.",
      line: null,
    });
  });

  test("a link that replaces a file after the listing is refused when it is read", async () => {
    await disk.symlink("/etc/hostname", join(root, "a.txt"));
    expect(await readDocument(root, "a.txt", DEFAULT_LIMITS)).toMatchObject({ ok: false, refusal: { kind: "link" } });
  });

  test("a folder on the way that is a link is refused when a file in it is read", async () => {
    const outside = await disk.mkdtemp(join(tmpdir(), "copydesk-outside-"));
    await disk.writeFile(join(outside, "a.txt"), "secret");
    await disk.symlink(outside, join(root, "sub"));
    const read = await readDocument(root, "sub/a.txt", DEFAULT_LIMITS);
    await disk.rm(outside, { recursive: true });
    expect(read).toMatchObject({ ok: false, refusal: { kind: "link" } });
  });

  test("a pipe is refused without being opened", async () => {
    execFileSync("mkfifo", [join(root, "pipe.txt")]);
    const scan = await scanFolder(root, DEFAULT_LIMITS);
    expect(scan.refused).toMatchObject([
      { path: "pipe.txt", refusal: { kind: "not-a-file", reason: "It is a pipe, not a file." } },
    ]);
    expect(await readDocument(root, "pipe.txt", DEFAULT_LIMITS)).toMatchObject({
      ok: false,
      refusal: { kind: "not-a-file" },
    });
  });

  test("stops at the depth limit and says so", async () => {
    await put("1/2/3/a.txt", "x");
    const scan = await scanFolder(root, { ...DEFAULT_LIMITS, maxFolderDepth: 2 });
    expect(scan.files).toEqual([]);
    expect(scan.refused).toMatchObject([
      { path: "1/2/3", refusal: { kind: "too-deep", reason: "The folder lies 3 levels deep; the limit is 2." } },
    ]);
  });

  test("a name with control characters is refused and shown without them", async () => {
    await put("bad\u0007name.txt", "x");
    const scan = await scanFolder(root, DEFAULT_LIMITS);
    expect(scan.refused).toMatchObject([
      {
        path: "bad\ufffdname.txt",
        refusal: { kind: "bad-name", reason: "The name holds control characters or bytes that are not UTF-8." },
      },
    ]);
  });

  test("unreadable permissions on a folder stop that folder alone", async () => {
    await put("closed/a.txt", "x");
    await put("open/b.txt", "x");
    const scan = await scanFolder(root, DEFAULT_LIMITS, failing("closed", "EACCES"));
    expect(scan.files.map((file) => file.path)).toEqual(["open/b.txt"]);
    expect(scan.refused).toEqual([
      {
        path: "closed",
        refusal: {
          kind: "unreadable",
          reason: "The folder cannot be read: its permissions forbid it.",
          mend: "Give the account that runs Copydesk permission to read the folder.",
          line: null,
        },
      },
    ]);
  });
});

describe("reading a document", () => {
  test("gives the bytes with their hash", async () => {
    await put("a.txt", "abc");
    expect(await readDocument(root, "a.txt", DEFAULT_LIMITS)).toMatchObject({
      ok: true,
      size: 3,
      modifiedAt: LONG_AGO.getTime(),
      hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  });

  test("unreadable permissions on a file are told in words", async () => {
    await put("a.txt", "abc");
    expect(await readDocument(root, "a.txt", DEFAULT_LIMITS, failing("a.txt", "EACCES"))).toEqual({
      ok: false,
      refusal: {
        kind: "unreadable",
        reason: "The file cannot be read: its permissions forbid it.",
        mend: "Give the account that runs Copydesk permission to read the file.",
        line: null,
      },
    });
  });

  test("a 100 MB file is refused without being read", async () => {
    await put("huge.txt", "");
    await disk.truncate(join(root, "huge.txt"), 104_857_600);
    const before = process.memoryUsage().rss;
    const read = await readDocument(root, "huge.txt", DEFAULT_LIMITS);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    expect(read).toEqual({
      ok: false,
      refusal: {
        kind: "too-large",
        reason: "The file is 104,857,600 bytes long; the limit is 10,000,000.",
        mend: "Split it into single articles, or raise limits.maxBytes in the configuration.",
        line: null,
      },
    });
  });

  test("an HTML page has the smaller limit", async () => {
    await put("page.html", "x".repeat(2000));
    const read = await readDocument(root, "page.html", { ...DEFAULT_LIMITS, maxHtmlBytes: 1999 });
    expect(read).toMatchObject({ refusal: { reason: "The HTML page is 2,000 bytes long; the limit is 1,999." } });
  });

  test("a file that vanished is left for the next look", async () => {
    expect(await readDocument(root, "gone.txt", DEFAULT_LIMITS)).toEqual({ ok: false, refusal: null });
  });

  test("a file that grows while it is read is left for the next look", async () => {
    await put("a.txt", "abc");
    const growing: FileSystem = {
      ...disk,
      open: async (path, flags) => {
        const handle = await disk.open(path, flags);
        const stat = handle.stat.bind(handle);
        handle.stat = (async () => {
          const stats = await stat();
          await disk.appendFile(join(root, "a.txt"), "more");
          return stats;
        }) as typeof handle.stat;
        return handle;
      },
    };
    expect(await readDocument(root, "a.txt", DEFAULT_LIMITS, growing)).toEqual({ ok: false, refusal: null });
  });
});

describe("a file that is still being written", () => {
  const stamp = { size: 10, modifiedAt: 1_000_000 };

  test.each([
    ["first seen, touched just now", null, stamp, 1_000_100, false],
    ["first seen, touched long ago", null, stamp, 1_002_000, true],
    ["the same at two looks", stamp, stamp, 1_000_100, true],
    ["longer at the second look", { ...stamp, size: 9 }, stamp, 1_000_100, false],
    ["touched between the looks", { ...stamp, modifiedAt: 999_999 }, stamp, 1_000_100, false],
    ["dated in the future, first seen", null, { ...stamp, modifiedAt: 9_000_000 }, 1_000_100, false],
  ])("%s", (_, previous, current, now, stable) => {
    expect(isStable(previous, current, now)).toBe(stable);
  });

  test("half written and then completed, it becomes one article of the complete text", async () => {
    const half = "The council of Brackwater voted on Tuesday for the tram, and the mayor said that work";
    const rest =
      " would begin in spring.\n\nOpponents said they would go to court over the price of the line within days.\n";
    await put("a.txt", half, new Date());
    const first = await scanSettled(
      root,
      DEFAULT_LIMITS,
      Date.now,
      async () => await put("a.txt", half + rest, new Date()),
    );
    expect(first.files).toEqual([]);
    expect(first.unsettled.map((file) => file.path)).toEqual(["a.txt"]);
    const second = await scanSettled(root, DEFAULT_LIMITS, Date.now, async () => {});
    expect(second.files.map((file) => file.path)).toEqual(["a.txt"]);
    const read = await readDocument(root, "a.txt", DEFAULT_LIMITS);
    if (!read.ok) throw new Error("not read");
    const parsed = await parseDocument({ path: "a.txt", bytes: read.bytes }, DEFAULT_LIMITS);
    expect(parsed).toMatchObject({ ok: true, article: { text: (half + rest).trim() } });
  });

  test("files untouched for a while are taken without waiting", async () => {
    await put("a.txt", "x");
    const scan = await scanSettled(root, DEFAULT_LIMITS, Date.now, () => {
      throw new Error("waited");
    });
    expect(scan.files).toHaveLength(1);
  });
});

test("a change in a watched folder gives a hint, also in a folder below and for several roots", async () => {
  const other = join(root, "other");
  await disk.mkdir(join(root, "one"));
  await disk.mkdir(other);
  let hints = 0;
  const watcher = await watchFolders([join(root, "one"), other], () => hints++);
  await disk.writeFile(join(root, "one", "a.txt"), "x");
  await expect.poll(() => hints, { timeout: 20_000 }).toBe(1);
  await disk.mkdir(join(other, "deep"));
  await disk.writeFile(join(other, "deep", "b.md"), "x");
  await expect.poll(() => hints, { timeout: 20_000 }).toBeGreaterThan(1);
  await watcher.close();
});
