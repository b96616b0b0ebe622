import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';
import { markByKind } from '../engine/kinds.ts';
import { shareAnHour } from '../engine/zones.ts';

/** One unbroken hour within both people's working hours; without a zone on either side it holds. */
export function sharedWorkingHour({ rows, cols, roster: { stretches } }: Facing): Rule {
  const mark = markByKind(rows.hours, cols.hours, stretches.length, (a, b) => {
    if (a === 0 || b === 0) return true;
    return shareAnHour(stretches[a]!, stretches[b]!);
  });
  return { name: 'sharedWorkingHour', mark };
}
