import { markLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They do not work together regularly, by the coordinator's list. */
export const worksTogether = (sides: Facing): Rule => ({
  name: 'worksTogether',
  mark: (row, bit, fails) => markLinked(sides, sides.roster.together, row, bit, fails),
});
