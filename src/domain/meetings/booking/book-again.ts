import type { Clock } from '../../kernel/clock.ts';
import type { PairId, PersonId, ProgrammeId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../../kernel/jobs.ts';
import { fault, ok, type Fault, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { Pair, PairStore } from '../../matching/ports.ts';
import type { Alert } from '../../pairs/alerts.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { CalendarReader, CalendarStore, SeenSeries } from '../calendar/calendar-changes.ts';
import type { Series } from '../meetings.ts';
import { positionsLeft, settledMeetings } from '../pair-meetings.ts';
import type { MeetingStore } from '../ports.ts';

type Stores = {
  programmes: ProgrammeStore;
  pairs: PairStore;
  meetings: MeetingStore;
  calendar: CalendarStore;
  alerts: AlertStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};
type Deps = { transact: Transact<Stores>; calendarReader: CalendarReader; clock: Clock };
type Input = { programmeId: ProgrammeId; pairId: PairId; by: PersonId };

/**
 * A coordinator has the meetings of a pair booked again that somebody took out of Outlook: as many as went with the
 * series, at hours chosen anew; what was called off by itself before stays so. Pressed twice it is done once. Meetings that stand in Outlook after all (somebody has put them back) are
 * taken up as they stand, and nobody is written to.
 *
 * ordered: hours are chosen, and both invited · stands: Outlook has them · not-needed: nothing of theirs is missing.
 * Faults: `no-such-pair`, `own-pair`, `nothing-left`. Throws `CalendarUnavailable`.
 */
export const bookAgain =
  ({ transact, calendarReader, clock }: Deps) =>
  async (input: Input): Promise<Result<'ordered' | 'stands' | 'not-needed'>> => {
    const found = await transact(systemScope, (stores) => readCase(stores, input));
    if ('code' in found) return { ok: false, fault: found };
    if (!found.missing) return ok('not-needed');
    const { organizerMailbox, eventId } = found.missing.series;
    const seen = eventId === null ? null : await calendarReader.series(organizerMailbox, eventId);
    return transact(systemScope, async (stores) => {
      await stores.pairs.getForUpdate(input.pairId);
      const now = await readCase(stores, input);
      if ('code' in now) return { ok: false, fault: now };
      if (!now.missing) return ok('not-needed');
      const { series, alert } = now.missing;
      const isBack = await takeUp(stores, series, seen, clock.now());
      if (!isBack && now.left === 0) return fault('nothing-left', 'All of their meetings have taken place.');
      if (!isBack) {
        await stores.meetings.markToBookAgain(series.id, clock.now());
        await stores.jobs.enqueue({ name: 'plan-series', data: { programmeId: input.programmeId } });
      }
      await stores.alerts.close(alert.id, 'mended', clock.now(), input.by);
      await stores.outbox.revise(alert.id);
      await stores.audit.add({
        actor: input.by,
        action: isBack ? 'series-found-again' : 'series-booked-again',
        programmeId: input.programmeId,
        subject: input.pairId,
        detail: { meetings: now.left },
      });
      return ok(isBack ? 'stands' : 'ordered');
    });
  };

type Case = { left: number; missing: { series: Series; alert: Alert } | null };

async function readCase(stores: Stores, { programmeId, pairId, by }: Input): Promise<Case | Fault> {
  const programme = await stores.programmes.get(programmeId);
  const pair = await stores.pairs.get(pairId);
  if (!programme?.coordinators.includes(by) || pair?.programmeId !== programmeId) {
    return { code: 'no-such-pair', message: 'There is no such pair.' };
  }
  const isOwn = (id: PersonId): boolean => id === pair.mentorId || id === pair.menteeId;
  if (isOwn(by) && programme.coordinators.some((id) => !isOwn(id))) {
    return { code: 'own-pair', message: 'This is your own pair, so another coordinator has to decide.' };
  }
  const series = await stores.meetings.seriesOfPair(pairId);
  const alert = (await stores.alerts.inProgramme(programmeId)).find((one) => isAbout(one, pair));
  const left = positionsLeft(programme.sessions, await settledMeetings(stores.meetings, pairId)).length;
  const isMissing = pair.state === 'live' && series?.state === 'ended' && alert !== undefined;
  return { left, missing: isMissing ? { series, alert } : null };
}

const isAbout = ({ state, matter }: Alert, pair: Pair): boolean =>
  state === 'open' && matter.kind === 'series-deleted' && matter.pairId === pair.id;

/** Whether meetings that went with the series stand in Outlook after all: then they are ours again. */
async function takeUp(stores: Stores, { id }: Series, seen: SeenSeries | null, now: Date): Promise<boolean> {
  const standing = new Set(seen?.occurrences.flatMap((one) => (one.startsAt > now ? one.originalStart.getTime() : [])));
  const meetings = await stores.meetings.occurrencesOfSeries([id]);
  const back = meetings.filter((one) => one.goneWithSeries && standing.has(one.regularStart.getTime()));
  if (back.length === 0) return false;
  await stores.meetings.reopen(id);
  await stores.calendar.restoreOccurrences(back.map((one) => one.id));
  await stores.jobs.enqueue({ name: 'compare-series', data: { seriesId: id } });
  return true;
}
