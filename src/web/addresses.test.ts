import { expect, test } from "vitest";
import { channelAddress, evidenceAddress, outsideAddress, storyAddress } from "./addresses.ts";

test.each([
  ["https://www.paper.example/a?b=1&c=2", { href: "https://www.paper.example/a?b=1&c=2", host: "paper.example" }],
  ["http://paper.example:8080", { href: "http://paper.example:8080/", host: "paper.example:8080" }],
  ["  https://paper.example/a  ", { href: "https://paper.example/a", host: "paper.example" }],
  ["javascript:alert(1)", null],
  ["JaVaScRiPt:alert(1)", null],
  ["java\nscript:alert(1)", null],
  ["data:text/html,<script>alert(1)</script>", null],
  ["file:///etc/passwd", null],
  ["https://paper.example@evil.example/", null],
  ["https://user:secret@paper.example/", null],
  ["/relative", null],
  ["not an address", null],
  ["", null],
  [null, null],
])("of %j a reader may follow %j", (text, expected) => {
  expect(outsideAddress(text)).toEqual(expected);
});

test("addresses leave out what is at its default and escape what is not", () => {
  expect(storyAddress("s000000000001", { size: "full", version: null, passages: false })).toBe(
    "/stories/s000000000001",
  );
  expect(storyAddress("s000000000001", { size: "brief", version: 2, passages: true })).toBe(
    "/stories/s000000000001?size=brief&version=2&passages=open",
  );
  expect(evidenceAddress("s000000000001", "outlook", 3, 2)).toBe("/stories/s000000000001/evidence/outlook/3?version=2");
  expect(channelAddress("#news & views/all?")).toBe("/channels/%23news%20%26%20views%2Fall%3F");
});
