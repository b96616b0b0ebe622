import { visitSubtree, type ColumnsInChart } from '../engine/columns-in-chart.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/**
 * At least `steps` edges apart in the chart; different trees are infinitely far.
 * Whoever is nearer is reached by k steps up and at most `steps` − 1 − k down again, and those who can be reached with
 * fewer steps up are in the subtree below: a few stretches that do not overlap.
 */
export function minDistance({ rows, roster: { chart } }: Facing, columns: ColumnsInChart, steps: number): Rule {
  return {
    name: 'minDistance',
    form: 'spans',
    order: columns.order,
    visit(row, span) {
      let [top, inner] = [rows.person[row]!, -1];
      for (let up = 0; up < steps && top >= 0; up++) {
        visitSubtree(columns, chart, top, inner, chart.depth[top]! + steps - 1 - up, span);
        [top, inner] = [chart.parent[top]!, top];
      }
    },
  };
}
