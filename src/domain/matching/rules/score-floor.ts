import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';
import type { ScoreRow } from '../engine/score.ts';

/** The pair scores at least `floor`. */
export function scoreFloor({ cols }: Facing, scoreRow: ScoreRow, floor: number): Rule {
  const scores = new Int32Array(cols.size);
  return {
    name: 'scoreFloor',
    form: 'pairs',
    mark(row, bit, fails) {
      scoreRow(row, scores);
      let count = 0;
      for (let col = 0; col < cols.size; col++) {
        if (scores[col]! >= floor) continue;
        fails[col]! |= bit;
        count++;
      }
      return count;
    },
  };
}
