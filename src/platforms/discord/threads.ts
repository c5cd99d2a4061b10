import type { Failure } from "../../core/delivery.ts";
import { TYPE } from "./components.ts";
import { recordsIn, stringIn } from "./places.ts";
import { CODE, failureOf, harmless } from "./refusals.ts";
import { MAX_TITLE } from "./render.ts";
import type { Desk } from "./desk.ts";
import { shortened } from "../../core/text.ts";

/** Minutes without a word after which a thread leaves the list of open ones; a word opens it again. */
const AUTO_ARCHIVE = 1_440;
const UNNAMED = "Full stories";

/** Opens the thread below a message, if it is not there. Null: it is there. */
export async function threadBelow(desk: Desk, channelId: string, messageId: string): Promise<Failure | null> {
  const name = desk.titles.of(messageId) ?? (await titleOf(desk, channelId, messageId)) ?? UNNAMED;
  const reply = await desk.client.send("POST", `/channels/${channelId}/messages/${messageId}/threads`, {
    name,
    auto_archive_duration: AUTO_ARCHIVE,
  });
  if (reply.state === "ok") return null;
  if (reply.state === "refused" && reply.code === CODE.threadExists) return null;
  // In a forum the thread is the post: when it is gone, so is the message.
  if (reply.state === "refused" && reply.code === CODE.wrongChannelType) {
    return failureOf({ ...reply, status: 404, code: CODE.unknownMessage });
  }
  return harmless(failureOf(reply));
}

/** The first line of a message of ours, without its markdown. */
async function titleOf({ client }: Desk, channelId: string, messageId: string): Promise<string | null> {
  const reply = await client.get(`/channels/${channelId}/messages/${messageId}`);
  if (reply.state !== "ok") return null;
  const [container] = recordsIn((reply.body as { readonly components?: unknown }).components);
  const display = recordsIn(container?.["components"]).find(({ type }) => type === TYPE.text);
  const text = stringIn(display, "content") ?? stringIn(reply.body, "content") ?? "";
  const [line = ""] = text.split("\n");
  const plain = line
    .replace(/^#+ /, "")
    .replaceAll(/\\(.)|\*\*/g, "$1")
    .trim();
  return plain === "" ? null : shortened(plain, MAX_TITLE);
}
