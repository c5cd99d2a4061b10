// oxlint-disable unicorn/require-post-message-target-origin -- chat.postMessage is no window
import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultKind } from "./faults.ts";
import { startSlack } from "./server.ts";
import type { SlackServer } from "./server.ts";

const NEWS = "C0NEWSDESK";
const HARBOUR = "C0HARBOUR1";

let slack: SlackServer;
let client: webApi.WebClient;
/** Late effects, run by hand. */
let pending: { readonly ms: number; readonly run: () => void }[];

beforeEach(async () => {
  pending = [];
  slack = await startSlack({
    later: (ms, run) => {
      pending.push({ ms, run });
      return () => {};
    },
  });
  client = new webApi.WebClient(slack.app.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    timeout: 500,
  });
});

afterEach(() => slack.close());

/** What the real client makes of a post: "ok", or the code of its error with Slack's own. */
async function post(channel = NEWS): Promise<string> {
  try {
    await client.chat.postMessage({ channel, text: "x", unfurl_links: false, unfurl_media: false });
    return "ok";
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    if (error instanceof webApi.WebAPIHTTPError) return `status ${error.statusCode}`;
    if (error instanceof webApi.WebAPIRateLimitedError) return `wait ${error.retryAfter}`;
    if (error instanceof webApi.WebAPIRequestError) return "no answer";
    throw error;
  }
}

const cases: readonly (readonly [fault: FaultKind, seen: string | RegExp, copies: number])[] = [
  [{ kind: "rate_limited", retryAfter: 30 }, "wait 30", 0],
  [{ kind: "http_error", status: 503, applied: false }, "status 503", 0],
  [{ kind: "http_error", status: 500, applied: true }, "status 500", 1],
  [{ kind: "cut", applied: false }, "no answer", 0],
  [{ kind: "cut", applied: true }, "no answer", 1],
  [{ kind: "slow", ms: 60_000 }, "no answer", 1],
  // The client takes a body that is no JSON for the name of an error of Slack's.
  [{ kind: "truncated" }, /^\{"ok":true/, 1],
  [{ kind: "html", status: 502, applied: false }, "status 502", 0],
  [{ kind: "html", status: 200, applied: true }, /^<html>/, 1],
  [{ kind: "error", error: "internal_error", applied: true }, "internal_error", 1],
  [{ kind: "error", error: "fatal_error", applied: false }, "fatal_error", 0],
  [{ kind: "error", error: "is_archived", applied: false }, "is_archived", 0],
  [{ kind: "lands_late", ms: 60_000 }, "no answer", 0],
];

describe("a fault", () => {
  it.each(cases)("of kind %j is seen by the real client as %s and leaves %i messages", async (fault, seen, copies) => {
    slack.fault({ method: "chat.postMessage", fault });
    expect(await post()).toMatch(seen);
    expect(slack.messages(NEWS)).toHaveLength(copies);
    expect(slack.requests.map((request) => request.fault)).toEqual([fault.kind]);
    expect(slack.faultsWaiting()).toBe(0);
    expect(await post()).toBe("ok");
  });

  it("that lands late leaves its message when its time has come", async () => {
    slack.fault({ method: "chat.postMessage", fault: { kind: "lands_late", ms: 60_000 } });
    await post();
    expect(pending.map(({ ms }) => ms)).toEqual([60_000]);
    for (const { run } of pending) run();
    expect(slack.messages(NEWS)).toHaveLength(1);
  });

  it("meets only the calls that it is for, as often as it says", async () => {
    slack.fault({
      method: "chat.postMessage",
      times: 2,
      where: ({ channel }) => channel === HARBOUR,
      fault: { kind: "http_error", status: 500, applied: false },
    });
    const seen = [await post(), await post(HARBOUR), await post(HARBOUR), await post(HARBOUR)];
    expect(seen).toEqual(["ok", "status 500", "status 500", "ok"]);
    slack.fault({ method: "*", times: 9, fault: { kind: "cut", applied: false } });
    slack.clearFaults();
    expect(await post()).toBe("ok");
  });

  it("of a rate limit makes a call before its time a violation", async () => {
    slack.fault({ method: "chat.postMessage", fault: { kind: "rate_limited", retryAfter: 30 } });
    await post();
    expect(slack.violations).toEqual([]);
    await post(HARBOUR);
    expect(slack.violations).toEqual([]);
    await post();
    expect(slack.violations.map(({ kind }) => kind)).toEqual(["called_during_retry_after"]);
  });
});

describe("an outage", () => {
  it("cuts every connection until it is over", async () => {
    slack.setReachable(false);
    expect(await post()).toBe("no answer");
    slack.setReachable(true);
    expect(await post()).toBe("ok");
    expect(slack.requests).toHaveLength(1);
  });
});
