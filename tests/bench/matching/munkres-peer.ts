import { munkres } from 'munkres';
import { timed, type Contender } from './measure.ts';
import type { DenseProblem } from './problems.ts';

/** The npm package `munkres`, given rows of typed arrays, which it takes fastest. It keeps its hands off them. */
export function munkresPeer({ rows, cols, value }: DenseProblem): Contender {
  const costs = Array.from({ length: rows }, (_, row) => {
    return Float64Array.from(value.subarray(row * cols, (row + 1) * cols), (worth) => -worth);
  });
  const solve = () => {
    const { seconds, value: pairs } = timed(() => munkres(costs));
    return { seconds, pairs: pairs.length, total: -pairs.reduce((sum, [row, col]) => sum + costs[row]![col]!, 0) };
  };
  return { name: 'munkres', solve };
}
