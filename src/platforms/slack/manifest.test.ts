import { describe, expect, it } from "vitest";
import { slackManifest } from "./manifest.ts";

describe("The app's manifest", () => {
  it("asks for no more than what is used, and needs no address in Socket Mode", () => {
    const manifest = JSON.stringify(slackManifest("socket"));
    expect(manifest).not.toContain("url");
    expect(manifest).toContain('"command":"/news"');
    expect(manifest).not.toMatch(/chat:write\.public|users:read\.email|files:|links:|admin/);
  });

  it("has the same address everywhere for HTTP", () => {
    const urls = JSON.stringify(slackManifest("http", "https://news.example.org/")).match(/https:[^"]*/g);
    expect(urls).toEqual(Array.from({ length: 3 }, () => "https://news.example.org/slack/events"));
  });
});
