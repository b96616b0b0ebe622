import { columnsLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** Neither managed the other before, as the history of direct managers tells. */
export const formerLine = (sides: Facing): Rule => ({
  name: 'formerLine',
  form: 'columns',
  of: columnsLinked(sides, sides.roster.former),
});
