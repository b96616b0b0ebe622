import { allowPair } from '../../../src/domain/matching/allow-pair.ts';
import { checkPair } from '../../../src/domain/matching/check-pair.ts';
import { createScenario } from '../../../src/domain/matching/create-scenario.ts';
import { forbidPair } from '../../../src/domain/matching/forbid-pair.ts';
import { lockPair } from '../../../src/domain/matching/lock-pair.ts';
import { publishScenario } from '../../../src/domain/matching/publish-scenario.ts';
import type { PairOfIds, Scenario } from '../../../src/domain/matching/scenario.ts';
import { unlockPair } from '../../../src/domain/matching/unlock-pair.ts';
import { whatIfPair } from '../../../src/domain/matching/what-if-pair.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { leaveWithin } from '../../../src/domain/pairs/leave-programme.ts';
import { thinLine, value } from '../../support/thin-line.ts';
import { audited, faultOf, readyWith, seen, type Line } from './scenario-line.ts';

let line: Line;
beforeEach(async () => (line = await thinLine()));
afterEach(() => line.close());

/** A mentee, somebody far below them, two far away from them, and another mentee. */
async function ready() {
  const [mentee = '', otherMentee = ''] = line.organisation.seniors;
  const [below = ''] = line.organisation.juniors;
  const [far = '', farToo = ''] = line.organisation.juniors.slice(-2);
  const mentors = [below, far, farToo];
  const programmeId = await readyWith(line, mentors, [mentee, otherMentee]);
  const scenario = value(await createScenario(line.deps)({ programmeId, by: line.coordinator }));
  return { programmeId, scenario, mentee, otherMentee, below, far, farToo };
}

const lock = (scenario: Scenario, pair: PairOfIds, reason: string | null = null, by = line.coordinator) =>
  lockPair(line.deps)({ ...seen(line, scenario), ...pair, reason, by });
const check = (scenario: Scenario, pair: PairOfIds, by = line.coordinator) =>
  checkPair(line.deps)({ ...seen(line, scenario), ...pair, by });

test('a check tells the rules that a pair breaks, and the figures that the matcher would give it', async () => {
  const { programmeId, scenario, mentee, below, far } = await ready();
  const good = value(await check(scenario, { mentorId: far, menteeId: mentee }));
  expect(good).toMatchObject({ breaks: [], lock: { can: 'allowed' }, distance: 6, levelGap: 2 });
  const bad = value(await check(scenario, { mentorId: below, menteeId: mentee }));
  expect(bad).toMatchObject({ breaks: ['reportingLine', 'minDistance'], lock: { can: 'needs-reason' }, distance: 2 });
  expect(bad.reasons).not.toContain('lock');

  value(await lock(scenario, { mentorId: far, menteeId: mentee }));
  const { outcome } = await line.run(programmeId, scenario.id);
  const { score, distance, levelGap, terms } = outcome!.pairs.find((pair) => pair.mentorId === far)!;
  expect(good).toMatchObject({ score, distance, levelGap, terms });
  expect(faultOf(await check(scenario, { mentorId: mentee, menteeId: far }))).toBe('not-joined');
});

test('a lock that breaks a rule needs a reason, is in the audit log with both, and no word of it reaches the two', async () => {
  const { programmeId, scenario, mentee, below } = await ready();
  const pair = { mentorId: below, menteeId: mentee };
  expect(await lock(scenario, pair, '  ')).toMatchObject({
    fault: { code: 'reason-needed', rules: ['reportingLine', 'minDistance'] },
  });
  expect(await audited(line, 'rule-overridden')).toEqual([]);
  value(await lock(scenario, pair, 'Both asked for it'));
  expect(await audited(line, 'rule-overridden')).toEqual([
    {
      actor: line.coordinator,
      detail: {
        mentor: below,
        mentee,
        rules: 'reportingLine, minDistance',
        reason: 'Both asked for it',
      },
    },
  ]);
  const ran = await line.run(programmeId, scenario.id);
  expect(ran.outcome?.pairs).toContainEqual(expect.objectContaining({ ...pair, locked: true }));
  expect(JSON.stringify(ran.outcome)).not.toContain('Both asked for it');
  value(await publishScenario(line.deps)(seen(line, ran.scenario)));
  const pairs = await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId));
  expect(pairs.map(({ reasons }) => reasons).join()).not.toMatch(/lock|break|asked for it/i);
});

