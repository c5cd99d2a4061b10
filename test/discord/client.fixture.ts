import { Client, Events, GatewayIntentBits } from "discord.js";
import type { ClientOptions } from "discord.js";
import type { DiscordServer } from "./server.ts";

/** A real discord.js client on the loopback, logged in and ready. */
export async function startClient(server: DiscordServer, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: server.apiUrl, retries: 0, timeout: 5_000 },
    ...options,
  });
  const ready = new Promise((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  await client.login(server.token);
  await ready;
  return client as Client<true>;
}

/** `/news` as a bot may register it: plain options, choices, completion. */
export const NEWS = {
  name: "news",
  description: "News of the day",
  options: [
    {
      type: 1,
      name: "latest",
      description: "The newest stories",
      options: [{ type: 4, name: "count", description: "How many", min_value: 1, max_value: 10 }],
    },
    {
      type: 1,
      name: "search",
      description: "Find a story",
      options: [
        { type: 3, name: "words", description: "What to look for", required: true, max_length: 40 },
        { type: 3, name: "topic", description: "Of one topic", autocomplete: true },
        {
          type: 3,
          name: "order",
          description: "Which first",
          choices: [
            { name: "Newest", value: "new" },
            { name: "Best", value: "best" },
          ],
        },
      ],
    },
  ],
};
