import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { EnrolmentStore } from '../programme/ports.ts';
import type { CalendarStore } from './calendar-changes.ts';
import { closeOpenOf } from './close-proposal.ts';
import type { MeetingStore } from './ports.ts';
import type { TimeProposalStore } from './time-proposals.ts';
import { DAY_MS, midnightOf, wallTimeAt } from './zone-clock.ts';

type Deps = {
  transact: Transact<{
    enrolments: EnrolmentStore;
    pairs: PairStore;
    meetings: MeetingStore;
    calendar: CalendarStore;
    timeProposals: TimeProposalStore;
    outbox: Outbox;
    jobs: JobQueue;
    audit: AuditLog;
  }>;
  clock: Clock;
};

/**
 * Calls off somebody's meetings in a programme up to and including a day (YYYY-MM-DD, in each series' zone); those after
 * it stand as they are, so that the pause ends by itself. Nobody is asked why. Outlook tells both, which is the notice.
 * Answers how many meetings that were. Faults: `not-joined`, `bad-input`.
 */
export const pauseMeetings =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; personId: PersonId; until: string }): Promise<Result<number>> =>
    // The partner's rows change too, hence the system's scope; that the enrolment is the caller's own is checked here.
    deps.transact(systemScope, async (stores) => {
      const { enrolments, pairs, meetings, calendar, jobs, audit } = stores;
      const { programmeId, personId, until } = input;
      const now = deps.clock.now();
      const enrolment = await enrolments.get(programmeId, personId);
      if (enrolment?.state !== 'active') return fault('not-joined', 'You are not in this programme.');
      const end = midnightOf(until) + DAY_MS;
      if (!(end > now.getTime())) return fault('bad-input', 'Choose a day that is still to come.', 'until');
      let calledOff = 0;
      for (const { id, programmeId: where } of await pairs.liveOfPerson(personId)) {
        if (where !== programmeId) continue;
        const found = await meetings.seriesOfPair(id);
        const series = found && (await calendar.seriesForUpdate(found.id));
        if (series?.state !== 'booked') continue;
        const within = (await meetings.occurrencesOfSeries([series.id])).filter(
          ({ state, startsAt }) => state === 'planned' && startsAt > now && wallTimeAt(startsAt, series.timeZone) < end,
        );
        if (within.length === 0) continue;
        const ids = within.map((one) => one.id);
        await calendar.cancelOccurrences(ids);
        await closeOpenOf(stores, id, ids, now);
        await jobs.enqueue({ name: 'compare-series', data: { seriesId: series.id } });
        calledOff += within.length;
      }
      const detail = { until, meetings: calledOff };
      await audit.add({ actor: personId, action: 'meetings-paused', programmeId, subject: personId, detail });
      return ok(calledOff);
    });
