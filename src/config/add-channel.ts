import { isSeq, parseDocument } from "yaml";

/** A channel as the configuration file has it; what is left out is at its default. */
export interface NewChannel {
  readonly name: string;
  readonly platform: "slack" | "discord";
  readonly channel: string;
  readonly schedule: string;
  readonly timezone: string;
}

/** The channel that stands in a configuration that nobody has touched. */
const FIRST = { name: "terminal", platform: "console" };

/**
 * Puts a channel into a configuration's text and leaves everything else as it stands, comments too. The terminal of a
 * first run makes room: who has a chat wants its digests there.
 * @throws Error when the text is no configuration to which a channel can be added, or has a channel of that name
 */
export function addChannel(text: string, channel: NewChannel): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new Error(`it is not valid YAML: ${document.errors[0]?.message ?? ""}`);
  const channels = document.get("channels");
  const before = isSeq(channels)
    ? (channels.toJSON() as readonly { readonly name?: string; readonly platform?: string }[])
    : [];
  if (before.some(({ name }) => name === channel.name)) {
    throw new Error(`it has a channel "${channel.name}" already; take another name`);
  }
  const [only] = before;
  const untouched = before.length === 1 && only?.name === FIRST.name && only.platform === FIRST.platform;
  if (isSeq(channels) && !untouched) channels.add(document.createNode(channel));
  else document.set("channels", document.createNode([channel]));
  return document.toString({ lineWidth: 0 });
}
