import { fact, never } from '../engine/fact.ts';
import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';

/** At least one language in common; whoever names none shares all. */
export function sharedLanguage({ rows, cols, roster: { languageSets } }: Facing): Rule {
  const share = (a: number, b: number) => a === 0 || b === 0 || meet(languageSets[a]!, languageSets[b]!);
  return {
    name: 'sharedLanguage',
    form: 'kinds',
    fact: fact(rows.languages, cols.languages, languageSets.length, (a, b) => (share(a, b) ? 0 : never)),
  };
}

function meet(a: Set<number>, b: Set<number>): boolean {
  for (const language of a) if (b.has(language)) return true;
  return false;
}
