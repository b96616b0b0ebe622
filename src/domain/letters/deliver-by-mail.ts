import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { SendStore } from '../meetings/booking/booking.ts';
import type { MailLimits } from '../meetings/booking/mail-budget.ts';
import { beginSend } from '../meetings/booking/spend-budget.ts';
import type { Directory } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import { letterMail } from './letter-mail.ts';
import { postponeLetter, settleLetter } from './letter-outcome.ts';
import type { LetterFacts, LetterState, StoredLetter } from './letters.ts';
import type { LetterStore, Post, PostedMail } from './ports.ts';

export type MailDeps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    letters: LetterStore;
    sends: SendStore;
    jobs: JobQueue;
  }>;
  directory: Directory;
  post: Post;
  /** Programme mailboxes; mails come from the first. */
  organizerMailboxes: string[];
  /** Opens Home in a browser of its own. */
  homePage: string;
  limits: MailLimits;
  newId: NewId;
  clock: Clock;
};

/**
 * Sends one letter as a mail, at most once: it is claimed and its place in the mailbox's budget taken in one transaction,
 * and what may have been sent is not sent again and counts as sent.
 */
export async function deliverByMail(
  deps: MailDeps,
  letter: StoredLetter,
  facts: LetterFacts,
): Promise<Result<LetterState>> {
  const { transact, clock } = deps;
  const mail = await write(deps, letter, facts);
  if (typeof mail === 'string') {
    return transact(systemScope, (stores) => settleLetter(stores, letter.id, { state: 'failed', reason: mail }, deps));
  }
  const sendId = deps.newId();
  const begun = await transact(systemScope, ({ letters, sends, jobs }) =>
    claim({ letters, sends, jobs }, deps, letter.id, { id: sendId, mailbox: mail.from }),
  );
  if (begun !== 'begun') return ok(begun);

  const sending = await deps.post.send(mail);
  return transact(systemScope, async (stores) => {
    const { sends } = stores;
    switch (sending.outcome) {
      case 'sent':
        await sends.settle(sendId, clock.now());
        return settleLetter(stores, letter.id, { state: 'sent', reason: null }, deps);
      case 'unknown':
        await sends.settle(sendId, clock.now());
        return settleLetter(stores, letter.id, { state: 'unknown', reason: 'answer-lost' }, deps);
      case 'refused':
        await sends.forget(sendId);
        return settleLetter(stores, letter.id, { state: 'failed', reason: sending.reason }, deps);
      case 'later':
        await sends.forget(sendId);
        return postponeLetter(stores, letter.id, new Date(clock.now().getTime() + sending.retryAfterMs));
    }
  });
}

/** The mail, or why there is none. */
async function write(deps: MailDeps, letter: StoredLetter, facts: LetterFacts): Promise<PostedMail | string> {
  const { to, programmeId } = letter;
  const programme =
    programmeId === null
      ? undefined
      : await deps.transact(systemScope, ({ programmes }) => programmes.get(programmeId));
  const written = programme && letterMail(facts, { calendarName: programme.calendarName, home: deps.homePage });
  if (!written) return 'nothing-to-say';
  // Asked each time: who is a guest no more is written to no more, and could not sign in either.
  const [reader] = await deps.directory.look([to]);
  if (!reader?.mail) return 'gone';
  const [from] = deps.organizerMailboxes;
  if (from === undefined) throw new Error('no organizer mailbox is configured');
  return { ...written, from, to: { mail: reader.mail, name: reader.displayName } };
}

/** The letter and its place in the mailbox's budget together, or neither: then it is another's, or waits for its place. */
async function claim(
  stores: { letters: LetterStore; sends: SendStore; jobs: JobQueue },
  { limits, clock }: MailDeps,
  letterId: string,
  send: { id: string; mailbox: string },
): Promise<'begun' | LetterState> {
  const { letters, sends } = stores;
  await sends.lockMailbox(send.mailbox);
  if (!(await letters.claim(letterId, clock.now()))) return 'sending';
  const mailing = { ...send, seriesId: null, messages: 1, recipients: 1 };
  const answer = await beginSend(sends, mailing, limits, clock.now());
  if (answer === 'begun') return answer;
  await postponeLetter(stores, letterId, answer.notBefore);
  return 'waiting';
}
