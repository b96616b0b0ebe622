import type { MatchEnrolment, MatchInput, MatchSettings } from '../../../src/domain/matching/match-types.ts';
import { enrolment, input, noRules, person } from './instances.ts';

/** One topic is one point, and only a common language decides who may be with whom. */
const settings: Partial<MatchSettings> = {
  rules: { ...noRules, sharedLanguage: true },
  weights: { menteeWants: 1, mentorWants: 0, area: 0, differentDepartment: 0, sameLocation: 0, timeZone: 0, wish: 0 },
};

type Facts = Partial<MatchEnrolment>;
const range = (count: number) => Array.from({ length: count }, (_, k) => k);
const number = (prefix: string, k: number) => `${prefix}${String(k).padStart(5, '0')}`;

function instance(mentors: Facts[], mentees: Facts[], more: Partial<MatchSettings> = {}): MatchInput {
  const enrolments = [
    ...mentors.map((facts, k) => enrolment(number('m', k), 'mentor', facts)),
    ...mentees.map((facts, k) => enrolment(number('s', k), 'mentee', facts)),
  ];
  const people = enrolments.map(({ personId }) => person(personId, null));
  return input({ people, enrolments }, { ...settings, ...more });
}

/** Instances that hurt matchers, with `n` people a side or so. */
export function worstCases(n: number): Record<string, MatchInput> {
  const nobody: Facts[] = range(n).map(() => ({}));
  const speaking = (k: number): Facts => ({ languages: [`language ${k}`] });
  const scored = (most: number) => ({
    // Mentee a and mentor b share the topics (x, y) with x ≤ a and y ≤ b: a·b of them.
    mentors: range(n).map((b) => ({
      offers: range(most).flatMap((x) => range((b % most) + 1).map((y) => `${x} ${y}`)),
    })),
    mentees: range(n).map((a) => ({
      wants: range((a % most) + 1).flatMap((x) => range(most).map((y) => `${x} ${y}`)),
    })),
  });
  const product = scored(Math.min(n, 12));
  const few = Math.max(1, Math.floor(n / 3));
  return {
    'all ties': instance(nobody, nobody),
    'all ties, more mentees': instance(nobody.slice(0, few), nobody),
    'all ties, place for three': instance(
      nobody.slice(0, few).map(() => ({ capacity: 3 })),
      nobody.map(() => ({ capacity: 2 })),
    ),
    'nobody allowed': instance(
      nobody.map(() => speaking(1)),
      nobody.map(() => speaking(2)),
    ),
    'no mentors': instance([], nobody),
    'no mentees': instance(nobody, []),
    'one mentor whom everybody wants': instance(
      [{ offers: ['a', 'b', 'c'], capacity: 2 }, ...nobody.slice(1)],
      nobody.map(() => ({ wants: ['a', 'b', 'c'] })),
    ),
    'one mentor for everybody': instance(
      [{}, ...nobody.slice(1).map(() => speaking(1))],
      nobody.map(() => speaking(2)),
    ),
    'scores i·j': instance(product.mentors, product.mentees),
    'scores i·j, for the total': instance(product.mentors, product.mentees, { objective: 'total' }),
    'scores i·j, place for two': instance(
      product.mentors.map((facts, k) => ({ ...facts, capacity: 1 + (k % 2) })),
      product.mentees.map((facts) => ({ ...facts, capacity: 2 })),
    ),
    // As many mentors as mentees, but more than half of the mentees share fewer than half of the mentors.
    'balanced, yet nobody can have everybody matched': instance(
      range(n).map((k) => (k < Math.floor(n / 2) ? { languages: ['x', 'y'] } : speaking(2))),
      range(n).map((k) => (k <= Math.floor(n / 2) ? { languages: ['x'] } : { languages: ['y', 'language 2'] })),
    ),
    // A ladder: each mentee can be with two neighbours only, and the first come first served fails at its end.
    'a ladder': instance(
      range(n).map((k) => ({ languages: [`language ${k}`, `language ${k + 1}`] })),
      range(n).map((k) => ({ ...speaking(k + 1), ...(k % 3 === 0 && { waitingSince: '2026-01-01' }) })),
    ),
    'all but one wait': instance(
      nobody.slice(0, few),
      range(n).map((k) => (k === 0 ? {} : { waitingSince: '2026-01-01' })),
    ),
  };
}