test('a declared conflict and an earlier pair sound the same, and no reason helps', async () => {
  const { programmeId, scenario, mentee, otherMentee, far, farToo } = await ready();
  const conflict = { mentorId: far, menteeId: mentee };
  const earlier = { mentorId: farToo, menteeId: otherMentee };
  const elsewhere = await line.programme();
  await line.transact(systemScope, async (stores) => {
    const at = line.clock.now();
    await stores.partnerRequests.save({ programmeId, personId: far, avoid: [mentee], wishes: [], toldAt: at });
    await stores.pairs.add([
      {
        id: line.deps.newId(),
        programmeId: elsewhere.id,
        ...earlier,
        score: 1,
        distance: 6,
        reasons: '',
        state: 'ended',
        publishedAt: at,
        endedAt: at,
      },
    ]);
  });
  const [one, other] = [value(await check(scenario, conflict)), value(await check(scenario, earlier))];
  expect(one).toMatchObject({ breaks: ['apart'], lock: { can: 'impossible' } });
  expect({ ...one, score: 0, terms: {} }).toEqual({ ...other, score: 0, terms: {} });
  for (const pair of [conflict, earlier]) {
    expect(await lock(scenario, pair, 'I know better')).toMatchObject({
      fault: { code: 'apart', message: 'These two may not be paired.' },
    });
  }
  expect(await audited(line, 'rule-overridden')).toEqual([]);
  const { outcome } = await line.run(programmeId, scenario.id);
  for (const pair of [conflict, earlier]) expect(outcome?.pairs).not.toContainEqual(expect.objectContaining(pair));
});

test('what is forbidden is not made, and deciding otherwise takes it back', async () => {
  const { programmeId, scenario, mentee, otherMentee, far, below, farToo } = await ready();
  const pair = { mentorId: far, menteeId: mentee };
  const forbid = (one: Scenario, two: PairOfIds) => forbidPair(line.deps)({ ...seen(line, one), ...two, reason: null });
  const forbidden = value(await forbid(scenario, pair));
  expect(value(await check(forbidden, pair))).toMatchObject({ breaks: ['forbidden'], lock: { can: 'allowed' } });
  const first = await line.run(programmeId, scenario.id);
  expect(first.outcome?.pairs).not.toContainEqual(expect.objectContaining(pair));
  const locked = value(await lock(first.scenario, pair));
  expect(locked).toMatchObject({ forbidden: [], locked: [{ ...pair, overrides: [] }], stale: true });
  expect(faultOf(await lock(locked, { mentorId: far, menteeId: otherMentee }))).toBe('no-place');
  expect(faultOf(await lock(locked, { mentorId: farToo, menteeId: mentee }))).toBe('no-place');
  const second = await line.run(programmeId, scenario.id);
  expect(second.outcome?.pairs).toContainEqual(expect.objectContaining({ ...pair, locked: true }));
  const again = value(await forbid(second.scenario, pair));
  expect(again).toMatchObject({ locked: [], forbidden: [pair] });
  const change = (one: Scenario) => ({ ...seen(line, one), ...pair });
  expect(faultOf(await unlockPair(line.deps)(change(again)))).toBe('not-locked');
  const allowed = value(await allowPair(line.deps)(change(again)));
  expect(allowed.forbidden).toEqual([]);
  expect(faultOf(await forbid(allowed, { mentorId: mentee, menteeId: below }))).toBe('not-joined');
});

