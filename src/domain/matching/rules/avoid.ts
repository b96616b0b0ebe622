import { columnsLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** Neither lists the other as someone to avoid, in whichever role. */
export const avoid = (sides: Facing): Rule => ({
  name: 'avoid',
  form: 'columns',
  of: columnsLinked(sides, sides.roster.avoid),
});
