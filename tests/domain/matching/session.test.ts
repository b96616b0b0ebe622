import fc from 'fast-check';
import { openMatch } from '../../../src/domain/matching/match.ts';
import type { MatchChange, MatchInput, MatchOutcome, WhatIf } from '../../../src/domain/matching/match-types.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';
import { bestByTrying } from './brute-force.ts';
import { changedInput } from './changed-input.ts';
import { answerOf, filesOf } from './files-of.ts';
import { problemsOf } from './independent-check.ts';
import { objectiveOf, type Pair } from './independent-objective.ts';
import { worldOf } from './independent-rules.ts';
import { inputFiles } from './input-files.ts';
import { enrolment, input as emptyInput, instances, noRules, person } from './instances.ts';
import { forAll } from './runs.ts';

const kinds = ['lock', 'unlock', 'forbid', 'allow', 'join', 'leave'] as const;
type Draw = { kind: (typeof kinds)[number]; pick: number; capacity: number };
const draws: fc.Arbitrary<Draw> = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(10_000),
  capacity: fc.constantFrom(1, 1, 2),
});

/** What a draw stands for in this input; null when there is nothing of the kind to change. */
function changeOf(input: MatchInput, { kind, pick, capacity }: Draw): MatchChange | null {
  const one = <T>(list: T[]): T | undefined => list[pick % Math.max(1, list.length)];
  const enrolled = new Set(input.enrolments.map(({ role, personId }) => `${role} ${personId}`));
  if (kind === 'unlock' || kind === 'allow') {
    const pair = one(kind === 'unlock' ? input.locked : input.forbidden);
    return pair ? { kind, pair } : null;
  }
  if (kind === 'leave') {
    const leaver = one(input.enrolments);
    return leaver ? { kind, personId: leaver.personId, role: leaver.role } : null;
  }
  if (kind === 'join') {
    const roles = ['mentor', 'mentee'] as const;
    const free = input.people.flatMap(({ id }) =>
      roles.filter((role) => !enrolled.has(`${role} ${id}`)).map((role) => ({ id, role })),
    );
    const joiner = one(free);
    const facts = { capacity, offers: ['data'], wants: ['cloud', 'data'], wishes: [input.people[0]!.id] };
    return joiner ? { kind, enrolment: enrolment(joiner.id, joiner.role, facts) } : null;
  }
  const mentors = input.enrolments.filter(({ role }) => role === 'mentor');
  const mentees = input.enrolments.filter(({ role }) => role === 'mentee');
  const pairs = mentors.flatMap(({ personId: mentorId }) =>
    mentees
      .filter(({ personId: menteeId }) => menteeId !== mentorId)
      .map(({ personId: menteeId }) => ({ mentorId, menteeId, reason: 'they asked for it' })),
  );
  const pair = one(pairs);
  return pair ? { kind, pair } : null;
}

const sessionOf = (input: MatchInput) => {
  const session = openMatch(input);
  if (!session.ok) throw new Error(JSON.stringify(session.fault));
  return session.value;
};

const figuresOf = ({ report: { objective } }: MatchOutcome) => ({
  places: objective.places.value,
  waiting: objective.waiting.value,
  lowest: objective.lowest?.value ?? null,
  total: objective.total.value,
});

const figuresIn = (told: WhatIf, when: 'before' | 'after') => ({
  places: told.places[when],
  waiting: told.waiting[when],
  lowest: told.lowest[when],
  total: told.total[when],
});

/** The input after a change. With no pairs in force, the answer that is being looked at stands in for them. */
const inputAfter = (input: MatchInput, change: MatchChange, { pairs }: MatchOutcome): MatchInput => {
  const shown = pairs.map(({ mentorId, menteeId }) => ({ mentorId, menteeId }));
  return { ...changedInput(input, change), current: input.current.length > 0 ? input.current : shown };
};

