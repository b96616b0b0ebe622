import { groupBy } from '../engine/links.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They do not share a direct manager. */
export function sameManager({ rows, cols, roster: { chart } }: Facing): Rule {
  const managerOf = (person: number) => chart.parent[person]!;
  const nobody = new Int32Array(0);
  // For one person it is quicker to look through all columns than to put them in groups.
  const team = rows.size === 1 ? null : groupBy(cols.person.map(managerOf), chart.parent.length);
  const teamOf = (manager: number): Int32Array => {
    if (team) return team.to.subarray(team.start[manager], team.start[manager + 1]);
    const found: number[] = [];
    for (let col = 0; col < cols.size; col++) if (managerOf(cols.person[col]!) === manager) found.push(col);
    return Int32Array.from(found);
  };
  return {
    name: 'sameManager',
    form: 'columns',
    of: (row) => {
      const manager = managerOf(rows.person[row]!);
      return manager < 0 ? nobody : teamOf(manager);
    },
  };
}
