import { Router, json } from 'express';
import type { NextFunction, Request, Response } from 'express';
import { bearerToken, verifyEntraToken } from '../entra/verify.ts';
import type { World } from '../world.ts';
import { botAccount, personAccount, serviceUrl } from './activities.ts';
import type { Chat } from './chat-store.ts';
import { chatsOf } from './chats.ts';
import { ConnectorError, connectorErrorHandler } from './errors.ts';
import { readActivity, readConversation } from './inbound.ts';
import { limitPerApp, limitPerChat } from './limits.ts';

const AUDIENCE = 'https://api.botframework.com';
/** Teams takes messages of about this size, cards included. */
const LARGEST_MESSAGE = '100kb';

/** The Bot Connector, at /connector: what a bot may do in its one-to-one chats. */
export function connectorRoutes(world: World): Router {
  const { store } = chatsOf(world);
  const router = Router();

  router.use((req, _res, next) => authenticate(world, req).then(next));
  router.use(limitPerApp(world), json({ limit: LARGEST_MESSAGE }));

  router.post('/v3/conversations', (req, res) => {
    const { memberId, activity } = readConversation(world, req.body);
    const chat = store.byAccount(memberId) ?? store.byPerson(memberId.toLowerCase());
    if (!chat?.installed) {
      throw new ConnectorError(
        403,
        'ForbiddenOperationException',
        'The bot is not installed in the user’s personal scope.',
      );
    }
    const activityId = activity && store.add(writable(chat), 'bot', activity);
    res.status(201).json({ id: chat.id, serviceUrl: serviceUrl(world), activityId });
  });

  const chats = Router({ mergeParams: true });
  router.use('/v3/conversations/:conversationId', chats);
  chats.use((req: Request<{ conversationId?: string }>, res: Response, next: NextFunction) => {
    const chat = store.byId(req.params.conversationId ?? '');
    if (!chat) throw new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.');
    res.locals['chat'] = chat;
    next();
  });
  chats.use(limitPerChat(world));

  chats.post(['/activities', '/activities/:activityId'], (req, res) => {
    const chat = writable(chatOf(res));
    const activity = readActivity(req.body);
    // What a bot shows while it thinks is not kept.
    const id = activity['type'] === 'message' ? store.add(chat, 'bot', activity) : String(world.clock.now().getTime());
    res.status(201).json({ id });
  });
  chats.put('/activities/:activityId', (req, res) => {
    const chat = writable(chatOf(res));
    const id = ownMessage(chat, req.params['activityId']);
    store.update(chat, id, readActivity(req.body));
    res.json({ id });
  });
  chats.delete('/activities/:activityId', (req, res) => {
    const chat = writable(chatOf(res));
    store.markDeleted(chat, ownMessage(chat, req.params['activityId']));
    res.status(200).end();
  });

  chats.get(['/members', '/activities/:activityId/members'], (_req, res) => {
    res.json(membersOf(chatOf(res)));
  });
  chats.get('/pagedmembers', (_req, res) => {
    res.json({ members: membersOf(chatOf(res)) });
  });
  chats.get('/members/:memberId', (req, res) => {
    const member = membersOf(chatOf(res))[0]!;
    if (![member.id, member.aadObjectId].includes(req.params['memberId'])) {
      throw new ConnectorError(404, 'MemberNotFoundInConversation', 'The member is not part of the conversation.');
    }
    res.json(member);
  });

  router.use((_req, _res) => {
    throw new ConnectorError(404, 'NotFound', 'The Bot Connector has no such operation.');
  });
  router.use(connectorErrorHandler);
  return router;

  function membersOf(chat: Chat) {
    const person = world.directory.get(chat.personId);
    const { id, aadObjectId, name } = personAccount(world, writable(chat));
    return [
      {
        id,
        aadObjectId,
        objectId: aadObjectId,
        name,
        givenName: person?.givenName,
        surname: person?.surname,
        email: person?.mail,
        userPrincipalName: person?.userPrincipalName,
        tenantId: world.config.tenantId,
        userRole: 'user',
      },
    ];
  }

  function ownMessage(chat: Chat, activityId: string): string {
    const message = store.message(chat, activityId);
    if (message && message.from !== 'bot') {
      throw new ConnectorError(403, 'ForbiddenOperationException', 'A bot may change its own messages only.');
    }
    if (!message || message.deleted) {
      const text = 'The message ID provided couldn’t be found in the conversation.';
      throw new ConnectorError(404, 'ActivityNotFoundInConversation', text);
    }
    return message.id;
  }
}

function chatOf(res: Response): Chat {
  return res.locals['chat'] as Chat;
}

function writable(chat: Chat): Chat {
  if (!chat.installed) {
    throw new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  }
  if (chat.blocked) {
    throw new ConnectorError(403, 'MessageWritesBlocked', 'User blocked the conversation with the bot.');
  }
  return chat;
}

async function authenticate(world: World, req: Request): Promise<void> {
  const token = bearerToken(req.get('authorization'));
  const claims = token && (await verifyEntraToken(world, token, AUDIENCE).catch(() => undefined));
  if (!claims) throw new ConnectorError(401, 'Unauthorized', 'Authorization has been denied for this request.');
  if ((claims['azp'] ?? claims['appid']) !== world.config.botAppId) {
    const { id } = botAccount(world);
    throw new ConnectorError(403, 'BotNotInConversationRoster', `The token is not that of the bot ${id}.`);
  }
}
