import { columnsLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They have not been paired before, in either direction. */
export const pairedBefore = (sides: Facing): Rule => ({
  name: 'pairedBefore',
  form: 'columns',
  of: columnsLinked(sides, sides.roster.past),
});
