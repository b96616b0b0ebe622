import type { PairId } from '../kernel/ids.ts';
import type { Occurrence, Series } from './meetings.ts';
import type { MeetingStore } from './ports.ts';

/** A pair's latest series, and all its meetings in order: what was held in series of before, then that series' own. */
export type PairMeetings = { series: Series | null; meetings: Occurrence[] };

/** Of series in the order in which they were made, without those that were let go. */
export function meetingsIn(series: Series[], occurrences: Occurrence[]): PairMeetings {
  const latest = series.at(-1) ?? null;
  const meetings = series.flatMap((one) =>
    occurrences.filter(({ seriesId, state }) => seriesId === one.id && (one === latest || isHeld(one, state))),
  );
  return { series: latest, meetings };
}

/** In a series that has ended, what is still planned has been. */
const isHeld = ({ state }: Series, occurrence: Occurrence['state']): boolean =>
  state === 'ended' && occurrence === 'planned';

export async function meetingsOfPair(
  store: Pick<MeetingStore, 'allOfPair' | 'occurrencesOfSeries'>,
  pairId: PairId,
): Promise<PairMeetings> {
  const series = await store.allOfPair(pairId);
  return meetingsIn(series, await store.occurrencesOfSeries(series.map(({ id }) => id)));
}

/** How many meetings of a pair have been in series that ended, so that they are not booked once more. */
export async function heldOf(
  store: Pick<MeetingStore, 'allOfPair' | 'occurrencesOfSeries'>,
  pairId: PairId,
): Promise<number> {
  const ended = (await store.allOfPair(pairId)).filter(({ state }) => state === 'ended');
  if (ended.length === 0) return 0;
  const occurrences = await store.occurrencesOfSeries(ended.map(({ id }) => id));
  return occurrences.filter(({ state }) => state === 'planned').length;
}
