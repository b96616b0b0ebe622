import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import { Unavailable } from '../kernel/unavailable.ts';
import type { WrittenMail } from './letter-mail.ts';
import type { Chat, LetterFacts, StoredLetter } from './letters.ts';

/** A message could not be changed just now. */
export class ChatUnavailable extends Unavailable {
  override name = 'ChatUnavailable';
}

export type LetterStore = {
  get(id: string): Promise<StoredLetter | undefined>;
  /** waiting → sending, for one caller only; undefined when someone else has it or it is settled. */
  claim(id: string, at: Date): Promise<StoredLetter | undefined>;
  settle(
    id: string,
    outcome: { state: 'sent' | 'unknown' | 'failed'; reason: string | null; activityId: string | null },
    at: Date,
  ): Promise<void>;
  /** sending → waiting: only when it is certain that nothing left the house (for example 429). */
  release(id: string): Promise<void>;
  /** waiting → failed (`nothing-to-say`); false when it was not waiting any more. */
  withdraw(id: string, at: Date): Promise<boolean>;
  /** sending since before `before`: their process died in mid-attempt; they become unknown (`killed`). */
  settleAbandoned(before: Date, at: Date): Promise<number>;
  inProgramme(programmeId: ProgrammeId): Promise<StoredLetter[]>;
};

export type ChatStore = {
  get(personId: PersonId): Promise<Chat | undefined>;
  save(chat: Chat): Promise<void>;
};

/** Sends a card to a person's chat with the bot, installing the bot for the person when needed. */
export type Messenger = {
  /** Makes sure there is a chat; `refused` when the person can't have one (guest, gone, blocked). Safe to repeat. */
  openChat(personId: PersonId): Promise<{ conversationId: string } | { refused: string }>;
  /**
   * sent: confirmed · refused: certainly not delivered and never will be · later: certainly not delivered, try again
   * after so many milliseconds · unknown: nobody can say.
   */
  send(
    conversationId: string,
    facts: LetterFacts,
  ): Promise<
    | { outcome: 'sent'; activityId: string }
    | { outcome: 'refused'; reason: string }
    | { outcome: 'later'; retryAfterMs: number }
    | { outcome: 'unknown' }
  >;
  /**
   * Puts another card in the place of one that was sent; doing so twice does no harm, and nobody is notified. False: the
   * message or its chat is gone for good. Throws `ChatUnavailable` when it should be tried again.
   */
  replace(conversationId: string, activityId: string, facts: LetterFacts): Promise<boolean>;
};

/** Sends mail from a programme mailbox. */
export type Post = {
  /** As `Messenger.send`: a mail has no key either by which a second copy would be known again. */
  send(
    mail: PostedMail,
  ): Promise<
    | { outcome: 'sent' }
    | { outcome: 'refused'; reason: string }
    | { outcome: 'later'; retryAfterMs: number }
    | { outcome: 'unknown' }
  >;
};

export type PostedMail = WrittenMail & {
  /** The programme mailbox's address. */
  from: string;
  to: { mail: string; name: string };
};
