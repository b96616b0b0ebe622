import { App, type HttpRouteHandler } from '@microsoft/teams.apps';
import { PUBLIC } from '@microsoft/teams.api';
import type { AdaptiveCard } from '../cards/card-elements.ts';
import { cardMessage } from './card-message.ts';
import { connectorClient } from './connector-client.ts';
import type { VerifiedActivity, VerifyActivity } from './connector-token.ts';
import { createSdkLog, type SdkLog } from './sdk-log.ts';
import type { ServiceHosts } from './service-hosts.ts';

/** A card takes the place of the one that was answered; a message leaves it as it is. */
export type CardReply = { card: AdaptiveCard } | { message: string };

/** What people do in their chat with the bot. `personId` comes from the verified activity, never from a card. */
export type BotHandlers = {
  onCardAction(personId: string, data: unknown): Promise<CardReply>;
  onMessage(personId: string, text: string): Promise<AdaptiveCard>;
  onInstalled(personId: string, conversationId: string): Promise<void>;
  onRemoved(personId: string, conversationId: string): Promise<void>;
};

export type BotOptions = {
  botAppId: string;
  tenantId: string;
  serviceUrl: string;
  services: ServiceHosts;
  /** A token for the Bot Connector. */
  token: () => Promise<string>;
  verify: VerifyActivity;
  handlers: BotHandlers;
  log: SdkLog;
};

/** The inbound half of the bot, without a server of its own. */
export type Bot = {
  receive(request: { authorization: string | undefined; body: unknown }): Promise<{ status: number; body?: unknown }>;
};

/**
 * The Teams SDK behind our own check. It is handed activities as already authenticated, through its seam for transports
 * that do so themselves: its own check reads the machine's clock, which is not the clock of the house.
 */
export async function createBot(options: BotOptions): Promise<Bot> {
  const { handlers } = options;
  let toSdk: HttpRouteHandler | undefined;
  const app = new App({
    clientId: options.botAppId,
    // An empty secret keeps the SDK from looking for one in the environment.
    clientSecret: '',
    tenantId: options.tenantId,
    token: () => options.token(),
    cloud: PUBLIC,
    serviceUrl: options.serviceUrl,
    dangerouslyAllowUnauthenticatedRequests: false,
    httpServerAdapter: { registerRoute: (_method, _path, handler) => void (toSdk = handler) },
    client: connectorClient(options.services),
    logger: createSdkLog(options.log),
    telemetry: { agent365: false },
  });

  app.on('card.action', async ({ activity }) => {
    const reply = await handlers.onCardAction(who(activity), activity.value.action.data);
    return 'card' in reply
      ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: reply.card }
      : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.message };
  });
  app.on('message', async (context) => {
    const { activity } = context;
    await context.send(cardMessage(await handlers.onMessage(who(activity), activity.text ?? '')));
  });
  app.on('install.add', ({ activity }) => handlers.onInstalled(who(activity), activity.conversation.id));
  app.on('install.remove', ({ activity }) => handlers.onRemoved(who(activity), activity.conversation.id));
  await app.initialize();

  return {
    async receive({ authorization, body }) {
      const activity = await options.verify(authorization, body);
      if (activity === null) return { status: 401 };
      // Without a person there is nobody to answer: for example notices about the bot itself.
      if (activity.from.aadObjectId === undefined || toSdk === undefined) return { status: 200 };
      return toSdk({ body: activity, headers: {}, token: connectorIdentity(activity) });
    },
  };
}

const who = (activity: { from: { aadObjectId?: string } }): string => {
  if (activity.from.aadObjectId === undefined) throw new Error('an activity without a person got through');
  return activity.from.aadObjectId;
};

const connectorIdentity = ({ serviceUrl, from }: VerifiedActivity) => ({
  appId: '',
  from: 'azure' as const,
  fromId: from.id,
  serviceUrl,
  isExpired: () => false,
});
