import type { Clock } from '../kernel/clock.ts';
import type { OccurrenceId, PersonId } from '../kernel/ids.ts';
import type { JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { CalendarStore } from '../meetings/calendar/calendar-changes.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { Feedback } from './feedback.ts';
import type { FeedbackStore } from './ports.ts';

type Deps = {
  transact: Transact<{
    meetings: MeetingStore;
    calendar: CalendarStore;
    pairs: PairStore;
    feedback: FeedbackStore;
    jobs: JobQueue;
    outbox: Outbox;
  }>;
  clock: Clock;
};

export type FeedbackAnswer = Pick<
  Feedback,
  'held' | 'worth' | 'spokeFreely' | 'taught' | 'commitment' | 'note' | 'noteFor'
>;

/** Stores one person's answer about one meeting, once: a second answer changes nothing and is said to be the second. */
export const giveFeedback =
  (deps: Deps) =>
  async (input: {
    occurrenceId: OccurrenceId;
    personId: PersonId;
    answer: FeedbackAnswer;
    via: 'card' | 'tab';
  }): Promise<Result<'stored' | 'already-given'>> =>
    deps.transact(
      { kind: 'person', personId: input.personId },
      async ({ meetings, calendar, pairs, feedback, jobs, outbox }) => {
        const meeting = await meetings.occurrence(input.occurrenceId);
        const pair = meeting && (await pairs.get(meeting.pairId));
        // Somebody else's meeting is answered like one that does not exist.
        if (!meeting || !pair || ![pair.mentorId, pair.menteeId].includes(input.personId)) {
          return fault('no-such-meeting', 'There is no such meeting of yours.');
        }
        if (meeting.endsAt > deps.clock.now()) {
          return fault('too-early', 'This meeting has not ended yet. Tell us afterwards how it went.');
        }
        const { answer } = input;
        const wasHeld = answer.held === 'yes';
        const stored = await feedback.addOnce({
          ...answer,
          worth: wasHeld ? answer.worth : null,
          spokeFreely: wasHeld ? answer.spokeFreely : null,
          taught: wasHeld ? answer.taught : null,
          occurrenceId: meeting.id,
          programmeId: meeting.programmeId,
          personId: input.personId,
          via: input.via,
          givenAt: deps.clock.now(),
        });
        if (stored && answer.held === 'partner-away') {
          const { id: occurrenceId, programmeId } = meeting;
          const personId = pair.mentorId === input.personId ? pair.menteeId : pair.mentorId;
          const at = deps.clock.now();
          await calendar.addCancellation({ occurrenceId, programmeId, personId, because: 'away', at });
          await jobs.enqueue({ name: 'count-cancellations', data: { pairId: pair.id } });
        }
        // A card in the chat that still asks becomes a receipt.
        if (input.via === 'tab') await outbox.reviseLetter(`feedback:${meeting.id}:${input.personId}`);
        return ok(stored ? 'stored' : 'already-given');
      },
    );
