import { fact, never } from '../engine/fact.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';
import { shareAnHour } from '../engine/zones.ts';

/** One unbroken hour within both people's working hours; without a zone on either side it holds. */
export function sharedWorkingHour({ rows, cols, roster: { stretches } }: Facing): Rule {
  const share = (a: number, b: number) => a === 0 || b === 0 || shareAnHour(stretches[a]!, stretches[b]!);
  return {
    name: 'sharedWorkingHour',
    form: 'kinds',
    fact: fact(rows.hours, cols.hours, stretches.length, (a, b) => (share(a, b) ? 0 : never)),
  };
}
