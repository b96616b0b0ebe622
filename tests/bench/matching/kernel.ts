import { maxTotal } from '../../../src/domain/matching/engine/max-total.ts';
import { timed, type Contender } from './measure.ts';
import type { DenseProblem, SparseProblem } from './problems.ts';

/** The engine's own solver on a problem without people: as many pairs as can be, then the highest total. */
export function ours(problem: SparseProblem): Contender {
  const { rows, value } = problem;
  const highest = value.reduce((most, worth) => (worth > most ? worth : most), 0);
  const place = rows * highest + 1;
  const graph = { ...problem, value: value.map((worth) => worth + place) };
  const solve = () => {
    const { seconds, value: answer } = timed(() => maxTotal(graph));
    return { seconds, ...worthOf(problem, answer.colOf) };
  };
  return { name: 'ours', solve };
}

export function oursDense({ rows, cols, value }: DenseProblem): Contender {
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * cols);
  const col = Int32Array.from({ length: rows * cols }, (_, k) => k % cols);
  return ours({ rows, cols, start, col, value: Float64Array.from(value) });
}

function worthOf({ rows, start, col, value }: SparseProblem, colOf: Int32Array): { pairs: number; total: number } {
  let [pairs, total] = [0, 0];
  const taken = new Set<number>();
  for (let row = 0; row < rows; row++) {
    const given = colOf[row]!;
    if (given < 0) continue;
    const e = col.subarray(start[row], start[row + 1]).indexOf(given);
    if (e < 0 || taken.has(given)) throw new Error(`row ${row} can't have column ${given}`);
    taken.add(given);
    total += value[start[row]! + e]!;
    pairs++;
  }
  return { pairs, total };
}
