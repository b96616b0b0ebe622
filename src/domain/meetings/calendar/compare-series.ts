import type { SeriesId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope } from '../../kernel/unit-of-work.ts';
import { assistantsOf, type ReadDeps } from './assistants-of-series.ts';
import { mendCalendar } from './mend-calendar.ts';
import { recordChanges } from './record-changes.ts';

/**
 * Compares one series with Outlook at once and puts right what differs; for what was decided here about single meetings.
 * Safe to repeat. Throws `CalendarUnavailable`, `DirectoryUnavailable`.
 */
export const compareSeries =
  (deps: ReadDeps) =>
  async ({ seriesId }: { seriesId: SeriesId }): Promise<Result<'compared' | 'nothing-booked'>> => {
    const { transact, calendarReader, clock } = deps;
    const series = await transact(systemScope, ({ meetings }) => meetings.series(seriesId));
    if (series?.state !== 'booked' || series.eventId === null) return ok('nothing-booked');
    const readFrom = clock.now();
    const seen = await calendarReader.series(series.organizerMailbox, series.eventId);
    const alsoInvited = (await assistantsOf(deps, [series])).get(seriesId) ?? [];
    const mendings = await transact(systemScope, (stores) =>
      recordChanges(stores, { seriesId, seen, readFrom, alsoInvited }, deps),
    );
    await mendCalendar(deps.calendar, mendings);
    return ok('compared');
  };
