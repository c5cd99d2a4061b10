/** Where Slack's requests are taken over HTTP: of commands, buttons and events alike. */
export const ENDPOINT = "/slack/events";

/** The rights that the app asks for, and no others; each with what would not work without it. */
export const SCOPE_REASONS: readonly { readonly scope: string; readonly reason: string }[] = [
  { scope: "chat:write", reason: "posts digests, and answers" },
  { scope: "commands", reason: "takes /news" },
  { scope: "channels:history", reason: "looks whether a post of unclear outcome stands, before it posts again" },
  { scope: "groups:history", reason: "the same in private channels that it was invited to" },
  { scope: "im:history", reason: "the same in its own direct messages" },
  { scope: "im:write", reason: "writes to those who follow a story" },
  { scope: "channels:read", reason: "sees who made a channel: they may manage its subscriptions" },
  { scope: "groups:read", reason: "the same for private channels that it was invited to" },
  { scope: "users:read", reason: "sees who is a workspace admin: they may manage subscriptions" },
];

/**
 * The app as Slack makes it from a manifest, at api.slack.com/apps.
 * @param url for http: the address under which Slack reaches Copydesk, without a path
 * @see https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest(mode: "socket" | "http", url?: string): object {
  const requests = mode === "http" && url !== undefined ? { url: url.replace(/\/+$/, "") + ENDPOINT } : null;
  const requestUrl = requests === null ? {} : { request_url: requests.url };
  return {
    display_information: {
      name: "Copydesk",
      description: "Digests of the news that your articles tell, each sentence with its source",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: "Copydesk", always_online: true },
      slash_commands: [
        {
          command: "/news",
          description: "Ask the news desk",
          usage_hint:
            "latest | story … | search … | brief 3 | sources … | why … | subscribe … | subscriptions | next | help",
          should_escape: true,
          ...requests,
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPE_REASONS.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: ["app_home_opened"] },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === "socket",
      token_rotation_enabled: false,
    },
  };
}