/** The answer that `told.changes` makes of the present one; complains where the two ends of a pair differ. */
function answerAfter(told: WhatIf, outcome: MatchOutcome, input: MatchInput): Pair[] {
  const made = new Set(outcome.pairs.map(({ mentorId, menteeId }) => `${mentorId} ${menteeId}`));
  const key = (role: string, own: string, other: string) => (role === 'mentor' ? `${own} ${other}` : `${other} ${own}`);
  const ends = { gone: new Map<string, number>(), come: new Map<string, number>() };
  for (const { personId, role, before, after } of told.changes) {
    const partners = outcome.pairs
      .filter((pair) => (role === 'mentor' ? pair.mentorId : pair.menteeId) === personId)
      .map((pair) => (role === 'mentor' ? pair.menteeId : pair.mentorId));
    expect([...before].sort()).toEqual(partners.sort());
    expect([...before].sort()).not.toEqual([...after].sort());
    const count = (map: Map<string, number>, other: string) =>
      map.set(key(role, personId, other), (map.get(key(role, personId, other)) ?? 0) + 1);
    before.filter((other) => !after.includes(other)).forEach((other) => count(ends.gone, other));
    after.filter((other) => !before.includes(other)).forEach((other) => count(ends.come, other));
  }
  for (const told of [...ends.gone.values(), ...ends.come.values()]) expect(told).toBe(2);
  for (const pair of ends.gone.keys()) made.delete(pair);
  for (const pair of ends.come.keys()) made.add(pair);
  const world = worldOf(inputFiles(input));
  return [...made].map((pair) => {
    const [mentor, mentee] = pair.split(' ') as [string, string];
    const locked = world.locked.some((lock) => lock.mentor === mentor && lock.mentee === mentee);
    expect(locked || world.broken(mentor, mentee).length === 0).toBe(true);
    return { mentor, mentee, locked, score: world.score(mentor, mentee) };
  });
}

test('what a change would do is what a new run with it does, and who changes partner adds up to it', () => {
  forAll(fc.tuple(instances(7), fc.array(draws, { minLength: 1, maxLength: 3 })), 0.4, ([input, drawn]) => {
    const session = sessionOf(input);
    const before = JSON.stringify(session.outcome);
    for (const draw of drawn) {
      const change = changeOf(input, draw);
      if (!change) continue;
      const changed = inputAfter(input, change, session.outcome);
      const told = session.whatIf(change);
      const cold = openMatch(changed);
      expect(told.ok).toBe(cold.ok);
      if (!told.ok || !cold.ok) continue;
      expect(figuresIn(told.value, 'before')).toEqual(figuresOf(session.outcome));
      expect(figuresIn(told.value, 'after')).toEqual(figuresOf(cold.value.outcome));
      const world = worldOf(inputFiles(changed));
      if (change.kind === 'lock') {
        const { mentorId, menteeId } = change.pair;
        expect([...told.value.breaks].sort()).toEqual(world.broken(mentorId, menteeId).sort());
      } else expect(told.value.breaks).toEqual([]);
      const pairs = answerAfter(told.value, session.outcome, changed);
      expect(objectiveOf(world, pairs)).toEqual(bestByTrying(inputFiles(changed)));
      const names = told.value.changes.map(({ personId, role }) => `${personId} ${role}`);
      expect(names).toEqual([...names].sort());
    }
    expect(JSON.stringify(session.outcome)).toBe(before);
  });
});

test('change after change, the answer stays one that a new run could give, with the fewest pairs changed', () => {
  forAll(fc.tuple(instances(7), fc.array(draws, { minLength: 2, maxLength: 8 })), 0.3, ([input, drawn]) => {
    const session = sessionOf(input);
    let now = input;
    for (const draw of drawn) {
      const change = changeOf(now, draw);
      if (!change) continue;
      const changed = inputAfter(now, change, session.outcome);
      const outcome = JSON.stringify(session.outcome);
      const told = session.apply(change);
      const cold = openMatch(changed);
      expect(told.ok).toBe(cold.ok);
      if (!told.ok || !cold.ok) {
        expect(JSON.stringify(session.outcome)).toBe(outcome);
        continue;
      }
      now = changedInput(now, change);
      // Where no pairs are in force, those of the new answer are from then on.
      const inForce = input.current.length > 0 ? input.current : session.outcome.pairs;
      expect(problemsOf(filesOf({ ...now, current: inForce }, session.outcome))).toEqual([]);
      const kept = session.outcome.pairs.filter((pair) =>
        changed.current.some(({ mentorId, menteeId }) => mentorId === pair.mentorId && menteeId === pair.menteeId),
      );
      expect(figuresIn(told.value, 'after')).toEqual(figuresOf(session.outcome));
      expect(figuresOf(session.outcome)).toEqual(figuresOf(cold.value.outcome));
      expect(kept.length).toBe(bestByTrying(filesOf(changed, session.outcome)).kept);
    }
  });
});

