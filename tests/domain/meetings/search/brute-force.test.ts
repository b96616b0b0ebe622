import fc from 'fast-check';
import { placeSeries } from '../../../../src/domain/meetings/search/place-series.ts';
import type { PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';
import { costOfNothing, everySeries, jointCost, leastCost, type Series } from './every-series.ts';
import { smallQuestion } from './small-questions.ts';

/** INSTANCES=100000: the long run; SEED=…: other questions. */
const numRuns = Number(process.env['INSTANCES'] ?? 40);
const seed = Number(process.env['SEED'] ?? 20261122);
/** More combinations than this take too long to try. */
const mostCombinations = 200_000;

test('the same cost as trying every combination of series of all pairs', () => {
  const seen = { several: 0, moved: 0, blocked: 0, second: 0, none: 0 };
  fc.assert(
    fc.property(smallQuestion, (question) => {
      const series = question.pairs.map((_, at) => everySeries(question, at));
      fc.pre(series.reduce((product, list) => product * (list.length + 1), 1) <= mostCombinations);
      const placements = placeSeries(question);
      const chosen = placements.map((placement, at) => asTried(question, series[at]!, placement));
      const cost = jointCost(question, chosen);
      expect(cost).toEqual(leastCost(question, series));
      expect(placements.map(({ proven }) => proven)).not.toContain(false);
      const told = placements.map(({ found }) =>
        found.ok ? Object.values(found.value.cost) : costOfNothing(question),
      );
      expect(told.reduce((sum, one) => sum.map((part, k) => part + one[k]!))).toEqual(cost);
      if (chosen.filter(Boolean).length > 1) seen.several += 1;
      if (cost![1]! > 0) seen.moved += 1;
      if (cost![0]! > 0) seen.blocked += 1;
      if (cost![4]! > 0) seen.second += 1;
      if (chosen.includes(null)) seen.none += 1;
    }),
    { numRuns, seed },
  );
  // Not a test of easy questions alone; a few runs don't meet everything.
  const met = numRuns < 1000 ? [seen.several, seen.blocked] : Object.values(seen);
  expect(Math.min(...met)).toBeGreaterThan(0);
});

/** The series that was found, among all that there are. */
function asTried(
  { count }: PlacementQuestion,
  series: Series[],
  { found }: ReturnType<typeof placeSeries>[number],
): Series | null {
  if (!found.ok) {
    expect(['never-free', 'no-room']).toContain(found.fault.code);
    return null;
  }
  const { meetings } = found.value;
  expect(meetings.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  const isSame = (one: Series): boolean =>
    meetings.every(
      ({ regularStart, startsAt, endsAt }, at) =>
        one.regular[at]!.from === regularStart.getTime() &&
        one.hours[at]!.from === startsAt.getTime() &&
        one.hours[at]!.to === endsAt.getTime(),
    );
  const same = series.filter(isSame);
  expect(same.length).toBeGreaterThan(0);
  // With one meeting, every cadence gives the same hours.
  return same.reduce((best, one) => (one.cost[5]! < best.cost[5]! ? one : best));
}
