import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDesk, READY_CHANNEL, report, run } from "./desk.ts";
import type { Ended, TestDesk } from "./desk.ts";

let desk: TestDesk;

beforeEach(() => {
  desk = makeDesk();
});

afterEach(() => {
  desk.remove();
});

/** Runs `copydesk` in the desk's folder, without its configuration. */
function bare(...args: readonly string[]): Promise<Ended> {
  return run(args, desk.folder).ended;
}

describe("help", () => {
  test("teaches: commands in groups, examples, exit codes", async () => {
    const { code, stdout, stderr } = await bare("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const part of ["Run the desk:", "Read files now:", "Ask the desk:", "Start here:", "Exit codes:"]) {
      expect(stdout).toContain(part);
    }
  });

  test.each([
    "start",
    "once",
    "init",
    "doctor",
    "post",
    "outbox",
    "news",
    "digest",
    "stories",
    "search",
    "quarantine",
    "config check",
  ])("of %s has examples", async (command) => {
    const { code, stdout } = await bare(...command.split(" "), "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`Examples:\n  $ copydesk`);
  });

  test.each([
    [["digset"], "unknown command 'digset'\n(Did you mean digest?)"],
    [["digest", "--sise", "brief", "x.txt"], "unknown option '--sise'\n(Did you mean --size?)"],
    [["digest", "--size", "tiny", "x.txt"], "Allowed choices are headline, brief, full."],
    [["digest"], "missing required argument 'file'"],
    [["search", "x", "--limit", "none"], "Use a whole number from 1 to 9999."],
    [["config", "chek"], "unknown command 'chek'\n(Did you mean check?)"],
  ])("is offered for %j, with exit code 2", async (args, words) => {
    const { code, stdout, stderr } = await bare(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });

  test("is shown, with exit code 2, to who gives no command", async () => {
    const { code, stderr } = await bare();
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: copydesk");
  });
});

describe("stories and digest, on files alone", () => {
  beforeEach(() => {
    desk.write("one.txt", report(1));
    desk.write("more/one-again.txt", report(1, 1));
    desk.write("more/two.md", report(2));
  });

  test("stories as JSON name the files as they were given", async () => {
    const { code, stdout, stderr } = await bare("stories", "--json", "one.txt", "more");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const stories = JSON.parse(stdout) as readonly { id: string; headline: string; files: readonly string[] }[];
    expect(stories.map(({ files }) => files)).toEqual([["one.txt", "more/one-again.txt"], ["more/two.md"]]);
    for (const { id, headline } of stories) {
      expect(id).toMatch(/^s[0-9a-f]{12}$/);
      expect(headline).toMatch(/\w+ \w+ \w+/);
    }
  });

  test("digest as JSON is one digest for each story, its evidence pointing into its texts", async () => {
    const { code, stdout } = await bare("digest", "--json", "one.txt", "more/one-again.txt", "more/two.md");
    expect(code).toBe(0);
    const digests = JSON.parse(stdout) as readonly {
      lede: { evidence: readonly { article: string; start: number; end: number }[] };
      sources: readonly { file: string }[];
      articles: readonly { id: string; text: string }[];
    }[];
    expect(digests.map(({ sources }) => sources.map(({ file }) => file).sort())).toEqual([
      ["more/one-again.txt", "one.txt"],
      ["more/two.md"],
    ]);
    for (const { lede, articles } of digests) {
      const [passage] = lede.evidence;
      const text = articles.find(({ id }) => id === passage?.article)?.text ?? "";
      expect(text.slice(passage?.start, passage?.end)).toMatch(/^\S.*\.$/);
    }
  });

  test("digest for people is plain text in a pipe, in three sizes", async () => {
    const full = await bare("digest", "one.txt");
    const headline = await bare("digest", "--size", "headline", "one.txt");
    expect(full.stdout.length).toBeGreaterThan(headline.stdout.length);
    // oxlint-disable-next-line no-control-regex
    expect(full.stdout).not.toMatch(/\u001b/);
    expect(full.stdout.startsWith(headline.stdout.split("\n")[0] ?? "?")).toBe(true);
  });

  test("a file that cannot be used is named with the reason, and the others go on", async () => {
    desk.write("empty.txt", "");
    desk.write("picture.txt", "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000");
    mkdirSync(join(desk.folder, "bare"));
    const { code, stdout, stderr } = await bare(
      "stories",
      "--json",
      "empty.txt",
      "one.txt",
      "gone.txt",
      "bare",
      "picture.txt",
    );
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as readonly { files: readonly string[] }[]).map(({ files }) => files)).toEqual([
      ["one.txt"],
    ]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.startsWith("copydesk: empty.txt: "))).toHaveLength(1);
    expect(lines).toContain("copydesk: gone.txt: There is no such file. Check the path.");
    expect(lines).toContain(
      "copydesk: bare: There is no article in this folder. Articles are files that end in .txt, .md or .html.",
    );
    expect(stderr).toContain("copydesk: picture.txt: ");
  });

  test("nothing that can be used is an empty array", async () => {
    expect(await bare("digest", "--json", "gone.txt")).toMatchObject({ code: 1, stdout: "[]\n" });
  });

  test("a link that was named is followed, one in a folder is not", async () => {
    symlinkSync(join(desk.folder, "one.txt"), join(desk.folder, "named.txt"));
    symlinkSync(join(desk.folder, "one.txt"), join(desk.folder, "more", "within.txt"));
    expect((await bare("stories", "named.txt")).stdout).toContain("named.txt");
    const { code, stdout, stderr } = await bare("stories", "more");
    expect(code).toBe(1);
    expect(stdout).not.toContain("within.txt");
    expect(stderr).toContain("copydesk: more/within.txt: It is a link");
  });

  test("a reader who leaves early is no fault", async () => {
    const command = `"${process.execPath}" "${join(import.meta.dirname, "../src/cli/main.ts")}" digest --json one.txt more | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)("bash", ["-c", command], { cwd: desk.folder });
    expect(stdout).toBe("[\n0\n");
    expect(stderr).toBe("");
  });
});

describe("once and the commands that ask", () => {
  test("posts what the folders hold, and the next run has nothing to do", async () => {
    desk.write("inbox/one.txt", report(1));
    desk.write("inbox/two.txt", report(2));
    const first = await desk.copydesk("once");
    expect(first.code).toBe(0);
    const posts = desk.record("wire");
    expect(posts).toHaveLength(2);
    for (const { text } of posts) expect(first.stdout).toContain(text);
    expect(await desk.copydesk("once")).toMatchObject({ code: 0, stdout: "" });
  });

  test("log lines in a pipe are JSON on standard error", async () => {
    desk.write("inbox/one.txt", report(1));
    const { stderr } = await desk.copydesk("once");
    const lines = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.at(-1)?.msg).toBe("1 new article, 1 digest made, 1 edition.");
  });

  test("a file that is still being written is waited for and taken in whole", async () => {
    const file = desk.write("inbox/one.txt", "");
    const text = report(1);
    writeFileSync(file, text.slice(0, 200));
    const running = desk.launch("once");
    for (let end = 200; end <= text.length; end += 100) {
      await pause(150);
      writeFileSync(file, text.slice(0, end));
    }
    writeFileSync(file, text);
    expect((await running.ended).code).toBe(0);
    await desk.copydesk("once");
    const [hit, ...others] = JSON.parse(
      (await desk.copydesk("stories", "--json", "inbox")).stdout,
    ) as readonly unknown[];
    expect([hit, others]).toMatchObject([{ files: ["inbox/one.txt"] }, []]);
    expect(desk.record("wire").at(-1)?.text).toContain(text.split("\n")[0]);
  });

  test("search finds articles of the archive and marks the words", async () => {
    desk.write("inbox/one.txt", report(1));
    desk.write("inbox/two.txt", report(2));
    await desk.copydesk("once");
    const [headline = ""] = report(2).split("\n");
    const [word = ""] = headline.split(" ");
    const found = JSON.parse((await desk.copydesk("search", "--json", word)).stdout) as readonly Record<
      string,
      unknown
    >[];
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ title: headline, headline: expect.any(String) as string });
    expect(JSON.stringify(found[0]?.["passage"])).toContain(`{"text":"${word}","hit":true}`);
    expect((await desk.copydesk("search", word)).stdout).toContain(headline);
    const none = await desk.copydesk("search", "nowhere");
    expect(none).toMatchObject({ code: 1, stdout: "" });
    expect(none.stderr).toBe("No article holds all of these words: nowhere. Try fewer, or other forms of them.\n");
  });

  test("quarantine shows each file with its reason and what to do", async () => {
    desk.write("inbox/empty.txt", "");
    await desk.copydesk("once");
    const { code, stdout } = await desk.copydesk("quarantine");
    expect(code).toBe(0);
    expect(stdout).toContain(`${join(desk.folder, "inbox/empty.txt")}\n  `);
    expect(JSON.parse((await desk.copydesk("quarantine", "--json")).stdout)).toMatchObject([
      { kind: "empty", line: null },
    ]);
  });

  test("asking before there is an archive says what to do", async () => {
    const { code, stderr } = await desk.copydesk("search", "anything");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^copydesk: There is no database at .*copydesk\.sqlite yet\./);
  });
});

test("a database older than its console's record repeats no post", async () => {
  desk.write("inbox/one.txt", report(1));
  desk.write("inbox/two.txt", report(2));
  await desk.copydesk("once");
  for (const end of ["", "-wal", "-shm"]) rmSync(join(desk.folder, `data/copydesk.sqlite${end}`), { force: true });
  expect(await desk.copydesk("once")).toMatchObject({ code: 0, stdout: "" });
  expect(desk.record("wire")).toHaveLength(2);
});

describe("the archive's address", () => {
  test("stands in the links of posts, also of a pass without an archive", async () => {
    desk.write(
      "config/copydesk.yaml",
      `folders: [inbox]\nweb: { port: 0, address: "https://news.example.org/" }\nchannels:\n${READY_CHANNEL}`,
    );
    desk.write("inbox/one.txt", report(1));
    const { stdout } = await desk.copydesk("once");
    expect(stdout).toMatch(/https:\/\/news\.example\.org\/stories\/s[0-9a-f]{12}\n/);
    const running = desk.launch("start");
    await running.saying("The archive is at https://news.example.org.");
    running.process.kill("SIGINT");
    expect((await running.ended).code).toBe(0);
  });

  test("is localhost when the archive listens everywhere", async () => {
    desk.write(
      "config/copydesk.yaml",
      `folders: [inbox]\nweb: { host: 0.0.0.0, port: 0 }\nchannels:\n${READY_CHANNEL}`,
    );
    desk.write("inbox/one.txt", report(1));
    const running = desk.launch("start");
    await running.saying("The archive is at http://localhost:");
    expect((await fetch(`${/http:\/\/localhost:\d+/.exec(running.told())?.[0]}/healthz`)).status).toBe(200);
    running.process.kill("SIGINT");
    const { code, stdout } = await running.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/http:\/\/localhost:\d+\/stories\/s/);
  });
});

describe("folders", () => {
  test("named inbox are made wherever they are configured, others are waited for", async () => {
    const config = `folders: [drop/inbox, wire]\nweb: false\nchannels:\n${READY_CHANNEL}`;
    desk.write("config/copydesk.yaml", config);
    const { code, stderr } = await desk.copydesk("once");
    expect(code).toBe(0);
    expect(existsSync(join(desk.folder, "drop/inbox"))).toBe(true);
    expect(existsSync(join(desk.folder, "wire"))).toBe(false);
    expect(stderr).not.toContain(join(desk.folder, "drop/inbox"));
    expect(stderr).toContain(`The folder ${join(desk.folder, "wire")} is not there.`);
  });

  test("outside of the working folder are shown with their whole path", async () => {
    desk.write("config/copydesk.yaml", `folders: [inbox, ../elsewhere]\nchannels:\n${READY_CHANNEL}`);
    const { stdout } = await desk.copydesk("config", "check");
    expect(stdout).toContain(`folders: inbox, ${join(desk.folder, "../elsewhere")}\n`);
  });

  test("of data that cannot be made or written are named, with the account", async () => {
    desk.write("data", "a file where the folder should be");
    const { code, stderr } = await desk.copydesk("once");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `^copydesk: The data folder ${join(desk.folder, "data")} cannot be written by the user .+ \\(E[A-Z]+\\)\\.`,
      ),
    );
  });
});

describe("the configuration", () => {
  test("check says what a valid one means", async () => {
    const { code, stdout } = await desk.copydesk("config", "check");
    expect(code).toBe(0);
    expect(stdout).toContain("config/copydesk.yaml is valid.\nfolders: inbox\ndatabase: data/copydesk.sqlite\n");
    expect(stdout).toContain("  wire (console): each digest when it is ready\n");
  });

  test.each(["config check", "start", "once", "search x"])(
    "%s shows every problem of a bad one, exit code 2",
    async (command) => {
      desk.write("config/copydesk.yaml", "web: { port: 99999 }\nfolder: x\n");
      const { code, stdout, stderr } = await desk.copydesk(...command.split(" "));
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr.trimEnd().split("\n")).toEqual([
        "config/copydesk.yaml:1:14: web.port: 99999 is not a port. Use a whole number from 0 to 65535, such as 8787.",
        'config/copydesk.yaml:2:1: folder: is not a field of this file. Did you mean "folders"?',
      ]);
    },
  );

  test("start and check name a channel whose token is not set, and where one finds it", async () => {
    desk.write("config/copydesk.yaml", "channels:\n  - { name: team, platform: slack, channel: C0123 }\n");
    for (const command of [["start"], ["config", "check"]]) {
      const { code, stderr } = await desk.copydesk(...command);
      expect(code).toBe(2);
      expect(stderr).toContain(
        'channel "team": it is on slack, and SLACK_BOT_TOKEN is not set. Set SLACK_BOT_TOKEN in the environment (or SLACK_BOT_TOKEN_FILE to a file that holds it): it is the "Bot User OAuth Token"',
      );
    }
  });

  test("a configuration that is not there is named", async () => {
    const { code, stderr } = await bare("--config", "none.yaml", "once");
    expect(code).toBe(2);
    expect(stderr).toBe("none.yaml: there is no such file. Name the configuration file with --config FILE.\n");
  });
});

describe("start", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "ends with exit code 0 at %s, digests alone on standard output",
    async (signal) => {
      desk.write("inbox/one.txt", report(1));
      const running = desk.launch("start");
      await running.saying("Copydesk watches");
      running.process.kill(signal);
      const { code, stdout, stderr } = await running.ended;
      expect(code).toBe(0);
      expect(stdout.trim()).toBe(desk.record("wire")[0]?.text);
      expect(stderr).toContain("Copydesk has stopped.");
    },
  );

  test("reads its configuration anew at SIGHUP, and keeps the old one when the new one has a fault", async () => {
    const running = desk.launch("start");
    await running.saying("Copydesk watches");
    const whole = readFileSync(join(desk.folder, "config/copydesk.yaml"), "utf8");
    desk.write("config/copydesk.yaml", "channels: [{ name: wire, platform: cons");
    running.process.kill("SIGHUP");
    await running.saying("The configuration was not read anew");
    desk.write("config/copydesk.yaml", `${whole}\nstoryWindowDays: 3\n`.replaceAll("wire", "second"));
    running.process.kill("SIGHUP");
    await running.saying("The configuration was read anew");
    await running.saying("count from the next start on: storyWindowMs");
    desk.write("inbox/one.txt", report(1));
    await running.saying(report(1).split("\n")[0] ?? "");
    running.process.kill("SIGTERM");
    expect((await running.ended).code).toBe(0);
    expect(desk.record("second")).toHaveLength(1);
    expect(existsSync(join(desk.folder, "data/console-wire.jsonl"))).toBe(false);
  });

  test("serves the archive and takes in what arrives later, as growth of its story", async () => {
    desk.write("inbox/one.txt", report(1));
    const running = desk.launch("start");
    await running.saying("Copydesk watches");
    const [headline = ""] = report(1).split("\n");
    const [address = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(running.told()) ?? [];
    expect(await (await fetch(address)).text()).toContain(headline);
    desk.write("inbox/one-again.txt", report(1, 1));
    desk.write("inbox/two.txt", report(2));
    await running.saying("Update (1 new report): ");
    await running.saying(report(2).split("\n")[0] ?? "");
    running.process.kill("SIGINT");
    expect((await running.ended).code).toBe(0);
    expect(desk.record("wire")).toHaveLength(3);
  });

  test("refuses a database that another one uses, with exit code 3, while commands that ask still work", async () => {
    const running = desk.launch("start");
    await running.saying("Copydesk watches");
    const second = await desk.copydesk("start");
    expect(second.code).toBe(3);
    expect(second.stderr).toContain(`is in use by another Copydesk (process ${running.process.pid})`);
    expect(await desk.copydesk("quarantine")).toMatchObject({ code: 0, stdout: "Nothing is in quarantine.\n" });
    running.process.kill("SIGINT");
    expect((await running.ended).code).toBe(0);
  });

  test("leaves a database alone that is none, and says so with exit code 4", async () => {
    desk.write("data/copydesk.sqlite", "This is a letter to the editor, not a database. ".repeat(100));
    const { code, stderr } = await desk.copydesk("start");
    expect(code).toBe(4);
    expect(stderr).toContain("is damaged or is not a database");
  });

  test("says that a folder is missing, and reads it when it appears", async () => {
    desk.write("config/copydesk.yaml", `folders: [inbox, wire]\nweb: false\nchannels:\n${READY_CHANNEL}`);
    const running = desk.launch("start");
    await running.saying("Copydesk watches");
    expect(running.told()).toContain(`The folder ${join(desk.folder, "wire")} is not there.`);
    desk.write("wire/one.txt", report(1));
    await running.saying(report(1).split("\n")[0] ?? "");
    running.process.kill("SIGINT");
    expect((await running.ended).code).toBe(0);
  });

  test("ends quietly when nobody reads its digests any more", async () => {
    desk.write("inbox/one.txt", report(1));
    desk.write("inbox/two.txt", report(2));
    const running = desk.launch("start");
    running.process.stdout?.destroy();
    expect((await running.ended).code).toBe(0);
    expect((await desk.copydesk("once")).code).toBe(0);
    expect(desk.record("wire")).toHaveLength(2);
  });

  test("catches up the latest slot that was missed, and once only", async () => {
    const hour = new Date(Date.now() - 3_600_000).getUTCHours();
    desk.remove();
    desk = makeDesk(`  - { name: daily, platform: console, channel: daily, schedule: "0 ${hour} * * *" }\n`);
    desk.write("inbox/one.txt", report(1));
    for (let start = 0; start < 2; start += 1) {
      const running = desk.launch("start");
      await running.saying("Copydesk watches");
      running.process.kill("SIGINT");
      expect((await running.ended).code).toBe(0);
    }
    expect(desk.record("daily")).toHaveLength(1);
    expect(desk.record("daily")[0]?.text).toMatch(/^Daily digest: daily\n/);
  });
});

describe("a signal while the program loads", () => {
  /** Has the program send itself a signal as it begins to load what it is made of. */
  const signalled = (signal: string, ...args: readonly string[]): Promise<Ended> => {
    const code = `import { registerHooks } from "node:module";
      let sent = false;
      registerHooks({ resolve(name, context, next) {
        if (name === "commander" && !sent) process.kill(process.pid, "${signal}");
        sent ||= name === "commander";
        return next(name, context);
      } });`;
    const config = join(desk.folder, "config/copydesk.yaml");
    const preload = `--import=data:text/javascript,${encodeURIComponent(code)}`;
    return run(["--config", config, ...args], desk.folder, { NODE_OPTIONS: preload }).ended;
  };

  test.each(["SIGINT", "SIGTERM"])("%s ends start and once with exit code 0, and nothing is lost", async (signal) => {
    desk.write("inbox/one.txt", report(1));
    expect(await signalled(signal, "start")).toMatchObject({ code: 0, stdout: "" });
    expect((await signalled(signal, "once")).code).toBe(0);
    expect((await desk.copydesk("once")).code).toBe(0);
    expect(desk.record("wire")).toHaveLength(1);
  });

  test("ends any other command as signals do", async () => {
    desk.write("inbox/one.txt", report(1));
    expect(await signalled("SIGTERM", "digest", "inbox")).toEqual({ code: null, stdout: "", stderr: "" });
  });

  test("is never lost, whenever it comes", async () => {
    for (let file = 0; file < 6; file += 1) desk.write(`inbox/${file}.txt`, report(file));
    const ends: Ended[] = [];
    for (const wait of [0, 25, 50, 100, 200, 400, 800]) {
      const running = desk.launch("start");
      await pause(wait);
      running.process.kill("SIGTERM");
      ends.push(await running.ended);
    }
    // Before its first line of code runs, a signal ends it as it ends any program.
    expect(ends.filter(({ code, stderr }) => code !== 0 && (code !== null || stderr !== ""))).toEqual([]);
    expect((await desk.copydesk("once")).code).toBe(0);
    expect(new Set(desk.record("wire").map(({ key }) => key)).size).toBe(6);
    expect(desk.record("wire")).toHaveLength(6);
  });
});

test.skipIf(process.getuid?.() === 0)(
  "a file without permission is told and does not stop the others (skipped for root, who may read all)",
  async () => {
    chmodSync(desk.write("inbox/closed.txt", report(1)), 0o000);
    desk.write("inbox/two.txt", report(2));
    expect((await desk.copydesk("once")).code).toBe(0);
    expect((await desk.copydesk("quarantine")).stdout).toContain("closed.txt");
  },
);

describe("a set-up for chat", () => {
  const channel = ["--channel", "C0123456789", "--schedule", "0 8 * * 1-5", "--timezone", "Europe/Lisbon"];

  test("writes a valid configuration and the app's manifest, and says what comes next", async () => {
    const { code, stdout } = await desk.copydesk("init", "--platform", "slack", "--name", "Newsroom", ...channel);
    expect(code).toBe(0);
    expect(stdout).toContain('The channel "Newsroom" stands in');
    expect(stdout).toContain("chat:write: ");
    expect(stdout).toContain("copydesk doctor");
    const manifest = JSON.parse(readFileSync(join(desk.folder, "config/slack-manifest.json"), "utf8")) as {
      settings: { socket_mode_enabled: boolean };
    };
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    const { stderr } = await desk.copydesk("config", "check");
    expect(stderr).toContain("SLACK_BOT_TOKEN is not set");
  });

  test("gives the link that invites a bot to Discord with the rights it needs", async () => {
    const ids = ["--channel", "123456789012345678", "--application", "987654321098765432"];
    const { code, stdout } = await desk.copydesk("init", "--platform", "discord", ...ids);
    expect(code).toBe(0);
    expect(stdout).toMatch(/https:\/\/discord\.com\/\S*client_id=987654321098765432/);
    expect(stdout).toContain("Read Message History: ");
  });

  test("that lacks the channel says how to name it", async () => {
    const { code, stderr } = await desk.copydesk("init", "--platform", "slack");
    expect(code).toBe(2);
    expect(stderr).toContain("--channel");
  });

  test("can be looked at: every line that is not well says what to do", async () => {
    desk.write(
      "config/copydesk.yaml",
      "folders: [inbox, nowhere]\nchannels:\n  - { name: team, platform: slack, channel: C0123 }\n",
    );
    const { code, stdout } = await desk.copydesk("doctor", "--json");
    const findings = JSON.parse(stdout) as readonly { state: string; what: string; mend: string | null }[];
    expect(code).toBe(1);
    expect(findings.filter(({ state }) => state === "fault").map(({ what }) => what)).toEqual([
      'channel "team": it is on slack, and SLACK_BOT_TOKEN is not set',
    ]);
    expect(findings.some(({ what }) => what.includes("nowhere"))).toBe(true);
    for (const { state, mend } of findings) expect(mend === null).toBe(state === "ok");
  });
});
