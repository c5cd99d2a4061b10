import { describe, expect, it } from "vitest";
import type { Problem } from "./client.ts";
import { failureOf, isRevoked } from "./failures.ts";

const said = (code: string, body: Readonly<Record<string, unknown>> = {}): Problem => ({ kind: "said", code, body });

describe("What Slack says", () => {
  it.each([
    ["invalid_blocks", "payload"],
    ["msg_blocks_too_long", "payload"],
    ["msg_too_long", "payload"],
    ["thread_not_found", "payload"],
    ["channel_not_found", "channel"],
    ["not_in_channel", "channel"],
    ["is_archived", "channel"],
    ["restricted_action", "channel"],
    ["user_not_found", "channel"],
    ["invalid_auth", "account"],
    ["token_revoked", "account"],
    ["account_inactive", "account"],
    ["missing_scope", "account"],
    ["unknown_method", "account"],
  ])("with %s is about the %s, and has a mend", (code, what) => {
    const failure = failureOf(said(code));
    expect(failure).toMatchObject({ kind: "refused", what, reason: expect.stringContaining(code) as string });
    expect(failure).toMatchObject({ mend: expect.stringMatching(/\w{3}.*\.$|\/invite @Copydesk$/) as string });
  });

  it.each([
    "fatal_error",
    "internal_error",
    "service_unavailable",
    "duplicate_message_not_found",
    "constructor",
    "toString",
  ])("with %s may be done all the same", (code) => {
    expect(failureOf(said(code))).toEqual({ kind: "unclear", reason: `Slack answered "${code}"` });
  });

  it("names the scope that is missing, and lets the rest go on where it is that of direct messages", () => {
    expect(failureOf(said("missing_scope", { needed: "groups:history" }))).toMatchObject({
      what: "account",
      mend: expect.stringContaining("Add groups:history under Bot Token Scopes") as string,
    });
    expect(failureOf(said("missing_scope", { needed: "im:write" }))).toMatchObject({ what: "channel" });
    expect(JSON.stringify(failureOf(said("missing_scope", { needed: "<script>" })))).not.toContain("<script>");
  });

  it("holds all channels back when the workspace's own limit is reached", () => {
    expect(failureOf(said("message_limit_exceeded"))).toEqual({
      kind: "rate-limited",
      retryAfterMs: 60_000,
      scope: "platform",
    });
  });

  it("can be sent again when Slack got no whole request", () => {
    expect(failureOf(said("request_timeout"))).toMatchObject({ kind: "unreachable" });
  });

  it("tells tokens of no use from everything else", () => {
    expect(["token_revoked", "invalid_auth", "missing_scope", "is_archived"].map(isRevoked)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
