import { placed } from "../components.ts";
import { alreadyAcknowledged, emptyMessage, invalidForm, unknownInteraction } from "../errors.ts";
import type { FormIssue } from "../errors.ts";
import { FIRST_ANSWER_MS, INTERACTION_TYPES } from "../interaction.ts";
import type { InteractionKind } from "../interaction.ts";
import { isJson, objects } from "../json.ts";
import type { Json } from "../json.ts";
import { checkMessage, flagsOf, isEmpty } from "../limits.ts";
import { edit, post } from "../posting.ts";
import { checkBody } from "../schemas.ts";
import type { SchemaName } from "../schemas.ts";
import { wireMessage } from "../wire.ts";
import { FLAGS } from "../world.ts";
import type { FirstAnswer, Interaction, World } from "../world.ts";
import { NO_CONTENT, bodyOf, ok, open } from "./route.ts";
import type { Answer, Call, Routes } from "./route.ts";

export const interactionRoutes: Routes = [open("POST", "/interactions/:interaction/:token/callback", callback)];

/** Which kinds of interaction may be answered with which type of callback, and the schema of its body. */
const CALLBACKS: Readonly<Record<number, { readonly schema: SchemaName; readonly to: readonly InteractionKind[] }>> = {
  4: { schema: "callback-message", to: ["command", "component", "modal"] },
  5: { schema: "callback-message", to: ["command", "component", "modal"] },
  6: { schema: "callback-update", to: ["component", "modal"] },
  7: { schema: "callback-update", to: ["component", "modal"] },
  8: { schema: "callback-choices", to: ["autocomplete"] },
  9: { schema: "callback-modal", to: ["command", "component"] },
};

function callback(call: Call): Answer {
  const { world, params, query } = call;
  const interaction = world.interactions.get(params["interaction"] ?? "");
  if (!interaction || interaction.token !== params["token"]) throw unknownInteraction();
  if (interaction.first?.kind === "none") throw unknownInteraction();
  if (interaction.first !== null) throw alreadyAcknowledged();
  if (world.now() - interaction.createdAt > FIRST_ANSWER_MS) throw unknownInteraction();
  const body = bodyOf(call);
  const first = answerWith(world, interaction, checkCallback(interaction, body));
  interaction.first = first;
  interaction.settle(first);
  if (query.get("with_response") !== "true") return NO_CONTENT;
  return ok(response(world, interaction, first, body));
}

function checkCallback(interaction: Interaction, body: Json): Json {
  const type = Number(body["type"]);
  const known = CALLBACKS[type];
  if (!known?.to.includes(interaction.kind) || ((type === 6 || type === 7) && interaction.source === null)) {
    const message = `Interaction callback type ${String(body["type"])} does not fit this interaction`;
    throw invalidForm([{ path: ["type"], code: "BASE_TYPE_CHOICES", message }]);
  }
  return checkBody(known.schema, body);
}

function answerWith(world: World, interaction: Interaction, body: Json): FirstAnswer {
  const data = isJson(body["data"]) ? body["data"] : {};
  switch (body["type"]) {
    case 4:
      return { kind: "message", message: reply(world, interaction, data) };
    case 5:
      return { kind: "deferred", message: defer(world, interaction, data) };
    case 6:
      interaction.original = interaction.source;
      return { kind: "deferred-update" };
    case 7:
      return update(world, interaction, data);
    case 8:
      return { kind: "choices", choices: checkChoices(interaction, data) };
    default:
      return { kind: "modal", modal: openModal(interaction, data) };
  }
}

function reply(world: World, interaction: Interaction, data: Json) {
  if (isEmpty(data)) throw emptyMessage();
  checkMessage(data, { answer: true, v2: false }, ["data"]);
  const { channel } = interaction;
  const message = post(world, { channel, author: world.bot, body: data, interaction, type: answerType(interaction) });
  interaction.original = message;
  return message;
}

function answerType({ kind }: Interaction): number {
  return kind === "command" ? 20 : 19;
}

