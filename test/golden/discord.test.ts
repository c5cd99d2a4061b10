import { renderDiscord, simplerDiscord } from "../../src/platforms/discord/render.ts";
import { goldenPayloads } from "./platform.ts";

goldenPayloads({
  name: "Discord",
  folder: "discord",
  render: renderDiscord,
  simpler: (payload) => simplerDiscord(payload as Parameters<typeof simplerDiscord>[0]),
  plainer: ["words", "line"],
});
