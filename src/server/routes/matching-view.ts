import type {
  BrokenRule,
  ComparisonView,
  MatchResultView,
  PairCheckView,
  ScenarioView,
  WhatIfView,
} from '../../contract/matching.ts';
import type { PersonId } from '../../domain/kernel/ids.ts';
import type { PairCheck } from '../../domain/matching/check-pair.ts';
import type { Comparison } from '../../domain/matching/compare-scenarios.ts';
import type { MatchedPair, RuleName, Unmatched } from '../../domain/matching/match-types.ts';
import { resultFor, withoutOwn } from '../../domain/matching/own-pair.ts';
import { reasonsForPeople } from '../../domain/matching/reasons-for-people.ts';
import { isPair, isUntold, pairKey, toldRules, type PairOfIds, type Scenario } from '../../domain/matching/scenario.ts';
import type { ShownScenario } from '../../domain/matching/show-scenario.ts';
import type { PairWhatIf } from '../../domain/matching/what-if-pair.ts';
import type { PersonDetails } from '../../domain/people/people.ts';
import { whatWouldHelp, whyUnmatched } from './matching-words.ts';
import { instantOf, instantOrNull, personView } from './person-view.ts';

type Name = (id: string) => PersonDetails;
type ShownResult = NonNullable<ShownScenario['result']>;

const membersOf = ({ mentorId, menteeId }: PairOfIds): PersonId[] => [mentorId, menteeId];

/** Everybody whom the view of a scenario names. */
export const peopleInScenario = (scenario: Scenario): PersonId[] => [
  ...[...scenario.locked, ...scenario.forbidden].flatMap((one) => [one.by, ...membersOf(one)]),
  ...(scenario.fault?.pairs ?? []).flatMap(membersOf),
  ...[scenario.createdBy, scenario.editedBy, scenario.ranBy, scenario.publishedBy].filter((id) => id !== null),
];

/** A scenario without its result, as this coordinator may see it: nothing about their own pair. */
export function scenarioView(scenario: Scenario, reader: PersonId, name: Name): ScenarioView {
  const act = (by: PersonId | null, at: Date | null) =>
    by === null || at === null ? null : { by: personView(name(by)), at: instantOf(at) };
  const ran = act(scenario.ranBy, scenario.ranAt);
  return {
    ...progressView(scenario),
    fault: scenario.fault && {
      code: scenario.fault.code,
      message: scenario.fault.message,
      pairs: withoutOwn(scenario.fault.pairs ?? [], reader).map(pairView(name)),
    },
    name: scenario.name,
    settings: scenario.settings,
    figures: scenario.figures,
    stale: scenario.stale,
    locked: withoutOwn(scenario.locked, reader).map((lock) => ({
      ...pairView(name)(lock),
      decided: { by: personView(name(lock.by)), at: lock.at },
      reason: lock.reason,
      overrides: toldRules(lock.overrides),
    })),
    forbidden: withoutOwn(scenario.forbidden, reader).map((one) => ({
      ...pairView(name)(one),
      decided: { by: personView(name(one.by)), at: one.at },
      reason: one.reason,
    })),
    created: { by: personView(name(scenario.createdBy)), at: instantOf(scenario.createdAt) },
    edited: act(scenario.editedBy, scenario.editedAt),
    ran: ran && { ...ran, endedAt: instantOrNull(scenario.endedAt) },
    published: act(scenario.publishedBy, scenario.publishedAt),
  };
}

export const progressView = ({ id, version, state, progress, fault }: Scenario) => ({
  id,
  version,
  state,
  progress,
  fault: fault && { code: fault.code, message: fault.message },
});

const pairView =
  (name: Name) =>
  ({ mentorId, menteeId }: PairOfIds) => ({
    mentor: personView(name(mentorId)),
    mentee: personView(name(menteeId)),
  });

/** Everybody whom the view of a result names. */
export const peopleInResult = ({ outcome }: ShownResult): PersonId[] => [
  ...outcome.pairs.flatMap(membersOf),
  ...outcome.unmatched.map((one) => one.personId),
];

