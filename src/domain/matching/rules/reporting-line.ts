import { visitSubtree, type ColumnsInChart } from '../engine/columns-in-chart.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** Neither is above the other, at any depth. */
export function reportingLine({ rows, colOf, roster: { chart } }: Facing, columns: ColumnsInChart): Rule {
  return {
    name: 'reportingLine',
    form: 'spans',
    order: columns.order,
    visit(row, span) {
      const person = rows.person[row]!;
      visitSubtree(columns, chart, person, -1, Infinity, span);
      for (let up = chart.parent[person]!; up >= 0; up = chart.parent[up]!) {
        const col = colOf[up]!;
        if (col >= 0) span(columns.placeOf[col]!, columns.placeOf[col]! + 1);
      }
    },
  };
}
