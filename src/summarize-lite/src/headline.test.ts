import { expect, it } from "vitest";
import { digest } from "./digest.ts";

const REST =
  "\n\nThe county said the port would stay closed until the spring. Crews had seen cracks in the wall in May and told the council.";

it.each([
  [
    "A ferry with forty people on board was lost off the coast of Dunmarsh, a day after the storm passed.",
    "A ferry with forty people on board was lost off the coast of Dunmarsh",
  ],
  [
    "FORT MARROW -- Parents were stunned after a teacher of the harbour school was arrested on Monday.",
    "Parents were stunned after a teacher of the harbour school was arrested on Monday",
  ],
  [
    "The “safest” ferry for crossing lakes and rivers, carrying cars and cattle in storms, was found to leak badly.",
    "The “safest” ferry for crossing lakes and rivers, carrying cars and cattle in storms, was found to leak badly",
  ],
])("ends a headline from %j where a clause ends", (lede, headline) => {
  expect(digest([{ id: "a", text: lede + REST }]).headline?.text).toBe(headline);
});

it("takes no page furniture for a headline", () => {
  const title = "Embed: autoplay, copy this code to your website or blog";
  const text = `${title}\n\nA ferry with forty people on board was lost off the coast of Dunmarsh on Monday.${REST}`;
  expect(digest([{ id: "a", title, text }]).headline?.text).toMatch(/^A ferry/);
});
