import { ConversationClient } from '@microsoft/teams.api';
import type { PersonId } from '../../domain/kernel/ids.ts';
import type { Chat, LetterFacts } from '../../domain/letters/letters.ts';
import { ChatUnavailable, type Messenger } from '../../domain/letters/ports.ts';
import type { CardLinks } from '../cards/card-elements.ts';
import { letterCard } from '../cards/letter-card.ts';
import { cardMessage } from './card-message.ts';
import { connectorClient } from './connector-client.ts';
import type { Pace } from './pace.ts';
import { sendingOutcome } from './sending-outcome.ts';
import type { ServiceHosts } from './service-hosts.ts';

type Options = {
  botAppId: string;
  serviceUrl: string;
  services: ServiceHosts;
  token: () => Promise<string>;
  /** Of all messages that are sent or replaced. */
  pace: Pace;
  links: CardLinks;
  chats: { get(personId: PersonId): Promise<Chat | undefined>; save(chat: Chat): Promise<void> };
  /** Adds the app for a person and answers their chat with the bot; already there is fine. */
  install: (personId: PersonId) => Promise<{ conversationId: string } | { refused: string }>;
};

/** Sends cards to people's chats with the bot. */
export function createMessenger(options: Options): Messenger {
  const { botAppId, chats, install, links, pace, services, serviceUrl, token } = options;
  const messageIn = (conversationId: string, facts: LetterFacts) => ({
    ...cardMessage(letterCard(facts, links)),
    from: { id: `28:${botAppId}` },
    conversation: { id: conversationId },
  });
  /** null: there is no token to be had. */
  const connect = async (): Promise<ConversationClient | null> => {
    const bearer = await token().catch(() => null);
    return bearer === null ? null : new ConversationClient(serviceUrl, { ...connectorClient(services), token: bearer });
  };
  /** Whoever was turned away waits as long as was asked; the others, who write to other chats, a moment. */
  const outcomeOf = (error: unknown): ReturnType<typeof sendingOutcome> => {
    const outcome = sendingOutcome(error);
    if (outcome.outcome === 'later') pace.pause(Math.min(outcome.retryAfterMs, LONGEST_PAUSE_MS));
    return outcome;
  };
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
      const client = await connect();
      if (client === null) return { outcome: 'later', retryAfterMs: NO_TOKEN_RETRY_MS };
      await pace.turn();
      try {
        const sent = await client.createActivity(conversationId, messageIn(conversationId, facts));
        return { outcome: 'sent', activityId: sent.id };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async replace(conversationId, activityId, facts) {
      const client = await connect();
      if (client === null) throw new ChatUnavailable('there is no token for the connector', 'no-token');
      await pace.turn();
      try {
        await client.updateActivity(conversationId, activityId, messageIn(conversationId, facts));
        return true;
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome.outcome === 'refused') return false;
        // A lost answer is no matter here: the same card in the same place may be put there again.
        const retryAfterMs = outcome.outcome === 'later' ? outcome.retryAfterMs : null;
        throw new ChatUnavailable('the connector did not answer', outcome.outcome, retryAfterMs);
      }
    },
  };
}

/** Nothing has left the house while there is no token. */
const NO_TOKEN_RETRY_MS = 30_000;
const LONGEST_PAUSE_MS = 1000;
