import { levelKind, type Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** level(mentor) − level(mentee), row against column; null when either has none, or both are depths of different trees. */
export function levelGap(sides: Facing, row: number, col: number): number | null {
  const { rows, cols, roster, rowsAreMentors } = sides;
  const rowKind = rows.levelKind[row]!;
  const colKind = cols.levelKind[col]!;
  if (rowKind === levelKind.none || colKind === levelKind.none) return null;
  const { root } = roster.chart;
  const bothDepths = rowKind === levelKind.depth && colKind === levelKind.depth;
  if (bothDepths && root[rows.person[row]!] !== root[cols.person[col]!]) return null;
  const gap = rows.level[row]! - cols.level[col]!;
  return rowsAreMentors ? gap : 0 - gap;
}

/** The mentor is at least `gap` levels below the mentee; where levels can't be compared the rule fails the pair. */
export function minLevelGap(sides: Facing, gap: number): Rule {
  return {
    name: 'minLevelGap',
    mark(row, bit, fails) {
      let count = 0;
      for (let col = 0; col < sides.cols.size; col++) {
        const pairGap = levelGap(sides, row, col);
        if (pairGap !== null && pairGap >= gap) continue;
        fails[col]! |= bit;
        count++;
      }
      return count;
    },
  };
}
