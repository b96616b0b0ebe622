import type { MatchOutcome, RuleName } from './match-types.ts';

type Counts = Partial<Record<RuleName, number>>;

/**
 * An outcome as it may be kept: with nothing in it of what people told the matcher alone, so that nothing has to be
 * found again and deleted when they leave or think better of it. Every sum stays true: what a wish added to a score is
 * counted with the time zone, and people to avoid with earlier pairs. Coordinators are told each of these together with
 * others anyway, as `other` and as `apart`.
 */
export function withoutRequests(outcome: MatchOutcome): MatchOutcome {
  return {
    ...outcome,
    pairs: outcome.pairs.map((pair) => ({
      ...pair,
      terms: { ...pair.terms, timeZone: pair.terms.timeZone + pair.terms.wish, wish: 0 },
      reasons: withoutWish(pair.reasons),
    })),
    unmatched: outcome.unmatched.map((one) => ({
      ...one,
      blockedBy: counted(one.blockedBy),
      relaxation: one.relaxation?.setting === 'avoid' ? null : one.relaxation,
    })),
    report: { ...outcome.report, excluded: counted(outcome.report.excluded) },
  };
}

const withoutWish = (reasons: string): string =>
  reasons
    .split('; ')
    .filter((reason) => !/^wished for \(\d+\)$/.test(reason))
    .join('; ');

function counted({ avoid = 0, ...others }: Counts): Counts {
  return avoid === 0 ? others : { ...others, pairedBefore: (others.pairedBefore ?? 0) + avoid };
}
