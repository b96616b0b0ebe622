import type { BMatching } from './b-matching.ts';
import { worthOf, type Problem } from './problem.ts';
import { copyOf } from './solve.ts';

/**
 * The pairs of a level on which pairs are worth nothing, without those that serve nobody there: both have another
 * partner, maybe by a lock, and the pair costs more than it adds. Where pairs are scored, their prices see to it.
 */
export function withoutSparePairs(problem: Problem, state: BMatching): BMatching {
  const { source, places } = problem;
  const kept = copyOf(state);
  const hasAnother = (node: number) => kept.degree[node]! > 1 || places.first[node] === 0;
  for (let row = 0; row < source.rows; row++) {
    for (let k = kept.degree[row]! - 1; k >= 0 && hasAnother(row); k--) {
      const partner = kept.partnerOf(row, k);
      const col = partner - source.rows;
      const serves = !hasAnother(partner) || worthOf(problem, row, col, source.row(row)[col]!) >= 0;
      if (!serves) kept.unlink(row, partner);
    }
  }
  return kept;
}
