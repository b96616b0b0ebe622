import { Router } from 'express';
import type { Request } from 'express';
import { pressButton, writeMessage } from '../connector/person-acts.ts';
import type { PressedAction } from '../connector/person-acts.ts';
import type { Chat, StoredMessage } from '../connector/chat-store.ts';
import { chatsOf } from '../connector/chats.ts';
import type { World } from '../world.ts';
import { createCardAnswering } from './answer-cards.ts';
import type { UsualChoices } from './fill-card.ts';
import { ControlError, knownPerson, text } from './input.ts';
import { present } from './people.ts';

const LONGEST_TEXT = 4_000;

/** The host page's chats, below /_sandbox: what one person sees of the bot, and what they do there. */
export function chatControlRoutes(world: World): Router {
  const { store, install, uninstall } = chatsOf(world);
  const answering = createCardAnswering(world);
  const router = Router();

  router.get('/chats', (req, res) => {
    const person = knownPerson(world, req.query, 'person');
    const chat = store.byPerson(person.id);
    res.json({
      person: present(person),
      conversationId: chat?.id ?? null,
      installed: chat?.installed ?? false,
      blocked: chat?.blocked ?? false,
      messages: chat ? store.messages(chat).map(shown) : [],
    });
  });

  router.post('/chats/install', (req, res) => {
    const { id, userType } = knownPerson(world, req.body, 'personId');
    if (userType === 'Guest') throw new ControlError('Guests can’t have Counterpart', 409);
    const installed = install(id) !== undefined;
    res.status(installed ? 201 : 200).json({ conversationId: store.byPerson(id)!.id });
  });
  router.post('/chats/uninstall', (req, res) => {
    res.json({ uninstalled: uninstall(knownPerson(world, req.body, 'personId').id) });
  });
  router.post('/chats/block', (req, res) => {
    const chat = chatOf(req);
    const blocked = body(req)['blocked'] !== false;
    store.setBlocked(chat.personId, blocked);
    res.json({ blocked });
  });

  router.post('/chats/message', async (req, res) => {
    const words = text(req.body, 'text').trim();
    if (words === '' || words.length > LONGEST_TEXT) {
      throw new ControlError(`text: expected 1 to ${LONGEST_TEXT} characters`);
    }
    res.json(await writeMessage(world, chatOf(req), words));
  });
  router.post('/chats/action', async (req, res) => {
    const chat = chatOf(req);
    const messageId = text(req.body, 'messageId');
    if (!store.message(chat, messageId)) {
      throw new ControlError(`messageId: no message "${messageId}" in this chat`, 404);
    }
    const { card, message, failed } = await pressButton(world, chat, messageId, readAction(body(req)['action']));
    res.json({ replaced: card !== undefined, failed, ...(message === undefined ? {} : { message }) });
  });

  router.get('/chats/answer-all', (_req, res) => {
    res.json({ ...answering.progress(), waiting: store.waitingCards().length });
  });
  router.post('/chats/answer-all', async (req, res) => {
    const { limit, only, usual } = body(req) as { limit?: number; only?: string[]; usual?: UsualChoices };
    if (limit !== undefined && !Number.isInteger(limit)) throw new ControlError('limit: expected a whole number');
    if (only !== undefined && !Array.isArray(only)) throw new ControlError('only: expected a list of person ids');
    if (usual !== undefined && (usual === null || typeof usual !== 'object')) {
      throw new ControlError('usual: expected values by the ids of inputs');
    }
    res.json(await answering.answerAll({ limit, only, usual }));
  });
  return router;

  function chatOf(req: Request): Chat {
    const chat = store.byPerson(knownPerson(world, req.body, 'personId').id);
    if (!chat?.installed) throw new ControlError('Counterpart is not installed for this person', 409);
    return chat;
  }
}

function body(req: Request): Record<string, unknown> {
  return (req.body ?? {}) as Record<string, unknown>;
}

function readAction(value: unknown): PressedAction {
  const { type, verb, data } = (value ?? {}) as Partial<PressedAction>;
  if (type !== 'Action.Execute' && type !== 'Action.Submit') {
    throw new ControlError(`action.type: unknown "${String(type)}"`);
  }
  return { type, data: data ?? {}, ...(verb === undefined ? {} : { verb }) };
}

function shown({ id, from, at, activity, deleted, error }: StoredMessage) {
  if (deleted) return { id, from, at, deleted };
  const { text, attachments } = activity;
  return { id, from, at, text, attachments, ...(error === null ? {} : { error }) };
}
