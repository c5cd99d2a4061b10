import { describe, expect, test } from "vitest";
import { readWords } from "./words.ts";

describe("words after /news", () => {
  test.each([
    ["", "help", {}],
    ["  ", "help", {}],
    ["?", "help", {}],
    ["LATEST", "latest", {}],
    ["latest storms", "latest", { topic: "storms" }],
    ["latest on storms", "latest", { topic: "storms" }],
    ["latest topic:storms", "latest", { topic: "storms" }],
    ["latest --topic storms", "latest", { topic: "storms" }],
    ['latest topic="high water"', "latest", { topic: "high water" }],
    ["news", "latest", {}],
    ["search sea wall", "search", { words: "sea wall" }],
    ['find "sea wall"', "search", { words: '"sea wall"' }],
    ["story sea wall", "story", { story: "sea wall" }],
    ['story "sea wall"', "story", { story: "sea wall" }],
    ["story topic: a headline with a colon", "story", { story: "topic: a headline with a colon" }],
    ["why storm.txt", "why", { about: "storm.txt" }],
    ["sources s396e302b3a72", "sources", { story: "s396e302b3a72" }],
    ["brief", "brief", {}],
    ["brief 5", "brief", { minutes: "5" }],
    ["brief 5m", "brief", { minutes: "5" }],
    ["brief me in ten minutes", "brief", { minutes: "ten" }],
    ["brief 5 minutes on storms", "brief", { minutes: "5", topic: "storms" }],
    ["brief storms 2", "brief", { minutes: "2", topic: "storms" }],
    ["brief minutes:4 topic:storms", "brief", { minutes: "4", topic: "storms" }],
    ["unsubscribe Storms in C1", "unsubscribe", { name: "Storms in C1" }],
    ["subs", "subscriptions", {}],
    ["next", "next", {}],
    ["s396e302b3a72", "story", { story: "s396e302b3a72" }],
    ["s396e30", "story", { story: "s396e30" }],
    ["tarn bridge", "search", { words: "tarn bridge" }],
    ["constructor", "search", { words: "constructor" }],
  ])("%j asks for %s", (text, verb, options) => {
    expect(readWords(text)).toMatchObject({ verb, options });
  });

  test.each([
    ["latst", "latest", ""],
    ["serch sea wall", "search", "sea wall"],
    ["subscirbe weekdays", "subscribe", "weekdays"],
    ["subsciptions", "subscriptions", ""],
    ["storry tram", "story", "tram"],
  ])("%j may have meant %s", (text, verb, rest) => {
    expect(readWords(text)).toMatchObject({ verb: "search", meant: { verb, rest } });
  });

  test.each(["tarn bridge", "why", "x", "government"])("nothing is guessed behind %j", (text) => {
    expect(readWords(text).meant).toBeNull();
  });
});
