import type { Clock } from '../kernel/clock.ts';
import type { Outbox } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { MeetingStore } from '../meetings/ports.ts';

type Deps = {
  transact: Transact<{ meetings: MeetingStore; pairs: PairStore; outbox: Outbox }>;
  clock: Clock;
};

/** Long enough for the two to have hung up, short enough to remember. */
const minutesAfterMeeting = 5;
const batch = 100;

/** Sends both people of every meeting that has just ended a feedback card, once. Returns how many meetings. */
export const askFeedback =
  (deps: Deps) =>
  async (_input: Record<string, never>): Promise<Result<number>> => {
    let asked = 0;
    for (;;) {
      const now = deps.clock.now();
      const before = new Date(now.getTime() - minutesAfterMeeting * 60_000);
      const count = await deps.transact(systemScope, async ({ meetings, pairs, outbox }) => {
        const due = await meetings.dueForFeedback(before, batch);
        if (due.length === 0) return 0;
        for (const meeting of due) {
          const pair = await pairs.get(meeting.pairId);
          if (!pair || (pair.endedAt !== null && pair.endedAt < meeting.startsAt)) continue;
          for (const to of [pair.mentorId, pair.menteeId]) {
            await outbox.add({
              key: `feedback:${meeting.id}:${to}`,
              to,
              programmeId: pair.programmeId,
              about: { kind: 'feedback-request', occurrenceId: meeting.id },
            });
          }
        }
        await meetings.markAsked(
          due.map((meeting) => meeting.id),
          now,
        );
        return due.length;
      });
      asked += count;
      if (count < batch) return ok(asked);
    }
  };
