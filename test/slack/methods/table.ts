import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import type { Method } from "./method.ts";
import { peopleMethods } from "./people.ts";
import { connectionMethods } from "./connections.ts";
import { viewMethods } from "./views.ts";

/** Every method of the Web API that is built here. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...connectionMethods,
  ...viewMethods,
};
