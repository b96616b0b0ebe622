import { columnsLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** They do not work together regularly, by the coordinator's list. */
export const worksTogether = (sides: Facing): Rule => ({
  name: 'worksTogether',
  form: 'columns',
  of: columnsLinked(sides, sides.roster.together),
});
