import type { Clock } from '../kernel/clock.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Directory } from '../people/ports.ts';
import { isOver } from './alert-facts.ts';
import { letterFacts, type FactStores } from './letter-facts.ts';
import type { ChatStore, LetterStore, Messenger } from './ports.ts';
import { withNames } from './with-names.ts';

type Deps = {
  transact: Transact<FactStores & { letters: LetterStore; chats: ChatStore; jobs: JobQueue }>;
  messenger: Messenger;
  directory: Directory;
  clock: Clock;
};

/** How long a letter that is under way is given before it is looked at again. */
const patienceMs = 30_000;

/**
 * What a card tells has changed. One that was sent is put right in its place, without a new notice; one that still waits
 * is not sent when there is nothing left to tell. Safe to repeat. Throws `ChatUnavailable`.
 */
export const reviseLetter =
  (deps: Deps) =>
  async (input: { letterId: string }): Promise<Result<'revised' | 'withdrawn' | 'not-yet' | 'out-of-reach'>> => {
    const { letterId } = input;
    const read = () =>
      deps.transact(systemScope, async (stores) => {
        const letter = await stores.letters.get(letterId);
        if (!letter) throw new Error(`letter ${letterId} does not exist`);
        return { letter, facts: await letterFacts(stores, letter), chat: await stores.chats.get(letter.to) };
      });
    for (;;) {
      const { letter, facts, chat } = await read();
      if (letter.state === 'waiting' || letter.state === 'sending')
        return later(deps, letterId, !facts || isOver(facts));
      if (letter.state !== 'sent' || letter.activityId === null || !facts || chat?.state !== 'open') {
        return ok('out-of-reach');
      }
      const replaced = await deps.messenger.replace(
        chat.conversationId,
        letter.activityId,
        await withNames(deps, facts),
      );
      if (!replaced) return ok('out-of-reach');
      // Somebody else may have put in what was true before this.
      if (JSON.stringify((await read()).facts) === JSON.stringify(facts)) return ok('revised');
    }
  };

/** Whoever sends it may have read what was true before: it is looked at again once it is certain what became of it. */
const later = (deps: Deps, letterId: string, isNothingLeft: boolean): Promise<Result<'withdrawn' | 'not-yet'>> =>
  deps.transact(systemScope, async ({ letters, jobs }) => {
    const now = deps.clock.now();
    if (isNothingLeft && (await letters.withdraw(letterId, now))) return ok('withdrawn');
    const notBefore = new Date(now.getTime() + patienceMs);
    await jobs.enqueue({ name: 'revise-letter', data: { letterId } }, { notBefore });
    return ok('not-yet');
  });
