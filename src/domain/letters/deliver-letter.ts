import type { Clock } from '../kernel/clock.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Directory } from '../people/ports.ts';
import { isOver } from './alert-facts.ts';
import { letterFacts, type FactStores } from './letter-facts.ts';
import type { LetterState } from './letters.ts';
import type { LetterStore, Messenger } from './ports.ts';
import { withNames } from './with-names.ts';

type Deps = {
  transact: Transact<FactStores & { letters: LetterStore; jobs: JobQueue }>;
  messenger: Messenger;
  directory: Directory;
  clock: Clock;
};

/** No attempt lasts this long: an older one has died with its process. */
const attemptMs = 120_000;

/**
 * Sends one letter as a card, at most once. Opening the chat may be repeated; the sending may not, since a chat message
 * has no key by which Teams would know it again. So the attempt is written down before it begins: a letter that is
 * found in mid-attempt, because its process was killed, becomes `unknown` for a person to look at, and is not resent.
 */
export const deliverLetter =
  (deps: Deps) =>
  async (input: { letterId: string }): Promise<Result<LetterState>> => {
    const { letterId } = input;
    const settle = (state: 'sent' | 'unknown' | 'failed', reason: string | null, activityId: string | null = null) =>
      deps.transact(systemScope, async ({ letters }) => {
        await letters.settle(letterId, { state, reason, activityId }, deps.clock.now());
        return ok(state);
      });

    const found = await deps.transact(systemScope, async (stores) => {
      const letter = await stores.letters.get(letterId);
      return letter && { letter, facts: letter.state === 'waiting' ? await letterFacts(stores, letter) : null };
    });
    if (!found) throw new Error(`letter ${letterId} does not exist`);
    const { letter } = found;
    const facts = found.facts && (await withNames(deps, found.facts));
    if (letter.state === 'sending') return resolveAttempt(deps, letterId);
    if (letter.state !== 'waiting') return ok(letter.state);
    if (facts === null || isOver(facts)) return settle('failed', 'nothing-to-say');

    const chat = await deps.messenger.openChat(letter.to);
    if ('refused' in chat) return settle('failed', chat.refused);

    const claimed = await deps.transact(systemScope, ({ letters }) => letters.claim(letterId, deps.clock.now()));
    if (!claimed) return ok('sending');
    const sending = await deps.messenger.send(chat.conversationId, facts);
    switch (sending.outcome) {
      case 'sent':
        return settle('sent', null, sending.activityId);
      case 'refused':
        return settle('failed', sending.reason);
      case 'unknown':
        return settle('unknown', 'answer-lost');
      case 'later': {
        const notBefore = new Date(deps.clock.now().getTime() + sending.retryAfterMs);
        return deps.transact(systemScope, async ({ letters, jobs }) => {
          await letters.release(letterId);
          await jobs.enqueue({ name: 'deliver-letter', data: { letterId } }, { notBefore });
          return ok('waiting');
        });
      }
    }
  };

/** Somebody is sending this letter, or died while doing so: wait until that is certain. */
async function resolveAttempt(deps: Deps, letterId: string): Promise<Result<LetterState>> {
  const now = deps.clock.now();
  return deps.transact(systemScope, async ({ letters, jobs }) => {
    await letters.settleAbandoned(new Date(now.getTime() - attemptMs), now);
    const state = (await letters.get(letterId))?.state ?? 'unknown';
    if (state === 'sending') {
      const notBefore = new Date(now.getTime() + attemptMs);
      await jobs.enqueue({ name: 'deliver-letter', data: { letterId } }, { notBefore });
    }
    return ok(state);
  });
}
