import type { ProposalView } from '../../contract/matching.ts';
import type { Relaxation, Unmatched } from '../../domain/matching/match-types.ts';
import type { Proposal } from '../../domain/matching/ports.ts';
import { reasonsForPeople } from '../../domain/matching/reasons-for-people.ts';
import type { PersonDetails } from '../../domain/people/people.ts';
import { instantOf, instantOrNull, personView } from './person-view.ts';

/** One run of the matcher, in names and sentences instead of ids and codes. */
export function proposalView(proposal: Proposal, name: (id: string) => PersonDetails): ProposalView {
  const { outcome, settings } = proposal;
  const { report } = outcome;
  const { minDistance, minLevelGap, sameDepartment } = settings.rules;
  return {
    id: proposal.id,
    run: { objective: settings.objective, minDistance, minLevelGap, sameDepartment, seed: settings.seed },
    createdAt: instantOf(proposal.createdAt),
    publishedAt: instantOrNull(proposal.publishedAt),
    pairs: outcome.pairs.map((pair) => ({
      mentor: personView(name(pair.mentorId)),
      mentee: personView(name(pair.menteeId)),
      score: pair.score,
      distance: pair.distance,
      levelGap: pair.levelGap,
      reasons: reasonsForPeople(pair.reasons),
    })),
    unmatched: outcome.unmatched.map((one) => ({
      person: personView(name(one.personId)),
      role: one.role,
      why: whyUnmatched(one),
      candidates: one.candidates,
      blockedBy: byRule(one.blockedBy),
      wouldHelp: one.relaxation && whatWouldHelp(one.relaxation),
    })),
    excluded: {
      pairs: report.counts.possiblePairs - report.counts.allowedPairs,
      of: report.counts.possiblePairs,
      byRule: byRule(report.excluded),
    },
    lowestScore: outcome.pairs.length === 0 ? null : Math.min(...outcome.pairs.map((pair) => pair.score)),
    totalScore: outcome.pairs.reduce((sum, pair) => sum + pair.score, 0),
    proven: report.proven,
  };
}

const byRule = (counts: Partial<Record<string, number>>) =>
  Object.entries(counts)
    .map(([rule, pairs]) => ({ rule, pairs: pairs ?? 0 }))
    .filter(({ pairs }) => pairs > 0)
    .sort((a, b) => b.pairs - a.pairs);

/** One sentence for a coordinator; the numbers are beside it. */
function whyUnmatched({ reason, role, candidates, bottleneck }: Unmatched): string {
  const opposite = role === 'mentor' ? 'mentees' : 'mentors';
  switch (reason) {
    case 'no_candidate':
      return `The rules leave none of the ${opposite}.`;
    case 'no_level':
      return 'Their level in the organisation is not known, so the rule about levels can’t be checked.';
    case 'not_enrolled_opposite':
      return `No ${opposite} have joined.`;
    case 'outnumbered':
      return bottleneck
        ? `${bottleneck.people} people share only ${bottleneck.partners} possible ${opposite}.`
        : `All ${candidates} possible ${opposite} have a partner who suits them better.`;
  }
}

const RELAXED: Record<Relaxation['setting'], (value: Relaxation['value']) => string> = {
  reportingLine: () => 'Allowing pairs within one reporting line',
  sameManager: () => 'Allowing pairs with the same manager',
  minDistance: (steps) => `Allowing ${String(steps)} steps in the org chart`,
  sameDepartment: () => 'Allowing pairs from one department',
  minLevelGap: (gap) => (gap === null ? 'Leaving levels out of account' : `A gap of ${String(gap)} levels`),
  formerLine: () => 'Allowing former managers and reports',
  worksTogether: () => 'Allowing people who work together',
  pairedBefore: () => 'Allowing pairs that were together before',
  avoid: () => 'Setting aside whom people asked not to be paired with',
  sharedLanguage: () => 'Allowing pairs without a common language',
  sharedWorkingHour: () => 'Allowing pairs without a common working hour',
  bothGain: () => 'Allowing pairs in which only one of the two gains',
  scoreFloor: (floor) => (floor === null ? 'No lowest score' : `A lowest score of ${String(floor)}`),
};

const whatWouldHelp = ({ setting, value, more }: Relaxation): string =>
  `${RELAXED[setting](value)} would match ${more === 1 ? 'one more person' : `${more} more people`}.`;
