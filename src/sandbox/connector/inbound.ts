import type { World } from '../world.ts';
import { ADAPTIVE_CARD } from './card.ts';
import { ConnectorError, badArgument } from './errors.ts';

type Json = Record<string, unknown>;

/** Reads the body of `POST /v3/conversations`. Throws a ConnectorError naming the property that is wrong. */
export function readConversation(world: World, body: unknown): { memberId: string; activity?: Json } {
  const { members, tenantId, channelData, isGroup, activity } = asObject(body, 'the body');
  const tenant = tenantId ?? ((channelData as Json | undefined)?.['tenant'] as Json | undefined)?.['id'];
  if (tenant !== world.config.tenantId)
    throw badArgument(`tenantId: the bot is not known in the tenant "${String(tenant)}"`);
  if (isGroup === true) throw badArgument('isGroup: a bot can start one-to-one chats only');
  const id = Array.isArray(members) && members.length === 1 ? (members[0] as Json | null)?.['id'] : undefined;
  if (typeof id !== 'string' || id === '') throw badArgument('members: expected exactly one member with an id');
  return { memberId: id, ...(activity === undefined ? {} : { activity: readActivity(activity) }) };
}

/** Reads an activity that a bot sends. Throws a ConnectorError naming what Teams would refuse. */
export function readActivity(body: unknown): Json {
  const activity = asObject(body, 'the activity');
  if (typeof activity['type'] !== 'string') throw badArgument('type: expected the type of the activity');
  if (activity['type'] !== 'message') return activity;
  const attachments = activity['attachments'] ?? [];
  if (!Array.isArray(attachments)) throw badArgument('attachments: expected a list');
  for (const attachment of attachments as Json[]) {
    const card = attachment['content'] as Json | undefined;
    if (attachment['contentType'] !== ADAPTIVE_CARD) continue;
    if (card?.['type'] !== 'AdaptiveCard')
      throw badSyntax('attachments: an adaptive card needs the type "AdaptiveCard"');
    const version = String(card['version']);
    // Teams shows cards up to 1.5.
    if (!/^1\.[0-5]$/.test(version))
      throw badSyntax(`attachments: adaptive card version "${version}" is not supported`);
  }
  const text = activity['text'];
  if (attachments.length === 0 && (typeof text !== 'string' || text.trim() === '')) {
    throw badSyntax('text: a message needs text or an attachment');
  }
  return activity;
}

function asObject(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw badArgument(`${name}: expected an object`);
}

function badSyntax(message: string): ConnectorError {
  return new ConnectorError(400, 'BadSyntax', message);
}
