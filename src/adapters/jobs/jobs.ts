import { z } from 'zod';
import type { Job } from '../../domain/kernel/jobs.ts';
import { everyMinute, everyMinutes, nightly } from './schedule.ts';

export type JobName = Job['name'];
export type JobData<Name extends JobName> = Extract<Job, { name: Name }>['data'];

type JobDefinition<Name extends JobName> = {
  data: z.ZodType<JobData<Name>>;
  /** Whether a second run, after a crash in the first, does no harm. One that may not be replayed is not retried. */
  replaySafe: boolean;
  /** Attempts after the first; the wait doubles from `firstWait` up to `longestWait`, in seconds. */
  retries: { limit: number; firstWait: number; longestWait: number };
  /** At the same time in one process. */
  concurrency: number;
  /** Only one at a time, however many processes there are. */
  alone: boolean;
  /** Seconds after which a run is given up. */
  giveUpAfter: number;
  /** When it is due by itself: the latest due moment at or before `now`. */
  schedule?: (now: Date) => Date;
};

const id = z.uuid();
const nothing = z.strictObject({});
/** An hour apart in the end, for about six weeks: a permission that is granted late must not cost anybody a meeting. */
const patient = { limit: 1000, firstWait: 5, longestWait: 3600 };

/** Every job there is. */
export const jobs: { [Name in JobName]: JobDefinition<Name> } = {
  // Goes on from the page it had reached.
  'sync-directory': {
    data: nothing,
    replaySafe: true,
    retries: { limit: 12, firstWait: 30, longestWait: 1800 },
    concurrency: 1,
    alone: true,
    giveUpAfter: 4 * 3600,
    schedule: nightly(1, 30),
  },
  // Reads and stores what is true now.
  'refresh-participant': {
    data: z.strictObject({ personId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // A later attempt takes over from an earlier one; what is kept, is kept by one.
  'run-scenario': {
    data: z.strictObject({ programmeId: id, scenarioId: id, runId: id }),
    replaySafe: true,
    retries: { limit: 5, firstWait: 2, longestWait: 30 },
    concurrency: 1,
    alone: false,
    giveUpAfter: 3600,
  },
  // Letters have keys.
  'introduce-pair': {
    data: z.strictObject({ pairId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // Orders 'plan-series' of the pair's programme.
  'book-series': {
    data: z.strictObject({ pairId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 1,
    alone: false,
    giveUpAfter: 300,
  },
  // Pairs that have a series, or a decision, are left as they are.
  'plan-series': {
    data: z.strictObject({ programmeId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 1,
    alone: true,
    giveUpAfter: 1800,
  },
  // Outlook knows an order by its transactionId, and we find it again by our own id. It ends after some seconds and
  // orders the next run, so that nobody waits long for it to end.
  'send-series': {
    data: nothing,
    replaySafe: true,
    retries: patient,
    concurrency: 1,
    alone: true,
    giveUpAfter: 900,
  },
  // A link that is there is left as it is.
  'mend-link': {
    data: z.strictObject({ seriesId: id, ask: z.boolean() }),
    replaySafe: true,
    retries: patient,
    concurrency: 1,
    alone: false,
    giveUpAfter: 300,
  },
  // What is cancelled already is left as it is.
  'end-series': {
    data: z.strictObject({ pairId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // Orders 'read-mailbox' for each.
  'read-calendars': {
    data: nothing,
    replaySafe: true,
    retries: { limit: 3, firstWait: 5, longestWait: 60 },
    concurrency: 1,
    alone: true,
    giveUpAfter: 60,
    schedule: everyMinutes(5),
  },
  // Goes on from the page it had reached; the next one comes in five minutes anyhow.
  'read-mailbox': {
    data: z.strictObject({ mailbox: z.string().min(1), whole: z.boolean() }),
    replaySafe: true,
    retries: { limit: 3, firstWait: 20, longestWait: 120 },
    concurrency: 2,
    alone: false,
    giveUpAfter: 900,
  },
  // Does what is still to be done; one that was made, and never heard of, is found and ended.
  'keep-subscriptions': {
    data: nothing,
    replaySafe: true,
    retries: { limit: 12, firstWait: 5, longestWait: 300 },
    concurrency: 1,
    alone: true,
    giveUpAfter: 300,
    schedule: everyMinutes(60),
  },
  // What is known already is not proposed again.
  'watch-diaries': {
    data: z.strictObject({ mailbox: z.string().min(1), pairId: id.nullable() }),
    replaySafe: true,
    retries: { limit: 12, firstWait: 30, longestWait: 1800 },
    concurrency: 1,
    alone: false,
    giveUpAfter: 900,
  },
  // What is right already is left as it is.
  'compare-series': {
    data: z.strictObject({ seriesId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // Tells what was not told.
  'count-cancellations': {
    data: z.strictObject({ pairId: id }),
    replaySafe: true,
    retries: { limit: 12, firstWait: 5, longestWait: 1800 },
    concurrency: 1,
    alone: false,
    giveUpAfter: 60,
  },
  // Whoever is invited already is not invited again.
  'invite-assistant': {
    data: z.strictObject({ programmeId: id, personId: id, formerId: id.nullable() }),
    replaySafe: true,
    retries: patient,
    concurrency: 1,
    alone: false,
    giveUpAfter: 300,
  },
  // Looks for what is still to be found; letters have keys.
  'find-times': {
    data: z.strictObject({ proposalId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // What was done already is over, open with other hours, or reminded of.
  'tend-proposals': {
    data: nothing,
    replaySafe: true,
    retries: { limit: 3, firstWait: 20, longestWait: 120 },
    concurrency: 1,
    alone: true,
    giveUpAfter: 300,
    schedule: everyMinutes(15),
  },
  // What stands at that hour already is not moved again.
  'move-occurrence': {
    data: z.strictObject({ proposalId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // Asks for meetings that nobody asked about, in the transaction that marks them.
  'ask-feedback': {
    data: nothing,
    replaySafe: true,
    retries: { limit: 3, firstWait: 5, longestWait: 60 },
    concurrency: 1,
    alone: true,
    giveUpAfter: 300,
    schedule: everyMinute,
  },
  // An attempt is written down before it begins; a second run finds it and does not send again. With a quarter of a
  // second for each, so many at once are as fast as Teams allows.
  'deliver-letter': {
    data: z.strictObject({ letterId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 12,
    alone: false,
    giveUpAfter: 300,
  },
  // Puts what is true now in place of what was said before, and looks again.
  'revise-letter': {
    data: z.strictObject({ letterId: id }),
    replaySafe: true,
    retries: patient,
    concurrency: 2,
    alone: false,
    giveUpAfter: 300,
  },
  // Compares what is true now with what has been told.
  'watch-pairs': {
    data: z.strictObject({ programmeId: id.nullable() }),
    replaySafe: true,
    retries: { limit: 12, firstWait: 30, longestWait: 1800 },
    concurrency: 1,
    alone: true,
    giveUpAfter: 900,
  },
};

export const jobNames = Object.keys(jobs) as JobName[];