test('who left and joins again sits in the chart where they did, for those who join after them too', () => {
  forAll(instances(9), 1.2, (input) => {
    const session = sessionOf(input);
    let now = input;
    const make = (change: MatchChange) => {
      const changed = inputAfter(now, change, session.outcome);
      const told = session.apply(change);
      const cold = openMatch(changed);
      expect(told.ok).toBe(cold.ok);
      if (!told.ok || !cold.ok) return;
      expect(figuresIn(told.value, 'after')).toEqual(figuresOf(cold.value.outcome));
      now = changedInput(now, change);
    };
    for (const one of input.enrolments.slice(0, 2)) {
      make({ kind: 'leave', personId: one.personId, role: one.role });
      make({ kind: 'join', enrolment: one });
      const opposite = one.role === 'mentor' ? 'mentee' : 'mentor';
      const isThere = (id: string) => now.enrolments.some(({ personId, role }) => personId === id && role === opposite);
      const free = input.people.find(({ id }) => !isThere(id));
      if (free) make({ kind: 'join', enrolment: enrolment(free.id, opposite, { offers: ['data'], wants: ['data'] }) });
    }
  });
});

test.each(['mentor', 'mentee'] as const)('a %s who was forbidden a partner joins again, and still is', (role) => {
  const people = ['m1', 'm2', 's1', 's2'].map((id) => person(id, null));
  const enrolments = ['m1', 'm2', 's1', 's2'].map((id) =>
    enrolment(id, id < 'n' ? 'mentor' : 'mentee', id.endsWith('1') ? { offers: ['data'], wants: ['data'] } : {}),
  );
  const session = sessionOf(emptyInput({ people, enrolments }, { rules: noRules }));
  const back = enrolments.find((one) => one.role === role)!;
  const totalAfter = (change: MatchChange) => {
    const told = session.apply(change);
    if (!told.ok) throw new Error(JSON.stringify(told.fault));
    return told.value.total.after;
  };
  const pair = { mentorId: 'm1', menteeId: 's1' };
  const apart = totalAfter({ kind: 'forbid', pair });
  totalAfter({ kind: 'leave', personId: back.personId, role });
  expect(totalAfter({ kind: 'join', enrolment: back })).toBe(apart);
  expect(totalAfter({ kind: 'allow', pair })).toBeGreaterThan(apart);
});

test('a change that is stopped on the way says so, and nothing is different then', () => {
  forAll(fc.tuple(instances(7), fc.array(draws, { minLength: 1, maxLength: 4 }), fc.nat(12)), 0.2, (drawn) => {
    const [input, changes, patience] = drawn;
    const session = sessionOf(input);
    const before = JSON.stringify(session.outcome);
    for (const draw of changes) {
      const change = changeOf(input, draw);
      if (!change) continue;
      let asked = 0;
      const hasty = session.whatIf(change, () => asked++ < patience);
      const patient = session.whatIf(change);
      if (hasty.ok || hasty.fault !== 'stopped') expect(hasty).toEqual(patient);
      else expect(asked).toBeGreaterThan(patience);
      const cold = openMatch(inputAfter(input, change, session.outcome));
      expect(patient.ok).toBe(cold.ok);
      if (patient.ok && cold.ok) expect(figuresIn(patient.value, 'after')).toEqual(figuresOf(cold.value.outcome));
    }
    expect(JSON.stringify(session.outcome)).toBe(before);
  });
});

test('with the last answer in force, nothing changes unless something is gained', () => {
  forAll(instances(10), 0.2, (input) => {
    const first = answerOf(input);
    const current = first.pairs.map(({ mentorId, menteeId }) => ({ mentorId, menteeId }));
    const again = answerOf({ ...input, current, settings: { ...input.settings, seed: input.settings.seed + 1 } });
    expect(again.pairs).toEqual(first.pairs);
    expect(again.report.current).toEqual({ pairs: current.length, kept: current.length, fewestChanged: true });
  });
});

test.each(['balanced', 'total'] as const)(
  '%s: the first mentor joins, and from then on that pair is in force',
  (objective) => {
    const people = ['m1', 's1'].map((id) => person(id, null));
    const mentees = emptyInput({ people, enrolments: [enrolment('s1', 'mentee')] }, { rules: noRules, objective });
    const session = sessionOf(mentees);
    expect(session.apply({ kind: 'join', enrolment: enrolment('m1', 'mentor') }).ok).toBe(true);
    expect(session.outcome.report.current).toEqual({ pairs: 1, kept: 1, fewestChanged: true });
  },
);

