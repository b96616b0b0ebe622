import type { World } from '../world.ts';
import type { Chat } from './chat-store.ts';

export type Activity = Record<string, unknown> & { type: string; id: string; serviceUrl: string };

/** Address that the bot must answer to; signed into every token as `serviceurl`. */
export function serviceUrl(world: World): string {
  return `${world.address}/connector/`;
}

/** The bot as conversations know it. */
export function botAccount(world: World): { id: string; name: string } {
  return { id: `28:${world.config.botAppId}`, name: 'Counterpart' };
}

/** The person as conversations know them. */
export function personAccount(world: World, chat: Chat): { id: string; aadObjectId: string; name: string } {
  const name = world.directory.get(chat.personId)?.displayName ?? '';
  return { id: chat.accountId, aadObjectId: chat.personId, name };
}

/** The person wrote something. */
export function messageActivity(world: World, chat: Chat, id: string, text: string): Activity {
  return { ...fromPerson(world, chat, 'message', id), text, textFormat: 'plain' };
}

/** The person pressed an `Action.Submit`: Teams tells it as a message without text. */
export function submitActivity(world: World, chat: Chat, id: string, cardId: string, data: unknown): Activity {
  return { ...fromPerson(world, chat, 'message', id), value: data, replyToId: cardId };
}

/** The person pressed an `Action.Execute`; the values of the card's inputs are already part of `data`. */
export function executeActivity(
  world: World,
  chat: Chat,
  id: string,
  cardId: string,
  action: { verb?: string; data: Record<string, unknown> },
): Activity {
  return {
    ...fromPerson(world, chat, 'invoke', id),
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
    replyToId: cardId,
  };
}

/** What a bot hears when its app is installed for a person, in this order. */
export function installedActivities(world: World, chat: Chat, id: string): Activity[] {
  return [
    { ...fromPerson(world, chat, 'conversationUpdate', `${id}-members`), membersAdded: [botAccount(world)] },
    { ...fromPerson(world, chat, 'installationUpdate', `${id}-installed`), action: 'add' },
  ];
}

export function uninstalledActivity(world: World, chat: Chat, id: string): Activity {
  return { ...fromPerson(world, chat, 'installationUpdate', `${id}-uninstalled`), action: 'remove' };
}

function fromPerson(world: World, chat: Chat, type: string, id: string): Activity {
  const now = world.clock.now().toISOString();
  const tenantId = world.config.tenantId;
  const timezone = world.directory.get(chat.personId)?.timeZone ?? 'Europe/London';
  return {
    type,
    id,
    timestamp: now,
    localTimezone: timezone,
    locale: 'en-GB',
    serviceUrl: serviceUrl(world),
    channelId: 'msteams',
    from: personAccount(world, chat),
    recipient: botAccount(world),
    conversation: { id: chat.id, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId }, source: { name: 'message' } },
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone }],
  };
}
