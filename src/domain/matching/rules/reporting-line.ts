import { columnsInChart, markSubtree } from '../engine/columns-in-chart.ts';
import type { Facing } from '../engine/roster.ts';
import { markOne, type Rule } from '../engine/rule.ts';

/** Neither is above the other, at any depth. */
export function reportingLine(sides: Facing): Rule {
  const { chart } = sides.roster;
  const columns = columnsInChart(sides);
  return {
    name: 'reportingLine',
    mark(row, bit, fails) {
      const person = sides.rows.person[row]!;
      let count = markSubtree(columns, chart, person, Infinity, bit, fails);
      for (let up = chart.parent[person]!; up >= 0; up = chart.parent[up]!) {
        count += markOne(sides.colOf[up]!, bit, fails);
      }
      return count;
    },
  };
}