/** "… is thinking": of the data only EPHEMERAL counts. */
function defer(world: World, interaction: Interaction, data: Json) {
  const flags = flagsOf(data) & ~(FLAGS.ephemeral | FLAGS.suppressNotifications);
  if (flags !== 0) {
    const message = `Flags ${flags} cannot be set on a deferred answer.`;
    throw invalidForm([{ path: ["data", "flags"], code: "FLAGS_NOT_SETTABLE", message }]);
  }
  const { channel } = interaction;
  const body = { flags: flagsOf(data) & FLAGS.ephemeral };
  const type = answerType(interaction);
  interaction.original = post(world, { channel, author: world.bot, body, interaction, type, flags: FLAGS.loading });
  return interaction.original;
}

function update(world: World, interaction: Interaction, data: Json): FirstAnswer {
  const message = interaction.source;
  if (!message) throw unknownInteraction();
  checkMessage(data, { answer: false, v2: (message.flags & FLAGS.componentsV2) !== 0 }, ["data"]);
  edit(world, message, data);
  interaction.original = message;
  return { kind: "update", message };
}

/** Choices must have the type of the option that asked, and names of their own. */
function checkChoices(interaction: Interaction, data: Json): readonly Json[] {
  const choices = objects(data["choices"]);
  const asked = focused(objects(interaction.data["options"]));
  const issues: FormIssue[] = [];
  const numeric = asked?.["type"] === 4 || asked?.["type"] === 10;
  for (const [index, { name, value }] of choices.entries()) {
    const path = ["data", "choices", index];
    if (typeof value !== (numeric ? "number" : "string")) {
      issues.push({
        path: [...path, "value"],
        code: "BASE_TYPE_BAD_TYPE",
        message: `Must be a ${numeric ? "number" : "string"}.`,
      });
    }
    const text = String(value);
    for (const [key, said] of [
      ["name", String(name)],
      ["value", text],
    ] as const) {
      if (said.length >= 1 && said.length <= 100) continue;
      issues.push({
        path: [...path, key],
        code: "BASE_TYPE_BAD_LENGTH",
        message: "Must be between 1 and 100 in length.",
      });
    }
  }
  if (issues.length > 0) throw invalidForm(issues);
  return choices;
}

function focused(options: readonly Json[]): Json | undefined {
  for (const option of options) {
    if (option["focused"] === true) return option;
    const inner = focused(objects(option["options"]));
    if (inner) return inner;
  }
  return undefined;
}

const MODAL_FIELDS = 5;

function openModal(interaction: Interaction, data: Json): Json {
  const all = [...placed(data["components"])];
  const top = objects(data["components"]);
  const issues: FormIssue[] = [];
  if (top.length > MODAL_FIELDS) {
    const message = `Must be ${MODAL_FIELDS} or fewer in length.`;
    issues.push({ path: ["data", "components"], code: "BASE_TYPE_MAX_LENGTH", message });
  }
  const seen = new Set<unknown>();
  for (const { component, path } of all) {
    const id = component["custom_id"];
    if (id === undefined || id === null) continue;
    if (seen.has(id)) {
      const message = "Component custom id cannot be duplicated";
      issues.push({ path: ["data", ...path, "custom_id"], code: "COMPONENT_CUSTOM_ID_DUPLICATED", message });
    }
    seen.add(id);
  }
  for (const [index, row] of top.entries()) {
    const input = row["type"] === 1 ? objects(row["components"])[0] : undefined;
    if (!input || input["label"]) continue;
    const path = ["data", "components", index, "components", 0, "label"];
    issues.push({ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  }
  if (issues.length > 0) throw invalidForm(issues);
  interaction.modal = data;
  return data;
}

function response(world: World, interaction: Interaction, first: FirstAnswer, body: Json): Json {
  const message = "message" in first ? first.message : null;
  return {
    interaction: {
      id: interaction.id,
      type: INTERACTION_TYPES[interaction.kind],
      response_message_id: message?.id,
      response_message_loading: first.kind === "deferred",
      response_message_ephemeral: message !== null && message.onlyFor !== null,
    },
    resource: { type: body["type"], ...(message ? { message: wireMessage(world, message) } : {}) },
  };
}
