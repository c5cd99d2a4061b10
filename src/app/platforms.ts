import type { Config } from "../config.ts";
import type { Conversation } from "../core/conversation.ts";
import type { Finding } from "../core/finding.ts";
import type { Platform } from "../core/platform.ts";
import type { PlatformName, Target } from "../core/subscription.ts";
import type { Clock } from "../core/time.ts";
import type { Log } from "../log.ts";
import type { Screen } from "../platforms/console/index.ts";

/** What a platform gets from the machine it runs on. */
export interface PlatformSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly screen: Screen;
  /** Nobody reads standard output any more. */
  readonly onScreenGone: () => void;
}

/** The bot that answers people. */
export interface Listening {
  readonly close: () => Promise<void>;
}

interface ListenOptions extends PlatformSurroundings {
  readonly conversation: Conversation;
  readonly onAlert: (text: string, mend: string, about?: "account") => void;
}

interface Maker {
  /** Secrets without which nothing can be posted, each with how one comes by it. */
  readonly needs: Readonly<Partial<Record<keyof Config["secrets"], string>>>;
  readonly make: (config: Config, around: PlatformSurroundings) => Promise<Platform>;
  /** Null where people cannot ask, with the reason as a line for the log. */
  readonly listen: ((config: Config, options: ListenOptions) => Promise<Listening>) | null;
  /** What keeps people from asking, as a line for the log; null when nothing does. */
  readonly deaf: (config: Config) => string | null;
  readonly check: ((config: Config, channels: readonly Target[]) => Promise<readonly Finding[]>) | null;
}

/** Every platform; each is loaded only when a channel or a token asks for it. */
const MAKERS: Readonly<Record<PlatformName, Maker>> = {
  console: {
    needs: {},
    make: async ({ dataFolder }, { screen, clock, onScreenGone }) => {
      const { createConsole } = await import("../platforms/console/index.ts");
      return createConsole({ folder: dataFolder, screen, clock, onScreenGone });
    },
    listen: null,
    deaf: () => null,
    check: null,
  },
  slack: {
    needs: { SLACK_BOT_TOKEN: 'the "Bot User OAuth Token" of the app, on its page "OAuth & Permissions"' },
    make: async (config, around) => {
      const { createSlack } = await import("../platforms/slack/index.ts");
      return createSlack({ ...slackOptions(config), ...around });
    },
    listen: async (config, options) => {
      const { listenSlack } = await import("../platforms/slack/listen.ts");
      const { secrets, slack } = config;
      return listenSlack({
        ...slackOptions(config),
        ...slack,
        appToken: secrets.SLACK_APP_TOKEN ?? "",
        signingSecret: secrets.SLACK_SIGNING_SECRET ?? "",
        ...options,
      });
    },
    deaf: ({ secrets, slack }) => {
      const missing = slack.mode === "socket" ? "SLACK_APP_TOKEN" : "SLACK_SIGNING_SECRET";
      if (secrets[missing] !== undefined) return null;
      return `Slack: nobody can ask with /news, because ${missing} is not set. Posts go out all the same.`;
    },
    check: async (config, channels) => {
      const { checkSlack } = await import("../platforms/slack/check.ts");
      const { secrets, slack } = config;
      return checkSlack(
        { ...slackOptions(config), mode: slack.mode, appToken: secrets.SLACK_APP_TOKEN ?? "" },
        channels,
      );
    },
  },
  discord: {
    needs: { DISCORD_TOKEN: 'the token of the bot, on the application\'s page "Bot"' },
    make: async (config, around) => {
      const { createDiscord } = await import("../platforms/discord/index.ts");
      return createDiscord({ ...discordOptions(config), ...around });
    },
    listen: async (config, options) => {
      const { listenDiscord } = await import("../platforms/discord/listen.ts");
      return listenDiscord({ ...discordOptions(config), servers: config.discord.servers, ...options });
    },
    deaf: () => null,
    check: async (config, channels) => {
      const { checkDiscord } = await import("../platforms/discord/check.ts");
      return checkDiscord(discordOptions(config), channels);
    },
  },
};

function slackOptions({ secrets, addresses }: Config): { readonly botToken: string; readonly apiUrl: string | null } {
  return { botToken: secrets.SLACK_BOT_TOKEN ?? "", apiUrl: addresses.slack };
}

function discordOptions({ secrets, addresses }: Config): { readonly token: string; readonly apiUrl: string | null } {
  return { token: secrets.DISCORD_TOKEN ?? "", apiUrl: addresses.discord };
}

const NAMES = Object.keys(MAKERS) as readonly PlatformName[];

function hasSecrets({ secrets }: Config, name: PlatformName): boolean {
  const needed = Object.keys(MAKERS[name].needs) as readonly (keyof Config["secrets"])[];
  return needed.every((secret) => secrets[secret] !== undefined);
}

/** Platforms of the configured channels, and those whose tokens are there: in these people may subscribe by themselves. */
export function platformsOf(config: Config): readonly PlatformName[] {
  const wanted = new Set(config.channels.map(({ platform }) => platform));
  return NAMES.filter(
    (name) => wanted.has(name) || (Object.keys(MAKERS[name].needs).length > 0 && hasSecrets(config, name)),
  );
}

/** Channels that cannot be posted to, because a token is not set; each as a line with its mend. */
export function unservedChannels(config: Config): readonly string[] {
  return config.channels.flatMap(({ name, platform }) =>
    Object.entries(MAKERS[platform].needs)
      .filter(([secret]) => config.secrets[secret as keyof Config["secrets"]] === undefined)
      .map(
        ([secret, where]) =>
          `channel "${name}": it is on ${platform}, and ${secret} is not set. Set ${secret} in the environment (or ${secret}_FILE to a file that holds it): it is ${where}.`,
      ),
  );
}

export function makePlatform(name: PlatformName, config: Config, around: PlatformSurroundings): Promise<Platform> {
  return MAKERS[name].make(config, around);
}

/** Starts the bots of these platforms. One that cannot start is told of, and the others go on. */
export async function listenOn(
  names: readonly PlatformName[],
  config: Config,
  {
    onAlert,
    ...options
  }: PlatformSurroundings & {
    readonly conversation: Conversation;
    /** @param about "account": the platform refuses the account itself, and posts with it */
    readonly onAlert: (platform: PlatformName, text: string, mend: string, about?: "account") => void;
  },
): Promise<readonly Listening[]> {
  const bots = await Promise.all(
    names.map(async (name): Promise<readonly Listening[]> => {
      const { listen, deaf } = MAKERS[name];
      if (listen === null) return [];
      const reason = deaf(config);
      if (reason !== null) {
        options.log.warn(reason);
        return [];
      }
      try {
        return [await listen(config, { ...options, onAlert: (...told) => onAlert(name, ...told) })];
      } catch (error) {
        options.log.error(`${name}: the bot that answers /news could not be started. Posts go out all the same.`, {
          error,
        });
        return [];
      }
    }),
  );
  return bots.flat();
}

/** Looks at tokens, rights and channels of every platform in use. */
export async function checkPlatforms(config: Config): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    platformsOf(config).map(async (name): Promise<readonly Finding[]> => {
      const { check } = MAKERS[name];
      if (check === null || !hasSecrets(config, name)) return [];
      return check(
        config,
        config.channels.filter(({ platform }) => platform === name),
      );
    }),
  );
  return findings.flat();
}
