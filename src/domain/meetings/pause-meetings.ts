import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { EnrolmentStore } from '../programme/ports.ts';
import type { CalendarStore } from './calendar/calendar-changes.ts';
import { callOffPaused } from './call-off-paused.ts';
import { closeOpenOf } from './new-times/close-proposal.ts';
import type { PauseStore } from './pauses.ts';
import type { MeetingStore } from './ports.ts';
import type { TimeProposalStore } from './new-times/time-proposals.ts';
import { DAY_MS, midnightOf } from './zone-clock.ts';

type Deps = {
  transact: Transact<{
    enrolments: EnrolmentStore;
    pairs: PairStore;
    meetings: MeetingStore;
    calendar: CalendarStore;
    timeProposals: TimeProposalStore;
    pauses: PauseStore;
    outbox: Outbox;
    jobs: JobQueue;
    audit: AuditLog;
  }>;
  clock: Clock;
};

/**
 * Keeps somebody's diary clear of a programme's meetings up to and including a day (YYYY-MM-DD), in place of a pause that
 * they have: what is booked until then is called off, Outlook telling both; nothing else is put there; and what comes
 * after stands as it is, so that the pause ends by itself. Nobody is asked why. What an earlier pause called off stays
 * so. Answers how many meetings were called off now. Faults: `not-joined`, `bad-input`.
 */
export const pauseMeetings =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; personId: PersonId; until: string }): Promise<Result<number>> =>
    // The partner's rows change too, hence the system's scope; that the enrolment is the caller's own is checked here.
    deps.transact(systemScope, async (stores) => {
      const { enrolments, pairs, meetings, calendar, pauses, jobs, audit } = stores;
      const { programmeId, personId, until } = input;
      const now = deps.clock.now();
      const enrolment = await enrolments.get(programmeId, personId);
      if (enrolment?.state !== 'active') return fault('not-joined', 'You are not in this programme.');
      if (!(midnightOf(until) + DAY_MS > now.getTime())) {
        return fault('bad-input', 'Choose a day that is still to come.', 'until');
      }
      // Whoever is about to put a meeting there waits, and then sees the pause.
      await meetings.lockPeople([personId]);
      await pauses.save({ programmeId, personId, until, setAt: now });
      let calledOff = 0;
      for (const { id, programmeId: where } of await pairs.liveOfPerson(personId)) {
        if (where !== programmeId) continue;
        const found = await meetings.seriesOfPair(id);
        const series = found && (await calendar.seriesForUpdate(found.id));
        // Not sent yet: other hours are chosen. On its way already: whoever books it calls off what lies in the pause.
        if (series?.state === 'chosen' && (await meetings.dropUntried(series.id))) {
          await jobs.enqueue({ name: 'plan-series', data: { programmeId } });
        }
        if (series?.state !== 'booked') continue;
        const ids = await callOffPaused(stores, series, until, now);
        await closeOpenOf(stores, id, ids, now);
        calledOff += ids.length;
      }
      const detail = { until, meetings: calledOff };
      await audit.add({ actor: personId, action: 'meetings-paused', programmeId, subject: personId, detail });
      return ok(calledOff);
    });

/** Ends somebody's pause before its day; what it called off stays so. Safe to repeat. */
export const endPause =
  (deps: Deps) =>
  async ({ programmeId, personId }: { programmeId: ProgrammeId; personId: PersonId }): Promise<Result<null>> =>
    deps.transact({ kind: 'person', personId }, async ({ pauses, audit }) => {
      if (!(await pauses.ofPerson(personId)).some((one) => one.programmeId === programmeId)) return ok(null);
      await pauses.remove(programmeId, personId);
      await audit.add({ actor: personId, action: 'pause-ended', programmeId, subject: personId });
      return ok(null);
    });
