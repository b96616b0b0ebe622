import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../kernel/clock.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Occurrence, Series } from '../meetings.ts';
import type { ProposalPlan } from './proposal-plan.ts';
import type { ProposedHour } from './time-proposals.ts';
import { createZoneClock, DAY_MS, MINUTE_MS, wallTimeAt } from '../zone-clock.ts';

/** The series that begins with an hour which both people chose: from then on at the same time by the zone's clock. */
export function seriesFrom(
  { pair, programme, positions, series: before }: Pick<ProposalPlan, 'pair' | 'programme' | 'positions' | 'series'>,
  hour: ProposedHour,
  { newId, clock }: { newId: NewId; clock: Clock },
): { series: Series; occurrences: Occurrence[] } {
  const { timeZone, gapWeeks: everyWeeks, sessionMinutes } = programme;
  const series: Series = {
    id: newId(),
    pairId: pair.id,
    programmeId: programme.id,
    // The one that was tried in vain says which mailbox the pair was given.
    organizerMailbox: before?.organizerMailbox ?? programme.organizerMailbox,
    timeZone,
    everyWeeks,
    sessionMinutes,
    state: 'chosen',
    transactionId: newId(),
    eventId: null,
    joinUrl: null,
    explanation: explain(hour, timeZone),
    createdAt: clock.now(),
  };
  const first = wallTimeAt(hour.startsAt, timeZone);
  const gap = everyWeeks * 7 * DAY_MS;
  const toInstant = createZoneClock(timeZone, hour.startsAt, new Date(first + gap * positions.length));
  const occurrences = positions.map((position, at): Occurrence => {
    const startsAt = new Date(toInstant(first + at * gap));
    return {
      id: newId(),
      seriesId: series.id,
      position,
      regularStart: startsAt,
      startsAt,
      endsAt: new Date(startsAt.getTime() + sessionMinutes * MINUTE_MS),
      // The two know their diaries; we could not look into all of them.
      diary: 'unknown',
      eventId: null,
      state: 'planned',
      feedbackAskedAt: null,
    };
  });
  return { series, occurrences };
}

function explain({ startsAt }: ProposedHour, timeZone: string): string {
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone);
  const weekday = start.toLocaleString('en-GB', { weekday: 'long' });
  const time = start.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${weekday} ${time} because both of you chose it; later meetings were not checked.`;
}
