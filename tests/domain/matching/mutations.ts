import type { MatchOutcome, MatchedPair, Prices, Unmatched } from '../../../src/domain/matching/match-types.ts';
import type { World } from './independent-rules.ts';
import { tableOf } from './independent-table.ts';

/** Ways to spoil an answer, each of which the independent check must see; null where there is nothing to spoil. */
export type Mutation = (outcome: MatchOutcome, world: World) => MatchOutcome | null;

type Change<T> = (item: T, outcome: MatchOutcome) => T | null;

/** Spoils the first pair that can be spoilt so. */
const inOnePair =
  (change: Change<MatchedPair>): Mutation =>
  (outcome) =>
    inOne(outcome, 'pairs', change);
const inOneUnmatched =
  (change: Change<Unmatched>): Mutation =>
  (outcome) =>
    inOne(outcome, 'unmatched', change);
const inOneBottleneck =
  (change: Change<MatchOutcome['bottlenecks'][number]>): Mutation =>
  (outcome) =>
    inOne(outcome, 'bottlenecks', change);

function inOne<Key extends 'pairs' | 'unmatched' | 'bottlenecks'>(
  outcome: MatchOutcome,
  key: Key,
  change: Change<MatchOutcome[Key][number]>,
): MatchOutcome | null {
  const list: MatchOutcome[Key][number][] = outcome[key];
  for (const [k, item] of list.entries()) {
    const changed = change(item, outcome);
    if (changed) return { ...outcome, [key]: list.with(k, changed) };
  }
  return null;
}

const without = <T>(list: T[], at: number): T[] | null => (at < 0 ? null : list.toSpliced(at, 1));

const pairMutations: Record<string, Mutation> = {
  'a free pair dropped': (outcome) => {
    const pairs = without(
      outcome.pairs,
      outcome.pairs.findIndex(({ locked }) => !locked),
    );
    return pairs && { ...outcome, pairs };
  },
  'a locked pair dropped': (outcome) => {
    const pairs = without(
      outcome.pairs,
      outcome.pairs.findIndex(({ locked }) => locked),
    );
    return pairs && { ...outcome, pairs };
  },
  'a pair twice': (outcome) => {
    const [pair] = outcome.pairs;
    return pair ? { ...outcome, pairs: [pair, ...outcome.pairs] } : null;
  },
  'another order': (outcome) => (outcome.pairs.length > 1 ? { ...outcome, pairs: outcome.pairs.toReversed() } : null),
  'a higher score': inOnePair((pair) => ({ ...pair, score: pair.score + 1 })),
  'another distance': inOnePair((pair) => ({ ...pair, distance: (pair.distance ?? 0) + 1 })),
  'another level gap': inOnePair((pair) => ({ ...pair, levelGap: (pair.levelGap ?? 0) + 1 })),
  'a lock that is none': inOnePair((pair) => ({ ...pair, locked: !pair.locked })),
  'a lock without its reason': inOnePair((pair) => (pair.locked ? { ...pair, reasons: '' } : null)),
  'a forbidden pair more': (outcome, world) => withPair(outcome, world, (broken) => broken),
  'a pair more than there is place for': (outcome, world) =>
    withPair(outcome, world, (broken, full) => !broken && full),
  'someone with themselves': inOnePair((pair) => ({ ...pair, menteeId: pair.mentorId })),
  'a stranger': inOnePair((pair) => ({ ...pair, menteeId: 'nobody' })),
};

