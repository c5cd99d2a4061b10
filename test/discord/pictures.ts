import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

// Pictures of the demo for people who read before they install: node test/discord/pictures.ts FOLDER

const DEMO = fileURLToPath(new URL("demo.ts", import.meta.url));
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const DESKTOP = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
/** The demo's edition comes every two minutes. */
const PATIENCE_MS = 180_000;

interface Picture {
  readonly name: string;
  readonly how: BrowserContextOptions;
  /** Brings the page to what the picture shows. */
  readonly to: (page: Page, url: string) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  {
    name: "discord-desktop",
    how: DESKTOP,
    to: async (page, url) => {
      await page.goto(`${url}/#daily-news`);
      await page.getByText("Copydesk is here").waitFor({ timeout: PATIENCE_MS });
      await page.locator(".to-thread").first().click({ timeout: PATIENCE_MS });
      await page.locator("#thread .container").first().waitFor();
      await toStart(page);
    },
  },
  {
    name: "discord-forum",
    how: DESKTOP,
    to: async (page, url) => {
      await page.goto(`${url}/#stories`);
      await page.locator(".post button").first().click();
      await page.locator("#thread .container").first().waitFor();
      await toStart(page);
    },
  },
  {
    name: "discord-command",
    how: DESKTOP,
    to: async (page, url) => {
      await page.goto(`${url}/#tea-break`);
      await page.locator("#main .nothing, #main .message").first().waitFor();
      await page.locator("#composer").pressSequentially("/news");
      await page.locator(".popup li").first().waitFor();
    },
  },
  {
    name: "discord-phone",
    how: PHONE,
    to: async (page, url) => {
      await page.goto(`${url}/#daily-news`);
      await page.locator(".message").first().waitFor({ timeout: PATIENCE_MS });
      await toStart(page);
    },
  },
  {
    name: "discord-phone-dark",
    how: { ...PHONE, colorScheme: "dark" },
    to: async (page, url) => {
      await page.goto(`${url}/#stories`);
      await page.locator(".post button").first().click();
      await page.locator("#thread .container").first().waitFor();
      await toStart(page);
    },
  },
];

/** Every room from its beginning, a thread from its first reply. Run in the page, which knows the names used here. */
async function toStart(page: Page): Promise<void> {
  await page.evaluate(`{
    for (const feed of document.querySelectorAll(".feed")) feed.scrollTo(0, 0);
    document.querySelector("#thread .starter + .message")?.scrollIntoView();
  }`);
}

async function take(browser: Browser, url: string, folder: string, { name, how, to }: Picture): Promise<void> {
  const context = await browser.newContext({ locale: "en-GB", ...how });
  const page = await context.newPage();
  await to(page, url);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  process.stdout.write(`${path}\n`);
}

async function pictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const demo = spawn(process.execPath, [DEMO], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => {
    demo.once("exit", resolve);
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const url = await addressOf(demo.stdout);
    for (const picture of PICTURES) await take(browser, url, folder, picture);
  } finally {
    await browser.close();
    demo.kill("SIGINT");
    await ended;
  }
}

function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = "";
    output.on("data", (text: Buffer) => {
      told += text.toString("utf8");
      const [address] = /http:\/\/127\.0\.0\.1:\d+/u.exec(told) ?? [];
      if (address !== undefined) resolve(address);
    });
    output.once("end", () => reject(new Error("The demo ended before it said where its page is.")));
  });
}

await pictures(process.argv[2] ?? "pictures");
