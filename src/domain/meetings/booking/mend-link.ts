import type { PersonId, ProgrammeId, SeriesId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { Calendar, MeetingStore } from '../ports.ts';

type Stores = { programmes: ProgrammeStore; meetings: MeetingStore; jobs: JobQueue; audit: AuditLog };
type Deps = { transact: Transact<Stores>; calendar: Pick<Calendar, 'findLink' | 'askForLink'> };

/**
 * Looks again whether a booked series has its Teams link by now; with `ask` Outlook is asked for one, of which Exchange
 * tells both. Faults: `no-such-series`. Throws `CalendarUnavailable`.
 */
export const mendLink =
  ({ transact, calendar }: Deps) =>
  async ({ seriesId, ask }: { seriesId: SeriesId; ask: boolean }): Promise<Result<'there' | 'missing' | 'over'>> => {
    const series = await transact(systemScope, ({ meetings }) => meetings.series(seriesId));
    if (!series) return fault('no-such-series', 'There is no such series.');
    const { state, eventId, joinUrl, organizerMailbox, programmeId } = series;
    if (state !== 'booked' || eventId === null) return ok('over');
    if (joinUrl !== null) return ok('there');
    const found =
      (await calendar.findLink(organizerMailbox, eventId)) ??
      (ask ? await calendar.askForLink(organizerMailbox, eventId) : null);
    if (found === null) return ok('missing');
    await transact(systemScope, async ({ meetings, audit }) => {
      await meetings.markBooked(seriesId, eventId, found);
      await audit.add({ actor: 'system', action: 'teams-link-found', programmeId, subject: seriesId });
    });
    return ok('there');
  };

/** Has Outlook asked once more for the links that a programme's series lack. Faults: `no-such-programme`. */
export const requestLinks =
  ({ transact }: Pick<Deps, 'transact'>) =>
  async ({ programmeId, by }: { programmeId: ProgrammeId; by: PersonId }): Promise<Result<{ series: number }>> =>
    transact(systemScope, async ({ programmes, meetings, jobs, audit }) => {
      if (!(await programmes.getForUpdate(programmeId)))
        return fault('no-such-programme', 'There is no such programme.');
      const all = await meetings.seriesInProgramme(programmeId);
      const lacking = all.filter((one) => one.state === 'booked' && one.joinUrl === null);
      for (const { id } of lacking) await jobs.enqueue({ name: 'mend-link', data: { seriesId: id, ask: true } });
      const detail = { series: lacking.length };
      await audit.add({ actor: by, action: 'teams-links-asked-for', programmeId, detail });
      return ok(detail);
    });
