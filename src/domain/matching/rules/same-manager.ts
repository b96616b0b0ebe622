import { groupBy } from '../engine/links.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They do not share a direct manager. */
export function sameManager({ rows, cols, roster: { chart } }: Facing): Rule {
  const managerOf = (person: number) => chart.parent[person]!;
  const managers = cols.person.map(managerOf);
  const nobody = new Int32Array(0);
  // For one person it is quicker to look through all columns than to put them in groups.
  const team = rows.size === 1 ? null : groupBy(managers, chart.parent.length);
  const teamOf = (manager: number) =>
    team?.to.subarray(team.start[manager], team.start[manager + 1]) ??
    Int32Array.from(managers.keys()).filter((col) => managers[col] === manager);
  return {
    name: 'sameManager',
    form: 'columns',
    of: (row) => {
      const manager = managerOf(rows.person[row]!);
      return manager < 0 ? nobody : teamOf(manager);
    },
  };
}
