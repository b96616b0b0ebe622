import { levelKind, type Facing, type Side } from '../engine/roster.ts';
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
  const { rows, cols, rowsAreMentors, roster } = sides;
  const { root } = roster.chart;
  const sign = rowsAreMentors ? 1 : -1;
  // Which levels a column's can be compared with: 0 none, tree + 2 depths of that tree, 1 all.
  const scaleOf = (side: Side, k: number) =>
    side.levelKind[k] === levelKind.depth ? root[side.person[k]!]! + 2 : side.levelKind[k] === levelKind.none ? 0 : 1;
  const scales = Int32Array.from({ length: cols.size }, (_, col) => scaleOf(cols, col));
  const levels = cols.level;
  return {
    name: 'minLevelGap',
    mark(row, bit, fails) {
      const scale = scaleOf(rows, row);
      const level = rows.level[row]!;
      let count = 0;
      for (let col = 0; col < levels.length; col++) {
        const other = scales[col]!;
        const comparable = scale !== 0 && other !== 0 && (scale === other || scale === 1 || other === 1);
        if (comparable && sign * (level - levels[col]!) >= gap) continue;
        fails[col]! |= bit;
        count++;
      }
      return count;
    },
  };
}
