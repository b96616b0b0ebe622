import type { JobQueue } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { SendStore } from '../meetings/booking/booking.ts';
import { isOver } from './alert-facts.ts';
import { deliverByMail, type MailDeps } from './deliver-by-mail.ts';
import { isByMail } from './is-by-mail.ts';
import { letterFacts, type FactStores } from './letter-facts.ts';
import { postponeLetter, settleLetter } from './letter-outcome.ts';
import type { LetterFacts, LetterState, StoredLetter } from './letters.ts';
import type { LetterStore, Messenger } from './ports.ts';
import { withNames } from './with-names.ts';

type Deps = Omit<MailDeps, 'transact'> & {
  transact: Transact<FactStores & { letters: LetterStore; sends: SendStore; jobs: JobQueue }>;
  messenger: Messenger;
};

/** No attempt lasts this long: an older one has died with its process. */
const attemptMs = 120_000;

/**
 * Sends one letter, as a card or by mail, at most once. Opening the chat may be repeated; the sending may not, since
 * neither a chat message nor a mail has a key by which it would be known again. So the attempt is written down before it
 * begins: a letter that is found in mid-attempt, because its process was killed, becomes `unknown` for a person to look
 * at, and is not resent.
 */
export const deliverLetter =
  (deps: Deps) =>
  async (input: { letterId: string }): Promise<Result<LetterState>> => {
    const { letterId } = input;
    const found = await deps.transact(systemScope, async (stores) => {
      const letter = await stores.letters.get(letterId);
      if (letter?.state !== 'waiting') return letter && { letter, facts: null, byMail: false };
      return { letter, facts: await letterFacts(stores, letter), byMail: await isByMail(stores, letter) };
    });
    if (!found) throw new Error(`letter ${letterId} does not exist`);
    const { letter, byMail } = found;
    const facts = found.facts && (await withNames(deps, found.facts));
    if (letter.state === 'sending') return resolveAttempt(deps, letterId);
    if (letter.state !== 'waiting') return ok(letter.state);
    if (facts === null || isOver(facts)) {
      return deps.transact(systemScope, (stores) =>
        settleLetter(stores, letterId, { state: 'failed', reason: 'nothing-to-say' }, deps),
      );
    }
    return byMail ? deliverByMail(deps, letter, facts) : deliverByChat(deps, letter, facts);
  };

async function deliverByChat(deps: Deps, { id, to }: StoredLetter, facts: LetterFacts): Promise<Result<LetterState>> {
  const settle = (state: 'sent' | 'unknown' | 'failed', reason: string | null, activityId?: string) =>
    deps.transact(systemScope, (stores) =>
      settleLetter(stores, id, { state, reason, ...(activityId !== undefined && { activityId }) }, deps),
    );
  const chat = await deps.messenger.openChat(to);
  if ('refused' in chat) return settle('failed', chat.refused);

  const claimed = await deps.transact(systemScope, ({ letters }) => letters.claim(id, deps.clock.now()));
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
      return deps.transact(systemScope, (stores) => postponeLetter(stores, id, notBefore));
    }
  }
}

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
