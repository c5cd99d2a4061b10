// Pictures of the demo for the README, as a desktop and a phone show it. Usage: node test/slack/screenshots.ts FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { startSlackDemo } from "./desk.ts";
import type { SlackServer } from "./server.ts";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const NEWS = "C0NEWSDESK";
const EDITIONS = "C0HARBOUR1";
/** Enough to fill a screen, and how long the desk may take to post it: an edition comes every two minutes. */
const POSTS = 3;
const PATIENCE_MS = 180_000;

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${PATIENCE_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function open(browser: Browser, address: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2, colorScheme: "light" });
  await page.goto(address);
  await page.locator("#messages > li").first().waitFor();
  return page;
}

/** An edition from its first line, with the full digests in its thread, on a desktop. */
async function takeDesktop(browser: Browser, slack: SlackServer, file: string): Promise<void> {
  const page = await open(browser, `${slack.origin}/#${EDITIONS}`, 1280, 900);
  await page.locator(".door:not(.empty)").first().click();
  await page.evaluate(`document.querySelector("#replies > li:nth-child(2)").scrollIntoView()`);
  await page.evaluate(`document.querySelector("#messages > li").scrollIntoView()`);
  await page.screenshot({ path: file });
}

/** One digest from its first line, on a phone. */
async function takePhone(browser: Browser, slack: SlackServer, file: string): Promise<void> {
  const page = await open(browser, `${slack.origin}/#${NEWS}`, 390, 844);
  await page.evaluate(`document.querySelector("#messages > li:nth-last-child(2)").scrollIntoView()`);
  await page.screenshot({ path: file });
}

async function main(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const demo = await startSlackDemo({ output: "ignore" });
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  try {
    const { slack } = demo;
    await slack.connected();
    await until(`${POSTS} posts`, () => slack.messages(NEWS).length >= POSTS);
    await until(
      "an edition",
      () => slack.messages(EDITIONS).filter(({ threadTs }) => threadTs !== null).length >= POSTS,
    );
    await takeDesktop(browser, slack, join(folder, "slack-desktop.png"));
    await takePhone(browser, slack, join(folder, "slack-phone.png"));
  } finally {
    await browser.close();
    await demo.close();
  }
}

const [, , folder] = process.argv;
if (folder === undefined) throw new Error("Name the folder for the pictures: node test/slack/screenshots.ts FOLDER");
await main(folder);
