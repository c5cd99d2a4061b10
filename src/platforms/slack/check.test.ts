import { afterEach, describe, expect, it } from "vitest";
import { startSlack } from "../../../test/slack/server.ts";
import type { SlackServer } from "../../../test/slack/server.ts";
import type { Finding } from "../../core/finding.ts";
import { checkSlack } from "./check.ts";
import type { CheckOptions } from "./check.ts";
import { SCOPE_REASONS } from "./manifest.ts";

let slack: SlackServer;
afterEach(() => slack.close());

const target = (channel: string) => ({ name: "News", platform: "slack", channel, crosspost: false }) as const;

async function look(channels: readonly string[], over: Partial<CheckOptions> = {}): Promise<readonly Finding[]> {
  const { botToken, appToken } = slack.app;
  const options = { botToken, appToken, apiUrl: `${slack.origin}/api`, mode: "socket" as const, ...over };
  return checkSlack(options, channels.map(target));
}

const bad = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ state }) => state !== "ok");

describe("A look at Slack", () => {
  it("finds nothing wrong where nothing is, and posts nothing", async () => {
    slack = await startSlack();
    const findings = await look(["C0NEWSDESK", "C0EDITORS1", "@U0BRAM0002"]);
    expect(findings.map(({ state, what, mend }) => [state, what, mend])).toEqual([
      ["ok", "Slack: the token is that of @copydesk in the workspace Harbour Gazette", null],
      ["ok", "Slack: the app has its 9 scopes", null],
      ["ok", expect.stringMatching(/^Slack: this machine's clock is within [12] s of Slack's$/), null],
      ["ok", "Slack: Socket Mode lets the app in", null],
      ["ok", 'Slack: channel "News" (C0NEWSDESK): can be posted to and read', null],
      ["ok", 'Slack: channel "News" (C0EDITORS1): can be posted to and read', null],
      ["ok", 'Slack: channel "News" (@U0BRAM0002): direct messages can be written', null],
    ]);
    expect(slack.requests.some(({ method }) => method.startsWith("chat."))).toBe(false);
  });

  it("names a token of no use and looks no further", async () => {
    slack = await startSlack();
    slack.setToken("revoked");
    expect(await look(["C0NEWSDESK"])).toEqual([
      {
        state: "fault",
        what: "Slack: the bot's token: the bot's token was revoked (token_revoked)",
        mend: expect.stringContaining("SLACK_BOT_TOKEN") as string,
      },
    ]);
  });

  it.each([
    ["without the bot", (): void => slack.setMember("C0NEWSDESK", false), "C0NEWSDESK", "/invite @Copydesk"],
    ["that is archived", (): void => slack.archive("C0NEWSDESK"), "C0NEWSDESK", "Unarchive the channel"],
    ["that is not there", (): void => {}, "C0NOWHERE0", "Check the id"],
    ["of a person who is not there", (): void => {}, "@U0NOBODY00", "Check the person's id"],
  ])("names a channel %s and says what to do", async (_, arrange, channel, mend) => {
    slack = await startSlack();
    arrange();
    const faults = bad(await look([channel]));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ state: "fault", mend: expect.stringContaining(mend) as string });
  });

  it("names each scope that is missing, and that posts may come twice without a history", async () => {
    const scopes = SCOPE_REASONS.map(({ scope }) => scope).filter((scope) => scope !== "channels:history");
    slack = await startSlack({ scopes });
    expect(bad(await look(["C0NEWSDESK"])).map(({ state, what }) => [state, what])).toEqual([
      ["warning", expect.stringContaining("the scope channels:history is missing")],
      ["warning", 'Slack: channel "News" (C0NEWSDESK): its history cannot be read, so a post may come twice'],
    ]);
  });

  it.each([
    [121_000, "behind"],
    [-121_000, "ahead of"],
  ])("names a clock that is %d ms away", async (distance, side) => {
    slack = await startSlack();
    const faults = bad(await look([], { now: () => Date.now() - distance }));
    expect(faults).toMatchObject([{ state: "fault", what: expect.stringContaining(` s ${side} Slack's`) as string }]);
  });

  it("names Socket Mode without a token, and one that lets nobody in", async () => {
    slack = await startSlack();
    expect(bad(await look([], { appToken: "" }))).toMatchObject([{ state: "warning" }]);
    const faults = bad(await look([], { appToken: "xapp-wrong" }));
    expect(faults).toMatchObject([{ state: "fault", mend: expect.stringContaining("connections:write") as string }]);
    expect(bad(await look([], { appToken: "", mode: "http" }))).toEqual([]);
  });
});
