import { canonicalInput, matchSnapshot } from '../../../src/domain/matching/match-snapshot.ts';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { MatchInput } from '../../../src/domain/matching/match-types.ts';
import { changeProgramme } from '../../../src/domain/programme/change-programme.ts';
import { enrol, type Profile } from '../../../src/domain/programme/enrol.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { settings, thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

const byGrade = { ...defaultMatchSettings, levels: { from: 'grade' as const, order: ['Grade 2', 'Grade 4'] } };

/** Two mentors and two mentees with everything that a programme can know of them. */
async function filled() {
  const [mentor = '', otherMentor = ''] = line.organisation.juniors;
  const [mentee = '', otherMentee = '', outsider = '', unwanted = ''] = line.organisation.seniors;
  const everyone = [mentor, otherMentor, mentee, otherMentee];
  const programmeId = await line.openWith(everyone.map((personId) => ({ personId, role: null })));
  const allowing = async (mentorCapacity: number) =>
    value(
      await changeProgramme(line.deps)({
        programmeId,
        by: line.coordinator,
        settings: { ...settings, largestCapacity: { mentor: mentorCapacity, mentee: 1 } },
      }),
    );
  await allowing(3);
  const join = async (personId: string, more: Partial<Profile>) => {
    const profile: Profile = { role: 'mentor', offers: ['Data'], wants: [], area: null, languages: [], ...more };
    value(await enrol(line.deps)({ programmeId, personId, via: 'tab', profile }));
  };
  await join(mentor, { capacity: 3, requests: { wishes: [otherMentee, outsider, mentee], avoid: [unwanted] } });
  await join(otherMentor, {});
  await join(mentee, { role: 'mentee', requests: { wishes: [], avoid: [otherMentor] } });
  await join(otherMentee, { role: 'mentee' });
  await line.transact(systemScope, async ({ pairLists }) => {
    const add = (list: Parameters<typeof pairLists.add>[1], ...pairs: [string, string][]) =>
      pairLists.add(
        programmeId,
        list,
        pairs.map(([one, other]) => ({ one, other })),
        line.clock.now(),
      );
    await add('works-together', [mentee, mentor], [mentor, outsider]);
    await add('never-pair', [mentee, otherMentor], [mentor, otherMentor]);
    await add('paired-before', [otherMentee, otherMentor], [outsider, mentor]);
  });
  const snapshot = (how = defaultMatchSettings): Promise<MatchInput> =>
    line.transact(systemScope, (stores) => matchSnapshot(stores, programmeId, how));
  return { programmeId, mentor, otherMentor, mentee, otherMentee, outsider, allowing, snapshot };
}

test('everything that people and coordinators said reaches the matcher, and nothing of who did not join', async () => {
  const it = await filled();
  const input = await it.snapshot(byGrade);
  const of = (id: string) => input.enrolments.find(({ personId }) => personId === id);
  // A wish for somebody who did not join keeps its place.
  expect(of(it.mentor)).toMatchObject({ capacity: 3, wishes: [it.otherMentee, it.outsider, it.mentee] });
  expect(of(it.mentee)).toMatchObject({ capacity: 1, wishes: [], avoid: [it.otherMentor] });
  expect(input.together).toEqual([{ a: expect.any(String), b: expect.any(String) }]);
  expect(new Set(Object.values(input.together[0]!))).toEqual(new Set([it.mentor, it.mentee]));
  expect(input.forbidden).toEqual([{ mentorId: it.otherMentor, menteeId: it.mentee }]);
  expect(input.past).toEqual([{ mentorId: it.otherMentor, menteeId: it.otherMentee }]);
  const grades = input.people.filter(({ grade }) => grade !== undefined);
  expect(grades.map(({ id, grade }) => [id, grade]).sort()).toEqual(
    [
      [it.mentor, 'Grade 4'],
      [it.otherMentor, 'Grade 4'],
      [it.mentee, 'Grade 2'],
      [it.otherMentee, 'Grade 2'],
    ].sort(),
  );
  await it.allowing(2);
  expect((await it.snapshot()).enrolments.find(({ personId }) => personId === it.mentor)).toMatchObject({
    capacity: 2,
  });
});

test('the canonical input is the same in whatever order, and another when anything in it changes', async () => {
  const it = await filled();
  const input = await it.snapshot(byGrade);
  const known = canonicalInput(input);
  const turned: MatchInput = {
    ...input,
    people: input.people.toReversed(),
    enrolments: input.enrolments.toReversed().map((one) => ({
      ...one,
      offers: one.offers.toReversed(),
      wants: one.wants.toReversed(),
      languages: one.languages.toReversed(),
      avoid: one.avoid.toReversed(),
    })),
    past: input.past.toReversed(),
    forbidden: input.forbidden.toReversed(),
    together: input.together.map(({ a, b }) => ({ a: b, b: a })),
  };
  expect(canonicalInput(turned)).toBe(known);
  const [first, ...others] = input.enrolments;
  const pair = { mentorId: it.mentor, menteeId: it.mentee };
  const withFirst = (change: object): MatchInput => ({ ...input, enrolments: [{ ...first!, ...change }, ...others] });
  const changes: MatchInput[] = [
    withFirst({ capacity: 9 }),
    withFirst({ avoid: [it.outsider, it.mentee] }),
    withFirst({ wishes: [it.mentee, it.otherMentee] }),
    withFirst({ wishes: [it.otherMentee, it.mentee] }),
    { ...input, past: [] },
    { ...input, forbidden: [] },
    { ...input, together: [] },
    { ...input, locked: [pair] },
    { ...input, current: [pair] },
    { ...input, people: input.people.map((one) => (one.id === it.mentor ? { ...one, grade: 'Grade 2' } : one)) },
  ];
  const texts = changes.map(canonicalInput);
  expect(new Set([known, ...texts]).size).toBe(changes.length + 1);
});

test('a grade makes no difference where levels come from the chart', async () => {
  const input = await (await filled()).snapshot();
  const regraded = { ...input, people: input.people.map((one) => ({ ...one, grade: 'Another' })) };
  expect(canonicalInput(regraded)).toBe(canonicalInput(input));
});
