import { cardOf } from '../connector/card.ts';
import type { Chat } from '../connector/chat-store.ts';
import { chatsOf } from '../connector/chats.ts';
import { pressButton } from '../connector/person-acts.ts';
import type { World } from '../world.ts';
import { fillCard, type UsualChoices } from './fill-card.ts';

/** How far the answering of cards has come; `failed` counts people whose answer the product didn't take. */
export type AnswerProgress = { running: boolean; total: number; answered: number; failed: number };

type Choice = { limit?: number; only?: string[]; usual?: UsualChoices };

export type CardAnswering = {
  progress(): AnswerProgress;
  /** Lets people answer their newest waiting cards; resolves when all are through. A run under way is joined. */
  answerAll(choice: Choice): Promise<AnswerProgress>;
};

const AT_ONCE = 4;
/** A card may answer with a next question; nobody is asked more often than this in one run. */
const MOST_STEPS = 5;

/** The sandbox's people answering their cards by themselves. */
export function createCardAnswering(world: World): CardAnswering {
  const { store } = chatsOf(world);
  let state: AnswerProgress = { running: false, total: 0, answered: 0, failed: 0 };
  let run: Promise<AnswerProgress> | undefined;

  const answer = async (
    { chat, messageId }: { chat: Chat; messageId: string },
    usual: UsualChoices | undefined,
  ): Promise<void> => {
    for (let step = 0; step < MOST_STEPS; step++) {
      const message = store.message(chat, messageId);
      const card = message?.waiting ? cardOf(message.activity) : undefined;
      const filled = card && fillCard(card, `${world.config.seed} ${chat.personId} ${messageId} ${step}`, usual);
      if (!filled) break;
      const outcome = await pressButton(world, chat, messageId, { type: 'Action.Execute', ...filled });
      if (outcome.failed) {
        state.failed++;
        return;
      }
      // Told something in words, a person leaves it at that; the card stays, but isn't answered again.
      if (!outcome.card) store.markAnswered(chat, messageId);
    }
    state.answered++;
  };

  const start = async ({ limit, only, usual }: Choice): Promise<AnswerProgress> => {
    const waiting = store
      .waitingCards()
      .filter(({ chat }) => !only || only.includes(chat.personId))
      .slice(0, limit);
    state = { running: true, total: waiting.length, answered: 0, failed: 0 };
    const next = waiting.values();
    const worker = async (): Promise<void> => {
      for (const each of next) await answer(each, usual);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return (state = { ...state, running: false });
  };

  return {
    progress: () => ({ ...state }),
    answerAll: (choice) => (run ??= start(choice).finally(() => (run = undefined))),
  };
}