/** One more pair, its figures true. */
function withPair(
  outcome: MatchOutcome,
  world: World,
  wanted: (broken: boolean, full: boolean) => boolean,
): MatchOutcome | null {
  for (const mentorId of world.mentors.keys()) {
    for (const menteeId of world.mentees.keys()) {
      if (mentorId === menteeId) continue;
      if (outcome.pairs.some((pair) => pair.mentorId === mentorId && pair.menteeId === menteeId)) continue;
      const has = outcome.pairs.filter((pair) => pair.mentorId === mentorId).length;
      const full = has >= world.placesOf('mentor', mentorId).all;
      if (!wanted(world.broken(mentorId, menteeId).length > 0, full)) continue;
      const steps = world.distance(mentorId, menteeId);
      const pair: MatchedPair = {
        ...{ mentorId, menteeId, locked: false, reasons: '' },
        score: world.score(mentorId, menteeId),
        distance: steps === Infinity ? null : steps,
        levelGap: world.levelGap(mentorId, menteeId),
        terms: {} as MatchedPair['terms'],
      };
      const pairs = [...outcome.pairs, pair].sort(
        (a, b) => compare(a.mentorId, b.mentorId) || compare(a.menteeId, b.menteeId),
      );
      return { ...outcome, pairs };
    }
  }
  return null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const unmatchedMutations: Record<string, Mutation> = {
  'someone left unsaid': (outcome) =>
    outcome.unmatched.length > 0 ? { ...outcome, unmatched: outcome.unmatched.slice(1) } : null,
  'someone told twice': (outcome) =>
    outcome.unmatched.length > 0 ? { ...outcome, unmatched: [outcome.unmatched[0]!, ...outcome.unmatched] } : null,
  'another reason': inOneUnmatched((one) => ({
    ...one,
    reason: one.reason === 'outnumbered' ? 'no_candidate' : 'outnumbered',
  })),
  'a candidate more': inOneUnmatched((one) => ({ ...one, candidates: one.candidates + 1 })),
  'one more taken by a rule': inOneUnmatched((one) => {
    const [first] = Object.entries(one.blockedBy);
    return first ? { ...one, blockedBy: { ...one.blockedBy, [first[0]]: first[1] + 1 } } : null;
  }),
  'a rule left unsaid': inOneUnmatched((one) => {
    const rules = Object.entries(one.blockedBy);
    return rules.length > 0 ? { ...one, blockedBy: Object.fromEntries(rules.slice(1)) } : null;
  }),
  'no bottleneck told': inOneUnmatched((one) => (one.bottleneck === null ? null : { ...one, bottleneck: null })),
  'a bottleneck with fewer places': inOneBottleneck((one) => ({ ...one, places: one.places - 1 })),
  'a bottleneck with a partner left out': inOneBottleneck((one) =>
    one.places > 0 ? { ...one, partners: one.partners.slice(1) } : null,
  ),
  'a bottleneck without whom it is told to': (outcome) => {
    const person = outcome.unmatched.find(({ bottleneck }) => bottleneck !== null);
    if (!person) return null;
    const { people, ...rest } = outcome.bottlenecks[person.bottleneck!]!;
    const left = { ...rest, people: people.filter((id) => id !== person.personId) };
    return { ...outcome, bottlenecks: outcome.bottlenecks.with(person.bottleneck!, left) };
  },
};

type Part = 'people' | 'above' | 'total';

/** Puts one price so far off that it can't prove anything; it must be of someone with free places and a free pair. */
const priceMutation =
  (part: Part, by: 1 | -1): Mutation =>
  (outcome, world) => {
    const { certificate, pairs } = outcome;
    const made = pairs.find(({ locked }) => !locked);
    const prices =
      part === 'above' ? certificate.above?.prices : part === 'total' ? certificate.total.prices : certificate.people;
    if (!made || !prices || (part === 'above' && by < 0)) return null;
    const { all, locks } = world.placesOf('mentor', made.mentorId);
    if (all === locks) return null;
    const far = 8 * by * (certificate.placeValue + certificate.waitingValue + certificate.scoreValue * 1000);
    const mentors = { ...prices.mentors, [made.mentorId]: prices.mentors[made.mentorId]! + far };
    return withPrices(outcome, part, { ...prices, mentors });
  };

function withPrices(outcome: MatchOutcome, part: Part, prices: Prices): MatchOutcome {
  const { certificate } = outcome;
  const changed =
    part === 'people'
      ? { people: prices }
      : part === 'total'
        ? { total: { ...certificate.total, prices } }
        : { above: { ...certificate.above!, prices } };
  return { ...outcome, certificate: { ...certificate, ...changed } };
}

const withCertificate = (outcome: MatchOutcome, part: Partial<MatchOutcome['certificate']>): MatchOutcome => ({
  ...outcome,
  certificate: { ...outcome.certificate, ...part },
});

function freeScores(world: World): number[] {
  const { free, score } = tableOf(world);
  return [...score].filter((_, cell) => free[cell] === 1);
}

const proofMutations: Record<string, Mutation> = {
  'a price of people lowered': priceMutation('people', -1),
  'a price of people raised': priceMutation('people', 1),
  'a price above the lowest raised': priceMutation('above', 1),
  'a price of the total lowered': priceMutation('total', -1),
  'a price of the total raised': priceMutation('total', 1),
  'a price left out': (outcome) => {
    const [first] = Object.keys(outcome.certificate.people.mentors);
    if (first === undefined) return null;
    const { [first]: _, ...mentors } = outcome.certificate.people.mentors;
    return withPrices(outcome, 'people', { ...outcome.certificate.people, mentors });
  },
  'a price that is no whole number': (outcome) => {
    const [first] = Object.entries(outcome.certificate.total.prices.mentees);
    if (first === undefined) return null;
    const mentees = { ...outcome.certificate.total.prices.mentees, [first[0]]: first[1] + 0.5 };
    return withPrices(outcome, 'total', { ...outcome.certificate.total.prices, mentees });
  },
  'nothing about pairs above the lowest': (outcome, world) => {
    const { above } = outcome.certificate;
    return above && freeScores(world).some((score) => score > above.score)
      ? withCertificate(outcome, { above: null })
      : null;
  },
  'about pairs above another score': (outcome) => {
    const { above } = outcome.certificate;
    return above && withCertificate(outcome, { above: { ...above, score: above.score + 1 } });
  },
  'a floor above the lowest score': (outcome) => {
    const lowest = outcome.report.objective.lowest?.value;
    const { total } = outcome.certificate;
    return lowest === undefined ? null : withCertificate(outcome, { total: { ...total, floor: lowest + 1 } });
  },
  'places that are worth nothing': (outcome) => withCertificate(outcome, { placeValue: 0 }),
  'scores that are worth nothing': (outcome) => withCertificate(outcome, { scoreValue: 0 }),
  'pairs in force that are worth as much as scores': (outcome, world) => {
    const { currentValue, scoreValue } = outcome.certificate;
    const table = tableOf(world);
    const mayBeKept = [...table.current].some((cell) => table.free[cell] === 1);
    return currentValue > 0 && mayBeKept ? withCertificate(outcome, { currentValue: scoreValue }) : null;
  },
};

export const mutations: Record<string, Mutation> = { ...pairMutations, ...unmatchedMutations, ...proofMutations };
