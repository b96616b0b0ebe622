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

/** Meetings of a pair in series that ended, but for those that went with them: held, or called off by themselves. */
export async function settledMeetings(
  store: Pick<MeetingStore, 'allOfPair' | 'occurrencesOfSeries'>,
  pairId: PairId,
): Promise<Occurrence[]> {
  const ended = (await store.allOfPair(pairId)).filter(({ state }) => state === 'ended');
  if (ended.length === 0) return [];
  const seriesOf = new Map(ended.map((one) => [one.id, one]));
  const meetings = await store.occurrencesOfSeries([...seriesOf.keys()]);
  return meetings.filter((one) => isSettled(seriesOf.get(one.seriesId)!, one));
}

/** Which of a pair's meetings, counted from 1, are to be booked: those that are not settled. */
export function positionsLeft(sessions: number, settled: Occurrence[]): number[] {
  const done = new Set(settled.map(({ position }) => position));
  return Array.from({ length: sessions }, (_, at) => at + 1).filter((position) => !done.has(position));
}
