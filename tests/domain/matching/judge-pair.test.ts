import { judgePair, judgePairs } from '../../../src/domain/matching/judge-pair.ts';
import { match } from '../../../src/domain/matching/match.ts';
import type { MatchInput, MentorMentee } from '../../../src/domain/matching/match-types.ts';
import { reasonsForPeople } from '../../../src/domain/matching/reasons-for-people.ts';
import { value } from '../../support/value.ts';
import { input, instances, person, enrolment } from './instances.ts';
import { forAll } from './runs.ts';

/** Some of the pairs that there could be. */
function couldBe({ enrolments }: MatchInput): MentorMentee[] {
  const idsOf = (role: string) => enrolments.filter((one) => one.role === role).map(({ personId }) => personId);
  const mentees = idsOf('mentee');
  const pairs = idsOf('mentor').flatMap((mentorId) => mentees.map((menteeId) => ({ mentorId, menteeId })));
  return pairs.filter(({ mentorId, menteeId }) => mentorId !== menteeId).slice(0, 8);
}

/** What a match says of a pair that it is made to make. */
function asLocked(asked: MatchInput, pair: MentorMentee) {
  const answer = match({ ...asked, forbidden: [], current: [], locked: [{ ...pair, reason: 'asked about' }] });
  if (!answer.ok) throw new Error(answer.fault[0]?.message);
  const { score, distance, levelGap, terms, ...made } = answer.value.pairs.find(({ locked }) => locked)!;
  const broken = /locked although it breaks ([A-Za-z, ]+): asked about$/.exec(made.reasons)?.[1];
  return { score, distance, levelGap, terms, reasons: reasonsForPeople(made), breaks: broken?.split(', ') ?? [] };
}

test('many pairs are judged at once as a match would judge each', () => {
  forAll(instances(8), 0.5, (asked) => {
    const pairs = couldBe(asked);
    expect(value(judgePairs(asked, pairs))).toEqual(pairs.map((pair) => asLocked(asked, pair)));
  });
});

test('no pairs are no work, and a circle of managers above one of many is a fault', () => {
  const people = [person('a', null), person('b', 'c'), person('c', 'b'), person('d', null)];
  const asked = input({
    people,
    enrolments: [enrolment('a', 'mentor'), enrolment('b', 'mentee'), enrolment('d', 'mentee')],
  });
  expect(judgePairs(asked, [])).toEqual({ ok: true, value: [] });
  expect(judgePair(asked, { mentorId: 'a', menteeId: 'd' }).ok).toBe(true);
  const both = ['d', 'b'].map((menteeId) => ({ mentorId: 'a', menteeId }));
  expect(judgePairs(asked, both)).toMatchObject({ fault: { code: 'circle-of-managers' } });
});
