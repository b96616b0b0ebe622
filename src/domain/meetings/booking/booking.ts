import type { PersonId, ProgrammeId, SeriesId } from '../../kernel/ids.ts';
import type { Mailing, Sent } from './mail-budget.ts';

/** What a coordinator has said of the booking of a programme; before anybody says anything it runs. */
export type BookingRow = {
  programmeId: ProgrammeId;
  /** paused: what is chosen waits · stopped: what was not sent was dropped, and nothing is chosen until it is started */
  state: 'running' | 'paused' | 'stopped';
  changedBy: PersonId | null;
  changedAt: Date;
};

/** One piece of work for a mailbox, written down before it begins. */
export type Send = Mailing & {
  id: string;
  mailbox: string;
  /** Null: something else than a series' own invitation. */
  seriesId: SeriesId | null;
  begunAt: Date;
};

export type BookingStore = {
  /** Null before anybody has said anything. */
  get(programmeId: ProgrammeId): Promise<BookingRow | null>;
  /** The same, held until the transaction ends: who changes it, under a lock on the programme, waits for this one. */
  hold(programmeId: ProgrammeId): Promise<BookingRow | null>;
  save(row: BookingRow): Promise<void>;
  /** Lets go of what was chosen and never tried; answers how many series. */
  dropUnsent(programmeId: ProgrammeId): Promise<number>;
};

export type SendStore = {
  /** Who spends a mailbox's budget takes turns, until the transaction ends. */
  lockMailbox(mailbox: string): Promise<void>;
  /** All that is under way, and what was settled since. */
  sent(mailbox: string, since: Date): Promise<Sent[]>;
  begin(send: Send): Promise<void>;
  settle(id: string, at: Date): Promise<void>;
  /** Whether a series is being sent at this moment, or was when its worker was killed. */
  isUnderWay(seriesId: SeriesId): Promise<boolean>;
  /** It turned out that there was nothing to send. */
  forget(id: string): Promise<void>;
  /** Takes what a killed run was at as sent just now. */
  settleAbandoned(at: Date): Promise<void>;
  /** Takes as sent just now what began so long ago in a mailbox that whoever was at it is dead. */
  settleDead(mailbox: string, at: Date): Promise<void>;
  /** Drops what no budget looks at any more. */
  prune(before: Date): Promise<void>;
  /** Mailboxes for which a series waits to be sent. */
  mailboxesInUse(): Promise<string[]>;
  /**
   * The series that has waited longest: its pair is live, nobody is at it, and its programme's booking runs, or was
   * stopped after it had been tried. Not one of `except`.
   */
  nextSeries(mailbox: string, except: SeriesId[]): Promise<SeriesToSend | undefined>;
  /** What waits in each mailbox, of all programmes whose booking runs. */
  waiting(): Promise<(Mailing & { mailbox: string })[]>;
  /** Letters to guests that wait to go by mail, of all programmes: a message to one person each. */
  lettersWaiting(): Promise<number>;
};

/** `wasTried`: Outlook may have it, whatever is stored. `moves`: meetings that will be moved after it is made. */
export type SeriesToSend = { id: SeriesId; programmeId: ProgrammeId; wasTried: boolean; moves: number };

/** An invitation goes to both, and so does the notice of each move. */
export const mailingOf = (moves: number): Mailing => ({ messages: 1 + moves, recipients: 2 * (1 + moves) });
