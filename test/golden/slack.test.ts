import { renderSlack, simplerSlack } from "../../src/platforms/slack/render.ts";
import { goldenPayloads } from "./platform.ts";

goldenPayloads({
  name: "Slack",
  folder: "slack",
  render: renderSlack,
  simpler: simplerSlack,
  plainer: ["plain", "text"],
});
