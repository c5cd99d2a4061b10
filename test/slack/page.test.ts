import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSlack } from "./server.ts";
import type { SlackServer } from "./server.ts";

const NEWS = "C0NEWSDESK";
const AGNES = "U0AGNES001";
const BRAM = "U0BRAM0002";

let slack: SlackServer;

beforeEach(async () => {
  slack = await startSlack();
});

afterEach(() => slack.close());

async function act(deed: string, order: object, type = "application/json"): Promise<unknown> {
  const init = { method: "POST", headers: { "content-type": type }, body: JSON.stringify(order) };
  const response = await fetch(`${slack.origin}/do/${deed}`, init);
  return await response.json();
}

/** Server-sent events of one person, as they come. */
async function* eventsOf(user: string): AsyncGenerator<{ readonly name: string; readonly data: unknown }> {
  const response = await fetch(`${slack.origin}/watch?user=${user}`);
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString();
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const [, name = "", data = "null"] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      yield { name, data: JSON.parse(data) };
    }
  }
}

describe("the page", () => {
  it("has every file that lies in its folder, and no other", async () => {
    const front = await fetch(slack.origin);
    expect(front.headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const file of readdirSync(new URL("page/", import.meta.url)).filter((name) => name !== "index.html")) {
      expect([file, (await fetch(`${slack.origin}/${file}`)).status]).toEqual([file, 200]);
    }
    expect((await fetch(`${slack.origin}/page.ts`)).status).toBe(404);
  });

  it("shows what stands in the channels, then every change, and no private word of others", async () => {
    slack.say({ channel: NEWS, user: BRAM, text: "before" });
    const events = eventsOf(AGNES);
    const { value: first } = await events.next();
    expect(first).toMatchObject({ name: "workspace", data: { team: { name: "Harbour Gazette" }, sockets: 0 } });
    expect(JSON.stringify(first)).toContain('"before"');
    const headers = {
      authorization: `Bearer ${slack.app.botToken}`,
      "content-type": "application/json; charset=utf-8",
    };
    for (const [user, text] of [
      [BRAM, "for Bram alone"],
      [AGNES, "for Agnes alone"],
    ]) {
      const body = JSON.stringify({ channel: NEWS, user, text });
      await fetch(`${slack.apiUrl}chat.postEphemeral`, { method: "POST", headers, body });
    }
    const { value: change } = await events.next();
    expect(change).toMatchObject({ name: "change", data: { kind: "message", message: { text: "for Agnes alone" } } });
  });

  it("writes what a person says, and tells in words what went wrong with the rest", async () => {
    expect(await act("say", { user: AGNES, channel: NEWS, text: "hello" })).toEqual({ ok: true, body: null });
    expect(slack.messages(NEWS).map(({ user, text }) => [user, text])).toEqual([[AGNES, "hello"]]);
    expect(await act("slash", { user: AGNES, channel: NEWS, command: "/news", text: "help" })).toEqual({
      ok: false,
      error: "the app did not answer (connection_failed: no connection is open)",
    });
    expect(await act("submit", { user: AGNES, view: "V404", values: {} })).toEqual({
      ok: false,
      error: "this form is not open any more",
    });
    expect(await act("shout", {})).toEqual({ ok: false, error: "no deed shout" });
    expect(await act("say", { user: AGNES, channel: NEWS, text: "foreign" }, "text/plain")).toMatchObject({
      ok: false,
    });
    expect(slack.messages(NEWS)).toHaveLength(1);
  });
});
