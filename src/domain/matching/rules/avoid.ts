import { markLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** Neither lists the other as someone to avoid, in whichever role. */
export const avoid = (sides: Facing): Rule => ({
  name: 'avoid',
  mark: (row, bit, fails) => markLinked(sides, sides.roster.avoid, row, bit, fails),
});