test('a lock holds against the rules that it was made against, and no others', async () => {
  const { programmeId, scenario, mentee, far } = await ready();
  const pair = { mentorId: far, menteeId: mentee };
  const locked = value(await lock(scenario, pair, 'They get on well'));
  await line.transact(systemScope, ({ chart }) => chart.upsert([{ id: far, managerId: mentee }], line.clock.now()));
  const ran = await line.run(programmeId, scenario.id);
  expect(ran.scenario).toMatchObject({ state: 'failed', fault: { code: 'locks-broken', pairs: [pair] } });
  const { version } = ran.scenario;
  value(await lock({ ...locked, version }, pair, 'They get on well, and we know'));
  expect((await line.run(programmeId, scenario.id)).scenario.state).toBe('done');
});

test('coordinators who take part decide and ask nothing about their own pair', async () => {
  const { scenario, mentee, far, farToo } = await ready();
  const own = { mentorId: far, menteeId: mentee };
  const change = { ...seen(line, scenario), ...own, by: far };
  expect(faultOf(await lock(scenario, own, 'Please', far))).toBe('own-pair');
  expect(faultOf(await forbidPair(line.deps)({ ...change, reason: null }))).toBe('own-pair');
  expect(faultOf(await unlockPair(line.deps)(change))).toBe('own-pair');
  expect(faultOf(await allowPair(line.deps)(change))).toBe('own-pair');
  expect(faultOf(await check(scenario, own, far))).toBe('own-pair');
  expect(faultOf(await whatIfPair(line.deps)({ ...change, change: 'lock' }))).toBe('own-pair');
  value(await lock(scenario, { mentorId: farToo, menteeId: mentee }, null, far));
});

test('somebody who leaves is gone from decisions too', async () => {
  const { programmeId, scenario, mentee, far } = await ready();
  value(await lock(scenario, { mentorId: far, menteeId: mentee }, 'Secret'));
  await line.transact(systemScope, async ({ enrolments, scenarios }) => {
    await enrolments.save({ ...(await enrolments.get(programmeId, far))!, state: 'left' });
    await scenarios.forgetPerson(programmeId, far);
  });
  const ran = await line.run(programmeId, scenario.id);
  expect(ran.scenario).toMatchObject({ state: 'done', locked: [] });
});

test('a decision about somebody who is leaving at this moment waits for them, and is not kept', async () => {
  const { programmeId, scenario, mentee, far, farToo } = await ready();
  const decisions: Promise<unknown>[] = [];
  await line.transact(systemScope, async (stores) => {
    value(await leaveWithin(stores, { programmeId, personId: far, actor: far }, line.clock.now()));
    decisions.push(lock(scenario, { mentorId: far, menteeId: mentee }, 'About them'));
    // One that did not wait would be done before this.
    await check(scenario, { mentorId: farToo, menteeId: mentee });
    await check(scenario, { mentorId: farToo, menteeId: mentee });
  });
  expect(await Promise.all(decisions)).toMatchObject([{ fault: { code: 'not-joined' } }]);
});

test('a copied override is one more, by whoever copies, with the reason that it was given', async () => {
  const { programmeId, scenario, mentee, otherMentee, below, far } = await ready();
  const first = value(await lock(scenario, { mentorId: below, menteeId: mentee }, 'Both asked for it'));
  value(await lock(first, { mentorId: far, menteeId: otherMentee }));
  const copy = value(await createScenario(line.deps)({ programmeId, by: far, copyOf: scenario.id }));
  expect(copy.locked).toHaveLength(2);
  const detail = { mentor: below, mentee, rules: 'reportingLine, minDistance', reason: 'Both asked for it' };
  expect(await audited(line, 'rule-overridden')).toEqual([
    { actor: line.coordinator, detail },
    { actor: far, detail: { ...detail, copiedFrom: scenario.id } },
  ]);
});
