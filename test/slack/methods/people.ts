import { optional, required } from "../args.ts";
import type { Args } from "../args.ts";
import { Refusal } from "../refusal.ts";
import type { SlackState } from "../state.ts";
import { wirePerson } from "../wire.ts";
import { always, none } from "./method.ts";
import type { Method } from "./method.ts";

function authTest(state: SlackState): Record<string, unknown> {
  const { team, app } = state;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: app.name,
    team_id: team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function userInfo(state: SlackState, args: Args): Record<string, unknown> {
  const id = required(args, "user");
  if (id === state.app.botUser) {
    const { app, team } = state;
    return { user: { id, team_id: team.id, name: app.name, real_name: app.name, is_bot: true, is_admin: false } };
  }
  const person = state.people.get(id);
  if (person === undefined) throw new Refusal("user_not_found");
  return { user: wirePerson(state, person) };
}

function botInfo(state: SlackState, args: Args): Record<string, unknown> {
  const { app } = state;
  if ((optional(args, "bot") ?? app.botId) !== app.botId) throw new Refusal("bot_not_found");
  return { bot: { id: app.botId, deleted: false, name: app.name, app_id: app.id, user_id: app.botUser, updated: 0 } };
}

export const peopleMethods: Readonly<Record<string, Method>> = {
  "auth.test": { tier: 4, token: "bot", scopes: none, args: [], run: authTest },
  "users.info": {
    tier: 4,
    token: "bot",
    scopes: always("users:read"),
    args: ["user", "include_locale"],
    run: userInfo,
  },
  "bots.info": { tier: 3, token: "bot", scopes: always("users:read"), args: ["bot", "team_id"], run: botInfo },
};
