import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';
import { markByKind } from '../engine/kinds.ts';

/** At least one language in common; whoever names none shares all. */
export function sharedLanguage({ rows, cols, roster: { languageSets } }: Facing): Rule {
  const mark = markByKind(rows.languages, cols.languages, languageSets.length, (a, b) => {
    if (a === 0 || b === 0) return true;
    return [...languageSets[a]!].some((language) => languageSets[b]!.has(language));
  });
  return { name: 'sharedLanguage', mark };
}
