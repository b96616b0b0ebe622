import { groupBy } from '../engine/links.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They do not share a direct manager. */
export function sameManager({ rows, cols, roster: { chart } }: Facing): Rule {
  const managerOf = (person: number) => chart.parent[person]!;
  const team = groupBy(cols.person.map(managerOf), chart.parent.length);
  return {
    name: 'sameManager',
    mark(row, bit, fails) {
      const manager = managerOf(rows.person[row]!);
      if (manager < 0) return 0;
      const end = team.start[manager + 1]!;
      for (let k = team.start[manager]!; k < end; k++) fails[team.to[k]!]! |= bit;
      return end - team.start[manager]!;
    },
  };
}
