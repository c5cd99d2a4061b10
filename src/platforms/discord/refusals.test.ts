import { describe, expect, it } from "vitest";
import { failureOf, harmless } from "./refusals.ts";

const refused = (status: number, code: number) =>
  failureOf({ state: "refused", status, code, message: "Discord's own words" });

describe("a refusal of Discord", () => {
  it.each([
    ["an unknown channel", 404, 10_003, "channel", "Copy Channel ID"],
    ["a server that the bot left", 404, 10_004, "channel", "Invite the bot"],
    ["a right that is missing", 403, 50_013, "channel", "Send Messages"],
    ["a channel that is not seen", 403, 50_001, "channel", "View Channel"],
    ["closed doors", 403, 50_007, "channel", "allow direct messages"],
    ["a form that is not valid", 400, 50_035, "payload", "Nothing need be done"],
    ["an empty message", 400, 50_006, "payload", "Nothing need be done"],
    ["a word that the server forbids", 400, 200_000, "payload", "AutoMod"],
    ["a locked thread", 400, 160_005, "payload", "Manage Threads"],
    ["too many threads", 400, 160_006, "channel", "layout: stories"],
    ["a tag that is missing", 400, 40_067, "channel", "Add a tag"],
    ["a quarantined bot", 403, 20_026, "account", "Appeal"],
    ["a token that is not valid", 401, 0, "account", "Reset the token"],
    ["another 403", 403, 99_999, "channel", "Send Messages"],
    ["another 404", 404, 0, "channel", "Copy Channel ID"],
    ["another 400", 400, 99_999, "payload", "Nothing need be done"],
  ])("for %s (%i, %i) is about the %s, with a mend", (_, status, code, what, mend) => {
    expect(refused(status, code)).toMatchObject({ kind: "refused", what, mend: expect.stringContaining(mend) });
  });

  it("names its number, and says in Discord's words what we have none for", () => {
    expect(refused(400, 99_999)).toMatchObject({ reason: "Discord: Discord's own words (99999)" });
    expect(refused(401, 0)).toMatchObject({ reason: "Discord: the token is not valid (401)" });
  });

  it.each([40_004, 40_006, 130_000, 20_016])("that passes (%i) is tried again later", (code) => {
    expect(refused(400, code)).toMatchObject({ kind: "unreachable" });
  });

  it("of what could not have posted anything needs no look", () => {
    expect(harmless({ kind: "unclear", reason: "cut" })).toEqual({ kind: "unreachable", reason: "cut" });
    expect(harmless({ kind: "rate-limited", retryAfterMs: 1, scope: "channel" }).kind).toBe("rate-limited");
  });
});
