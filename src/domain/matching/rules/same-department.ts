import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** Not of the same department; an unknown one is nobody's. */
export function sameDepartment({ rows, cols }: Facing): Rule {
  return {
    name: 'sameDepartment',
    mark(row, bit, fails) {
      const department = rows.department[row]!;
      if (department === 0) return 0;
      let count = 0;
      for (let col = 0; col < cols.size; col++) {
        if (cols.department[col] !== department) continue;
        fails[col]! |= bit;
        count++;
      }
      return count;
    },
  };
}
