import type { PersonId } from '../kernel/ids.ts';
import type { MatchOutcome, MatchRole, WhatIf } from './match-types.ts';
import type { PairOfIds } from './scenario.ts';

/** A coordinator who takes part: what they may know of themselves. */
export type OwnPart = { role: MatchRole; matched: boolean };

const isAbout =
  (reader: PersonId) =>
  ({ mentorId, menteeId }: PairOfIds): boolean =>
    mentorId === reader || menteeId === reader;

/** Without the pairs that the reader is in. */
export const withoutOwn = <Pair extends PairOfIds>(pairs: Pair[], reader: PersonId): Pair[] =>
  pairs.filter((pair) => !isAbout(reader)(pair));

/** A result as this coordinator may see it: without a row, a reason or a partner of their own. */
export function resultFor(
  outcome: MatchOutcome,
  reader: PersonId,
): Pick<MatchOutcome, 'pairs' | 'unmatched' | 'bottlenecks'> & { own: OwnPart[] } {
  const mine = outcome.pairs.filter(isAbout(reader));
  const own: OwnPart[] = [
    ...[...new Set(mine.map((pair): MatchRole => (pair.mentorId === reader ? 'mentor' : 'mentee')))].map((role) => ({
      role,
      matched: true,
    })),
    ...outcome.unmatched.filter((one) => one.personId === reader).map(({ role }) => ({ role, matched: false })),
  ];
  const others = (people: string[]): string[] => people.filter((id) => id !== reader);
  return {
    pairs: withoutOwn(outcome.pairs, reader),
    unmatched: outcome.unmatched.filter((one) => one.personId !== reader),
    bottlenecks: outcome.bottlenecks.map((one) => ({
      ...one,
      people: others(one.people),
      partners: others(one.partners),
    })),
    own,
  };
}

/**
 * The same for what a change would do. Whoever would come to the reader, or go from them, is left out: with the reader
 * taken away they would seem to have had nobody, and so be known.
 */
export function changesFor(changes: WhatIf['changes'], reader: PersonId): WhatIf['changes'] {
  const others = (people: string[]): string[] => people.filter((id) => id !== reader);
  return changes
    .filter(({ personId, before, after }) => personId !== reader && before.includes(reader) === after.includes(reader))
    .map((one) => ({ ...one, before: others(one.before), after: others(one.after) }));
}
