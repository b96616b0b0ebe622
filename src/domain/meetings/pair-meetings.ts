import type { PairId } from '../kernel/ids.ts';
import type { Occurrence, Series } from './meetings.ts';
import type { MeetingStore } from './ports.ts';

/** A pair's latest series, and all its meetings in order: what is settled in series of before, and that series' own. */
export type PairMeetings = { series: Series | null; meetings: Occurrence[] };

/** Of series in the order in which they were made, without those that were let go. */
export function meetingsIn(series: Series[], occurrences: Occurrence[]): PairMeetings {
  const latest = series.at(-1) ?? null;
  const meetings = series.flatMap((one) =>
    occurrences.filter((meeting) => meeting.seriesId === one.id && (one === latest || isSettled(one, meeting))),
  );
  return { series: latest, meetings: meetings.sort((a, b) => a.position - b.position) };
}

/**
 * In a series that has ended, what is still planned has been, and what was called off by itself stays so; only what went
 * with the series is left to be booked.
 */
const isSettled = ({ state }: Series, { goneWithSeries }: Occurrence): boolean => state === 'ended' && !goneWithSeries;

export async function meetingsOfPair(
  store: Pick<MeetingStore, 'allOfPair' | 'occurrencesOfSeries'>,
  pairId: PairId,
): Promise<PairMeetings> {
  const series = await store.allOfPair(pairId);
  return meetingsIn(series, await store.occurrencesOfSeries(series.map(({ id }) => id)));
}

/** Which of a pair's meetings, counted from 1, are to be booked: those that no series which ended has settled. */
export async function positionsLeft(
  store: Pick<MeetingStore, 'allOfPair' | 'occurrencesOfSeries'>,
  pairId: PairId,
  sessions: number,
): Promise<number[]> {
  const ended = (await store.allOfPair(pairId)).filter(({ state }) => state === 'ended');
  const seriesOf = new Map(ended.map((one) => [one.id, one]));
  const meetings = ended.length === 0 ? [] : await store.occurrencesOfSeries([...seriesOf.keys()]);
  const settled = new Set(meetings.flatMap((one) => (isSettled(seriesOf.get(one.seriesId)!, one) ? one.position : [])));
  return Array.from({ length: sessions }, (_, at) => at + 1).filter((position) => !settled.has(position));
}
