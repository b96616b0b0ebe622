import { columnsInChart, markSubtree } from '../engine/columns-in-chart.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/**
 * At least `steps` edges apart in the chart; different trees are infinitely far.
 * Whoever is nearer is reached by k steps up and at most `steps` − 1 − k down again: a few intervals.
 */
export function minDistance(sides: Facing, steps: number): Rule {
  const { chart } = sides.roster;
  const columns = columnsInChart(sides);
  return {
    name: 'minDistance',
    mark(row, bit, fails) {
      let count = 0;
      let top = sides.rows.person[row]!;
      for (let up = 0; up < steps && top >= 0; up++) {
        count += markSubtree(columns, chart, top, chart.depth[top]! + steps - 1 - up, bit, fails);
        top = chart.parent[top]!;
      }
      return count;
    },
  };
}
