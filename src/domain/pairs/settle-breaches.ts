import type { Breach } from '../matching/chart-breaches.ts';
import type { RuleName } from '../matching/match-types.ts';

/** What is to be done about a pair's alert. */
export type Settlement =
  | { step: 'nothing' }
  | { step: 'raise'; breaches: Breach[] }
  /** What is new is a new matter; the alert that was open has been overtaken. */
  | { step: 'replace'; breaches: Breach[] }
  /** No more than before, but other than before. */
  | { step: 'change'; breaches: Breach[] }
  | { step: 'mend' };

/** What makes two breaches the same matter: figures may change, who is above whom may not. */
export const breachKey = ({ rule, above }: Breach): string => (rule === 'reportingLine' ? `${rule} ${above}` : rule);

/**
 * Compares what a pair breaks now with what is open and with what was settled before.
 *
 * `overrides` are rules that were set aside when the pair was published, `kept` is what a coordinator decided to live
 * with later: neither is brought up again. `wasInLine`: an alert told that one of the two was above the other. A line
 * that people were told of becomes a former one when it ends: that is what healing looks like, and no new matter.
 */
export function settleBreaches(now: {
  broken: Breach[];
  open: Breach[] | null;
  kept: Breach[];
  wasInLine: boolean;
  overrides: RuleName[];
}): Settlement {
  const { open } = now;
  const kept = new Set(now.kept.map(breachKey));
  const wasInLine = now.wasInLine || isInLine(now.broken);
  const breaches = now.broken.filter(
    (breach) =>
      !now.overrides.includes(breach.rule) &&
      !kept.has(breachKey(breach)) &&
      !(breach.rule === 'formerLine' && wasInLine),
  );
  if (open === null) return breaches.length === 0 ? { step: 'nothing' } : { step: 'raise', breaches };
  if (breaches.length === 0) return { step: 'mend' };
  const known = new Set(open.map(breachKey));
  if (breaches.some((breach) => !known.has(breachKey(breach)))) return { step: 'replace', breaches };
  return same(open, breaches) ? { step: 'nothing' } : { step: 'change', breaches };
}

export const isInLine = (breaches: Breach[]): boolean => breaches.some(({ rule }) => rule === 'reportingLine');

/** The database gives names in another order. */
const same = (a: Breach[], b: Breach[]): boolean =>
  a.length === b.length &&
  a.every((breach, k) => {
    const other = b[k]!;
    return (Object.keys(breach) as (keyof Breach)[]).every((name) => breach[name] === other[name]);
  });
