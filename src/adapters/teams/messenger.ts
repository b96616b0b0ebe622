import { ConversationClient } from '@microsoft/teams.api';
import type { PersonId } from '../../domain/kernel/ids.ts';
import type { Chat } from '../../domain/letters/letters.ts';
import type { Messenger } from '../../domain/letters/ports.ts';
import type { CardLinks } from '../cards/card-elements.ts';
import { letterCard } from '../cards/letter-card.ts';
import { cardMessage } from './card-message.ts';
import { connectorClient } from './connector-client.ts';
import { sendingOutcome } from './sending-outcome.ts';
import type { ServiceHosts } from './service-hosts.ts';

type Options = {
  botAppId: string;
  serviceUrl: string;
  services: ServiceHosts;
  token: () => Promise<string>;
  links: CardLinks;
  chats: { get(personId: PersonId): Promise<Chat | undefined>; save(chat: Chat): Promise<void> };
  /** Adds the app for a person and answers their chat with the bot; already there is fine. */
  install: (personId: PersonId) => Promise<{ conversationId: string } | { refused: string }>;
};

/** Sends cards to people's chats with the bot. */
export function createMessenger(options: Options): Messenger {
  const { botAppId, chats, install, links, services, serviceUrl, token } = options;
  return {
    async openChat(personId) {
      const known = await chats.get(personId);
      if (known?.state === 'open') return { conversationId: known.conversationId };
      if (known?.state === 'blocked') return { refused: 'blocked' };
      const opened = await install(personId);
      if ('conversationId' in opened) {
        await chats.save({ personId, conversationId: opened.conversationId, state: 'open' });
      }
      return opened;
    },
    async send(conversationId, facts) {
      const message = {
        ...cardMessage(letterCard(facts, links)),
        from: { id: `28:${botAppId}` },
        conversation: { id: conversationId },
      };
      let bearer: string;
      try {
        bearer = await token();
      } catch {
        return { outcome: 'later', retryAfterMs: NO_TOKEN_RETRY_MS };
      }
      const client = new ConversationClient(serviceUrl, { ...connectorClient(services), token: bearer });
      try {
        const sent = await client.createActivity(conversationId, message);
        return { outcome: 'sent', activityId: sent.id };
      } catch (error) {
        return sendingOutcome(error);
      }
    },
  };
}

/** Nothing has left the house while there is no token. */
const NO_TOKEN_RETRY_MS = 30_000;
