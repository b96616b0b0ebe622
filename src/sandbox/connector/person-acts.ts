import type { World } from '../world.ts';
import { executeActivity, messageActivity, submitActivity } from './activities.ts';
import { ADAPTIVE_CARD, inputsOf } from './card.ts';
import type { Card } from './card.ts';
import type { Chat } from './chat-store.ts';
import { chatsOf } from './chats.ts';
import type { Answer } from './outbound.ts';

export type PressedAction = { type: 'Action.Execute' | 'Action.Submit'; verb?: string; data: Record<string, unknown> };

/** What the person sees after pressing a button: a new card, a few words, or nothing. */
export type Outcome = { card?: Card; message?: string; failed: boolean };

const SILENCE = 'Something went wrong. Please try again.';

/** The person writes to the bot. A message that the bot can't get stays in the chat, marked as not sent. */
export async function writeMessage(
  world: World,
  chat: Chat,
  text: string,
): Promise<{ messageId: string; error?: string }> {
  const { store, outbound } = chatsOf(world);
  const messageId = store.add(chat, 'person', { type: 'message', text });
  const answer = await outbound.send(messageActivity(world, chat, messageId, text));
  if (answer.delivered) return { messageId };
  store.markUndelivered(chat, messageId, answer.reason);
  return { messageId, error: answer.reason };
}

/** The person presses a button of the card in message `messageId`; a card in the bot's answer takes its place. */
export async function pressButton(
  world: World,
  chat: Chat,
  messageId: string,
  action: PressedAction,
): Promise<Outcome> {
  const { store, outbound } = chatsOf(world);
  const id = `f:${crypto.randomUUID()}`;
  if (action.type === 'Action.Submit') {
    const answer = await outbound.send(submitActivity(world, chat, id, messageId, action.data));
    return answer.delivered ? { failed: false } : { message: SILENCE, failed: true };
  }
  const { verb, data } = action;
  const press = { data, ...(verb === undefined ? {} : { verb }) };
  const outcome = readOutcome(await outbound.send(executeActivity(world, chat, id, messageId, press)));
  if (outcome.failed) return outcome;
  if (outcome.card) {
    // A card that comes back with inputs goes on asking; one without is a receipt, whatever buttons it has.
    if (inputsOf(outcome.card).length === 0) store.markAnswered(chat, messageId);
    const attachments = [{ contentType: ADAPTIVE_CARD, content: outcome.card }];
    store.update(chat, messageId, { type: 'message', attachments });
  }
  return outcome;
}

/** Reads the body of a bot's answer to `adaptiveCard/action` as Teams does. */
function readOutcome(answer: Answer): Outcome {
  if (!answer.delivered) return { message: SILENCE, failed: true };
  const body = answer.body as { statusCode?: number; type?: string; value?: unknown } | null | undefined;
  switch (body?.type) {
    case ADAPTIVE_CARD:
      return { card: body.value as Card, failed: false };
    case 'application/vnd.microsoft.activity.message':
      return { message: String(body.value), failed: false };
    case 'application/vnd.microsoft.error': {
      const message = (body.value as { message?: unknown } | undefined)?.message;
      return { message: typeof message === 'string' ? message : SILENCE, failed: true };
    }
    default:
      return { message: SILENCE, failed: true };
  }
}
