import { groupBy } from '../engine/links.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** Not of the same department; an unknown one is nobody's. */
export function sameDepartment({ rows, cols, roster: { departments } }: Facing): Rule {
  const members = groupBy(
    cols.department.map((department) => department - 1),
    departments.words.length,
  );
  const nobody = new Int32Array(0);
  return {
    name: 'sameDepartment',
    form: 'columns',
    of: (row) => {
      const department = rows.department[row]! - 1;
      return department < 0 ? nobody : members.to.subarray(members.start[department], members.start[department + 1]);
    },
  };
}
