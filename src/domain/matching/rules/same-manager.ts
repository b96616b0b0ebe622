import { groupBy } from '../engine/links.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They do not share a direct manager. */
export function sameManager({ rows, cols, roster: { chart } }: Facing): Rule {
  const managerOf = (person: number) => chart.parent[person]!;
  const team = groupBy(cols.person.map(managerOf), chart.parent.length);
  const nobody = new Int32Array(0);
  return {
    name: 'sameManager',
    form: 'columns',
    of: (row) => {
      const manager = managerOf(rows.person[row]!);
      return manager < 0 ? nobody : team.to.subarray(team.start[manager], team.start[manager + 1]);
    },
  };
}