test.each(['mentor', 'mentee'] as const)('more join as %s than there was room for, and then others', (first) => {
  const random = seededRandom(`many join as ${first}`);
  const topics = ['cloud', 'data', 'law', 'sales', 'travel', 'writing'];
  const answers = () => ({ offers: [random.pick(topics)], wants: [random.pick(topics), random.pick(topics)] });
  const people = Array.from({ length: 240 }, (_, k) => person(`p${k}`, k === 0 ? null : `p${(k - 1) >> 2}`));
  const enrolled = ['mentor', 'mentee'] as const;
  const enrolments = people.slice(200).map(({ id }, k) => enrolment(id, enrolled[k % 2]!, answers()));
  const session = sessionOf(emptyInput({ people, enrolments }, { rules: { ...noRules, reportingLine: true } }));
  for (const [k, { id }] of people.slice(0, 200).entries()) {
    const isFirst = k < 80 ? k % 8 > 0 : k % 8 === 0;
    const role = isFirst === (first === 'mentor') ? 'mentor' : 'mentee';
    const told = session.apply({ kind: 'join', enrolment: enrolment(id, role, answers()) });
    if (!told.ok) throw new Error(JSON.stringify(told.fault));
    if (k % 40 === 39) expect(figuresIn(told.value, 'after')).toEqual(figuresOf(session.outcome));
  }
  expect(session.outcome.pairs.length).toBeGreaterThan(80);
});

describe.each(['balanced', 'total'] as const)('%s: a pair that was locked and is unlocked', (objective) => {
  const people = ['m1', 'm2', 's1', 's2', 's3', 's4'].map((id) => person(id, null));
  const pair = { mentorId: 'm1', menteeId: 's4' };
  const unlock = { kind: 'unlock', pair } as const;
  const asked = (capacity: number, current: MatchInput['current'], seed: number) =>
    sessionOf(
      emptyInput(
        {
          people,
          enrolments: people.map(({ id }) => enrolment(id, id.startsWith('m') ? 'mentor' : 'mentee', { capacity })),
          locked: [pair],
          current,
        },
        { rules: noRules, objective, seed },
      ),
    );

  test.each([1, 2])('stays if it is in force: place for %i', (capacity) => {
    for (let seed = 0; seed < 5; seed++) {
      const told = asked(capacity, [pair], seed).whatIf(unlock);
      const partners = told.ok ? told.value.changes.find(({ personId }) => personId === 'm1')?.after : [];
      expect(partners ?? ['s4']).toContain('s4');
    }
  });

  test.each([1, 2])('stays if the answer decides ties: place for %i', (capacity) => {
    for (let seed = 0; seed < 5; seed++) {
      expect(asked(capacity, [], seed).apply(unlock)).toMatchObject({ ok: true, value: { changes: [] } });
    }
  });
});

test.each(['balanced', 'total'] as const)('%s: whoever joins may score higher than anybody before', (objective) => {
  const topics = Array.from({ length: 9 }, (_, k) => `topic ${k}`);
  const people = Array.from({ length: 160 }, (_, k) => person(`p${k}`, null));
  const mentors = people.slice(0, 80).map(({ id }) => enrolment(id, 'mentor', { offers: topics }));
  const who = (id: string, wanted: number) => enrolment(id, 'mentee', { wants: topics.slice(0, wanted) });
  const mentees = people.slice(80, 150).map(({ id }) => who(id, 5));
  const weights = { menteeWants: 1, mentorWants: 0, area: 0, differentDepartment: 0, sameLocation: 0, timeZone: 0 };
  const settings = { rules: noRules, objective, weights: { ...weights, wish: 0 } };
  const session = sessionOf(emptyInput({ people, enrolments: [...mentors, ...mentees] }, settings));
  for (const [k, wanted] of [5, 7, 9].entries()) {
    const told = session.apply({ kind: 'join', enrolment: who(`p${150 + k}`, wanted) });
    if (!told.ok) throw new Error(JSON.stringify(told.fault));
    expect(told.value.places.after - told.value.places.before).toBe(2);
    expect(told.value.total.after - told.value.total.before).toBe(wanted);
  }
});
