import type { Bottleneck, Relaxation, Unmatched } from '../../domain/matching/match-types.ts';
import type { UntoldRule } from '../../domain/matching/scenario.ts';

/** Why somebody has no partner, in one sentence for a coordinator; the numbers are beside it. */
export function whyUnmatched(
  { reason, role, candidates, bottleneck }: Pick<Unmatched, 'reason' | 'role' | 'candidates' | 'bottleneck'>,
  bottlenecks: Bottleneck[],
): string {
  const opposite = role === 'mentor' ? 'mentees' : 'mentors';
  switch (reason) {
    case 'no_candidate':
      return `The rules leave none of the ${opposite}.`;
    case 'no_level':
      return 'Their level in the organisation is not known, so the rule about levels can’t be checked.';
    case 'not_enrolled_opposite':
      return `No ${opposite} have joined.`;
    case 'outnumbered': {
      const shared = bottleneck === null ? undefined : bottlenecks[bottleneck];
      if (!shared) return `All ${candidates} possible ${opposite} have a partner who suits them better.`;
      const { people, partners, places } = shared;
      const who = people.length === 1 ? 'One person has' : `${people.length} people share`;
      const [possible, have] =
        partners.length === 1
          ? [`one possible ${role === 'mentor' ? 'mentee' : 'mentor'}`, 'has']
          : [`${partners.length} possible ${opposite}`, 'have'];
      const free = places === 0 ? 'no free place' : places === 1 ? 'one free place' : `${places} free places`;
      return `${who} only ${possible}${places === partners.length ? '' : `, who ${have} ${free}`}.`;
    }
  }
}

type ToldRelaxation = Relaxation & { setting: Exclude<Relaxation['setting'], UntoldRule> };

const RELAXED: Record<ToldRelaxation['setting'], (value: Relaxation['value']) => string> = {
  reportingLine: () => 'Allowing pairs within one reporting line',
  sameManager: () => 'Allowing pairs with the same manager',
  minDistance: (steps) => `Allowing ${steps === 1 ? 'one step' : `${String(steps)} steps`} in the org chart`,
  sameDepartment: () => 'Allowing pairs from one department',
  minLevelGap: (gap) => (typeof gap === 'number' ? levelsAllowed(gap) : 'Leaving levels out of account'),
  formerLine: () => 'Allowing former managers and reports',
  worksTogether: () => 'Allowing people who work together',
  sharedLanguage: () => 'Allowing pairs without a common language',
  sharedWorkingHour: () => 'Allowing pairs without a common working hour',
  bothGain: () => 'Allowing pairs in which only one of the two gains',
  scoreFloor: (floor) => (floor === null ? 'No lowest score' : `A lowest score of ${String(floor)}`),
};

function levelsAllowed(gap: number): string {
  const levels = Math.abs(gap) === 1 ? 'one level' : `${Math.abs(gap)} levels`;
  if (gap === 0) return 'Allowing mentees as senior as their mentor';
  return gap > 0 ? `Asking for ${levels} between them` : `Allowing mentees up to ${levels} below their mentor`;
}

/** One sentence: what to change, and what it would do. */
export const whatWouldHelp = ({ setting, value, more }: ToldRelaxation): string =>
  `${RELAXED[setting](value)} would match ${more === 1 ? 'one more person' : `${more} more people`}.`;
