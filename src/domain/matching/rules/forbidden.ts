import { columnsLinked } from '../engine/listed.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** The coordinator's own list, as written: this mentor never with this mentee. No setting turns it off. */
export function forbidden(sides: Facing): Rule {
  const { forbiddenMentees, forbiddenMentors } = sides.roster;
  const list = sides.rowsAreMentors ? forbiddenMentees : forbiddenMentors;
  return { name: 'forbidden', form: 'columns', of: columnsLinked(sides, list) };
}
