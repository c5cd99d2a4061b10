import { emptyMessage, invalidWebhookToken, unknownMessage, unknownWebhook } from "../errors.ts";
import { TOKEN_MS } from "../interaction.ts";
import { checkMessage, isEmpty } from "../limits.ts";
import { edit, post, remove } from "../posting.ts";
import { checkBody } from "../schemas.ts";
import { wireMessage } from "../wire.ts";
import { FLAGS } from "../world.ts";
import type { Interaction, Message, World } from "../world.ts";
import { NO_CONTENT, bodyOf, ok, open } from "./route.ts";
import type { Answer, Call, Routes } from "./route.ts";

const MESSAGE = "/webhooks/:application/:token/messages/:message";

export const webhookRoutes: Routes = [
  open("POST", "/webhooks/:application/:token", followUp),
  open("GET", MESSAGE, (call) => ok(wireMessage(call.world, theMessage(call)))),
  open("PATCH", MESSAGE, change),
  open("DELETE", MESSAGE, drop),
];

/** The interaction behind a token that still lives. @throws 10015, 50027 */
function theInteraction({ world, params }: Call): Interaction {
  if (params["application"] !== world.applicationId) throw unknownWebhook();
  const interaction = [...world.interactions.values()].find(({ token }) => token === params["token"]);
  if (!interaction || world.now() - interaction.createdAt > TOKEN_MS) throw invalidWebhookToken();
  // Nothing may follow what was never answered.
  if (interaction.first === null || interaction.first.kind === "none") throw unknownWebhook();
  return interaction;
}

function theMessage(call: Call): Message {
  const interaction = theInteraction(call);
  const id = call.params["message"];
  const message =
    id === "@original" ? interaction.original : (interaction.followups.find((followup) => followup.id === id) ?? null);
  const found = message ?? (interaction.original?.id === id ? interaction.original : null);
  if (!found || !alive(call.world, found)) throw unknownMessage();
  return found;
}

function alive(world: World, message: Message): boolean {
  const channel = world.guild.channels.get(message.channelId);
  return channel !== undefined && (channel.messages.has(message.id) || channel.whispers.has(message.id));
}

/** The first message after "… is thinking" takes its place, and its privacy. No nonces here. */
function followUp(call: Call): Answer {
  const { world } = call;
  const interaction = theInteraction(call);
  const body = checkBody("followup", bodyOf(call));
  if (isEmpty(body)) throw emptyMessage();
  checkMessage(body, { answer: true, v2: false });
  const waiting = interaction.original;
  if (waiting && (waiting.flags & FLAGS.loading) !== 0) {
    edit(world, waiting, body);
    return ok(wireMessage(world, waiting));
  }
  const { nonce: _, enforce_nonce: __, ...plain } = body;
  const message = post(world, { channel: interaction.channel, author: world.bot, body: plain, interaction });
  interaction.followups.push(message);
  return ok(wireMessage(world, message));
}

function change(call: Call): Answer {
  const { world } = call;
  const message = theMessage(call);
  const body = checkBody("followup-edit", bodyOf(call));
  checkMessage(body, { answer: true, v2: (message.flags & FLAGS.componentsV2) !== 0 });
  edit(world, message, body);
  return ok(wireMessage(world, message));
}

function drop(call: Call): Answer {
  remove(call.world, theMessage(call));
  return NO_CONTENT;
}