/** What a run found, in names and sentences instead of ids and codes. */
export function resultView(
  { locked }: Scenario,
  { outcome, alreadyMeeting, waitingSince }: ShownResult,
  reader: PersonId,
  name: Name,
): MatchResultView {
  const { counts, objective, excluded, stability } = outcome.report;
  const shown = resultFor(outcome, reader);
  const meeting = new Set(alreadyMeeting.map(pairKey));
  return {
    pairs: shown.pairs.map((pair) => {
      const lock = locked.find(isPair(pair));
      return {
        ...pairView(name)(pair),
        score: pair.score,
        distance: pair.distance,
        levelGap: pair.levelGap,
        terms: toldTerms(pair),
        reasons: reasonsForPeople(pair),
        fixed: meeting.has(pairKey(pair)) ? 'already-meeting' : pair.locked ? 'locked' : null,
        overrides: pair.locked && lock ? toldRules(lock.overrides) : [],
        lockReason: (pair.locked && lock?.reason) || null,
      };
    }),
    unmatched: shown.unmatched.map((one) => ({
      person: personView(name(one.personId)),
      role: one.role,
      reason: one.reason,
      why: whyUnmatched(one, outcome.bottlenecks),
      waitingSince: instantOrNull(waitingSince.get(one.personId) ?? null),
      candidates: one.candidates,
      blockedBy: byRule(one.blockedBy),
      wouldHelp: helpView(one),
      bottleneck: one.bottleneck,
    })),
    own: shown.own,
    bottlenecks: shown.bottlenecks.map(({ role, people, partners, places }) => ({
      role,
      people: people.map((id) => personView(name(id))),
      partners: partners.map((id) => personView(name(id))),
      places,
    })),
    objective,
    excluded: {
      pairs: counts.possiblePairs - counts.allowedPairs,
      of: counts.possiblePairs,
      byRule: byRule(excluded),
    },
    blockingPairs: stability.blockingPairs,
  };
}

/** The parts of a score, which add up to it; a wish is not told apart from what else counts beside people's own words. */
export function toldTerms({ terms }: Pick<MatchedPair, 'terms'>): MatchResultView['pairs'][number]['terms'] {
  const { menteeWants, mentorWants, area, ...rest } = terms;
  const other = Object.values(rest).reduce((sum, points) => sum + points, 0);
  const told = { menteeWants, mentorWants, area, other };
  return (Object.keys(told) as (keyof typeof told)[])
    .filter((term) => told[term] > 0)
    .map((term) => ({ term, points: told[term] }));
}

/** What nobody may change is no help. */
function helpView({ relaxation }: Unmatched): MatchResultView['unmatched'][number]['wouldHelp'] {
  if (!relaxation || isUntold(relaxation.setting)) return null;
  const { setting, value, more } = relaxation;
  return { text: whatWouldHelp({ setting, value, more }), setting, value, more };
}

/** Largest first. The two untold rules are counted together; a pair that breaks both counts twice. */
function byRule(counts: Partial<Record<RuleName, number>>): { rule: BrokenRule; pairs: number }[] {
  const told = new Map<BrokenRule, number>();
  for (const [rule, pairs] of Object.entries(counts) as [RuleName, number][]) {
    const [name] = toldRules([rule]);
    if (name && pairs > 0) told.set(name, (told.get(name) ?? 0) + pairs);
  }
  return [...told].map(([rule, pairs]) => ({ rule, pairs })).sort((a, b) => b.pairs - a.pairs);
}

export const checkView = ({ breaks, lock, ...figures }: PairCheck): PairCheckView => ({
  breaks,
  lock: lock.can,
  objection: lock.can === 'impossible' ? lock.why.fault.message : null,
  score: figures.score,
  distance: figures.distance,
  levelGap: figures.levelGap,
  reasons: figures.reasons,
});

export const whatIfView = ({ changes, ...figures }: PairWhatIf, name: Name): WhatIfView => ({
  ...figures,
  changes: changes.map((one) => ({
    person: personView(name(one.personId)),
    role: one.role,
    before: one.before.map((id) => personView(name(id))),
    after: one.after.map((id) => personView(name(id))),
  })),
});

/** Everybody whom the view of a comparison names. */
export const peopleInComparison = ({ a, b, onlyInA, onlyInB, inBoth }: Comparison): PersonId[] => [
  ...[a, b].flatMap(peopleInScenario),
  ...[...onlyInA, ...onlyInB, ...inBoth].flatMap(membersOf),
];

export function comparisonView(compared: Comparison, reader: PersonId, name: Name): ComparisonView {
  const scored = (pair: Comparison['onlyInA'][number]) => ({ ...pairView(name)(pair), score: pair.score });
  const seat = (one: Comparison['matchedOnlyInA'][number]) => ({
    person: personView(name(one.personId)),
    role: one.role,
  });
  return {
    a: scenarioView(compared.a, reader, name),
    b: scenarioView(compared.b, reader, name),
    onlyInA: compared.onlyInA.map(scored),
    onlyInB: compared.onlyInB.map(scored),
    inBoth: compared.inBoth.map(({ scoreInA, scoreInB, ...pair }) => ({ ...pairView(name)(pair), scoreInA, scoreInB })),
    matchedOnlyInA: compared.matchedOnlyInA.map(seat),
    matchedOnlyInB: compared.matchedOnlyInB.map(seat),
  };
}
