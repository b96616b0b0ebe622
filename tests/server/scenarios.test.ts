import * as matching from '../../src/contract/matching.ts';
import { createProgramme } from '../../src/contract/programmes.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { createCall, type Answer } from '../../src/tab/api.ts';
import { until } from '../support/until.ts';
import { runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await runningProduct({ run: 'web,worker' });
  // The worker reads the sandbox's chart as soon as it runs, which would overwrite the one made here.
  const isRead = (): Promise<boolean> =>
    product.database.transact(systemScope, async ({ chart }) => (await chart.syncState()).phase === 'ready');
  await until('the chart has been read', isRead);
});
afterAll(() => product.close());

const as = (personId: string, role = 'Coordinator') =>
  createCall({
    token: () => product.tokenOf(personId, [role]),
    fetch: (path, init) => fetch(`${product.url}${path as string}`, init),
  });
const faultOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no fault',
    (error: { fault?: { code: string } }) => error.fault?.code ?? 'no answer',
  );

/** A programme that is being matched, with three mentors and two mentees; its second coordinator is one of the mentees. */
async function ready() {
  const [one, ...others] = product.people();
  const [m1, m2, m3, e1, two] = others.slice(10, 15).map((person) => person.id) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const call = as(one!.id);
  const { programme } = await call(createProgramme, {
    params: {},
    body: {
      name: 'Pilot',
      calendarName: 'Talk',
      goal: '',
      topics: ['Data', 'Inclusion'],
      startsOn: '2027-01-11',
      endsOn: '2027-12-17',
      sessions: 6,
      gapWeeks: 5,
      timeZone: 'Europe/London',
    },
  });
  const programmeId = programme.id;
  await product.database.transact(systemScope, async (stores) => {
    const now = product.world.clock.now();
    const kept = (await stores.programmes.get(programmeId))!;
    await stores.programmes.save({ ...kept, state: 'matching', coordinators: [one!.id, two] });
    const seats = [m1, m2, m3, e1, two];
    await stores.chart.upsert(
      seats.map((id) => ({ id, managerId: null })),
      now,
    );
    await stores.participants.save(
      seats.map((id) => ({
        id,
        displayName: `Person ${id.slice(0, 4)}`,
        mail: null,
        jobTitle: null,
        department: null,
        officeLocation: null,
        preferredLanguage: null,
        grade: null,
        isGuest: false,
        timeZone: 'Europe/London',
        worksFrom: '09:00',
        worksTo: '17:00',
        refreshedAt: now,
      })),
    );
    for (const [position, personId] of seats.entries()) {
      await stores.enrolments.save({
        programmeId,
        personId,
        role: position < 3 ? 'mentor' : 'mentee',
        offers: ['Data'],
        wants: ['Data'],
        area: null,
        languages: ['English'],
        capacity: 1,
        state: 'active',
        via: 'tab',
        enrolledAt: now,
        waitingSince: null,
      });
    }
  });
  const { defaults } = await call(matching.listScenarios, { params: { programmeId } });
  const settings = { ...defaults, rules: { ...defaults.rules, minLevelGap: null } };
  const { scenario } = await call(matching.createScenario, { params: { programmeId }, body: { settings } });
  return { call, programmeId, scenario, two, mentors: [m1, m2, m3], mentees: [e1, two] };
}

async function ran(call: ReturnType<typeof as>, programmeId: string, { id, version }: matching.ScenarioView) {
  const params = { programmeId, scenarioId: id };
  await call(matching.runScenario, { params, body: { version } });
  await until('it has been run', async () => (await call(matching.getScenarioProgress, { params })).state === 'done');
  return call(matching.getScenario, { params });
}

test('a scenario is made, run by the worker, decided about, compared and published, all by the contract', async () => {
  const { call, programmeId, scenario } = await ready();
  expect(scenario).toMatchObject({ name: 'Scenario A', version: 1, state: 'draft', figures: null, stale: false });
  const first = await ran(call, programmeId, scenario);
  expect(first.scenario.figures).toMatchObject({ matched: 4, people: 5, pairs: 2, unmatched: 1 });
  expect(first.result?.own).toEqual([]);
  const [pair] = first.result!.pairs;
  const ids = { mentorId: pair!.mentor.id, menteeId: pair!.mentee.id };
  const params = { programmeId, scenarioId: scenario.id };
  expect(first.supportGaps.map(({ mentor, mentee, contacts }) => [mentor.id, mentee.id, contacts])).toEqual(
    first.result!.pairs.map(({ mentor, mentee }) => [mentor.id, mentee.id, 0]),
  );

  expect(await call(matching.checkPair, { params: { ...params, ...ids } })).toMatchObject({
    breaks: [],
    lock: 'allowed',
    score: pair!.score,
  });
  const copy = await call(matching.createScenario, { params: { programmeId }, body: { copyOf: scenario.id } });
  const forbidden = await call(matching.forbidPair, {
    params: { programmeId, scenarioId: copy.scenario.id },
    body: { ...ids, version: copy.scenario.version, reason: 'Neighbours' },
  });
  expect(forbidden.scenario.forbidden).toMatchObject([{ mentor: { id: ids.mentorId }, reason: 'Neighbours' }]);
  await ran(call, programmeId, forbidden.scenario);
  const compared = await call(matching.compareScenarios, { params: { ...params, otherId: copy.scenario.id } });
  expect(compared.onlyInA.map(({ mentor, mentee }) => [mentor.id, mentee.id])).toContainEqual(Object.values(ids));

  const { version } = first.scenario;
  expect(await faultOf(call(matching.publishScenario, { params, body: { version: version - 1 } }))).toBe(
    'changed-meanwhile',
  );
  const published = await call(matching.publishScenario, { params, body: { version } });
  expect(published.scenario).toMatchObject({ state: 'published', published: { by: { id: expect.any(String) } } });
  expect((await call(matching.getScenario, { params })).supportGaps).toEqual([]);
  expect(await faultOf(call(matching.deleteScenario, { params: { ...params, version: version + 1 } }))).toBe(
    'already-published',
  );
});

test('a lock that breaks a rule is refused with the rules that it breaks', async () => {
  const { call, programmeId, scenario, mentors, mentees } = await ready();
  const params = { programmeId, scenarioId: scenario.id };
  const [mentorId = ''] = mentors;
  const [menteeId = ''] = mentees;
  const rules = { ...scenario.settings.rules, scoreFloor: 1000 };
  const edited = await call(matching.editScenario, {
    params,
    body: { version: 1, settings: { ...scenario.settings, rules } },
  });
  const { version } = edited.scenario;
  const refused = await call(matching.lockPair, { params, body: { version, mentorId, menteeId } }).catch(
    (error: { status: number; fault: unknown }) => error,
  );
  expect(refused).toMatchObject({
    status: 422,
    fault: { code: 'reason-needed', details: [{ at: 'reason', message: 'scoreFloor' }] },
  });
  const body = { version, mentorId, menteeId, reason: 'They asked' };
  const locked = await call(matching.lockPair, { params, body });
  expect(locked.scenario.locked).toMatchObject([{ overrides: ['scoreFloor'], reason: 'They asked' }]);
});

test('a coordinator who takes part sees nothing about their own pair, wherever they look', async () => {
  const { call, programmeId, scenario, two, mentors } = await ready();
  const params = { programmeId, scenarioId: scenario.id };
  const first = await ran(call, programmeId, scenario);
  const theirs = first.result!.pairs.find(({ mentee }) => mentee.id === two);
  const partner = theirs!.mentor.id;
  const locked = await call(matching.lockPair, {
    params,
    body: { version: first.scenario.version, mentorId: partner, menteeId: two, reason: 'A secret' },
  });
  await ran(call, programmeId, locked.scenario);
  const asThem = as(two);
  const seen = await asThem(matching.getScenario, { params });
  expect(seen.supportGaps).toHaveLength(1);
  expect(seen.result?.own).toEqual([{ role: 'mentee', matched: true }]);
  expect(seen.result?.pairs).toHaveLength(1);
  const listed = await asThem(matching.listScenarios, { params: { programmeId } });
  const compared = await asThem(matching.compareScenarios, { params: { ...params, otherId: scenario.id } });
  for (const answer of [seen, listed, compared]) {
    expect(JSON.stringify(answer)).not.toContain(partner);
    expect(JSON.stringify(answer)).not.toContain('A secret');
  }
  const ids = { mentorId: mentors[0]!, menteeId: two };
  expect(await faultOf(asThem(matching.checkPair, { params: { ...params, ...ids } }))).toBe('own-pair');
  const { version } = seen.scenario;
  expect(await faultOf(asThem(matching.lockPair, { params, body: { ...ids, version } }))).toBe('own-pair');
  expect(await faultOf(asThem(matching.forbidPair, { params, body: { ...ids, version } }))).toBe('own-pair');
  const whatIf = asThem(matching.whatIfPair, { params, body: { ...ids, change: 'lock' } });
  expect(await faultOf(whatIf)).toBe('own-pair');
});

test('a sponsor, a participant and another coordinator are told that there is no such programme', async () => {
  const { programmeId, scenario, mentors } = await ready();
  const params = { programmeId, scenarioId: scenario.id };
  const strangers = [as(mentors[0]!, 'Sponsor'), as(mentors[0]!, ''), as(product.people()[40]!.id)];
  for (const stranger of strangers) {
    expect(await faultOf(stranger(matching.listScenarios, { params: { programmeId } }))).toBe('no-such-programme');
    expect(await faultOf(stranger(matching.getScenario, { params }))).toBe('no-such-programme');
    expect(await faultOf(stranger(matching.getScenarioProgress, { params }))).toBe('no-such-programme');
  }
});

test('settings that the matcher would not take are refused field by field', async () => {
  const { call, programmeId, scenario } = await ready();
  const params = { programmeId, scenarioId: scenario.id };
  const settings = {
    ...scenario.settings,
    rules: { ...scenario.settings.rules, minDistance: -1, avoid: false },
    weights: { ...scenario.settings.weights, area: 1.5 },
  };
  const body: Answer<typeof matching.getScenario>['scenario'] | object = { version: 1, settings };
  const refused = await call(matching.editScenario, { params, body: body as never }).catch(
    (error: { fault: { details: { at: string }[] } }) => error.fault.details.map(({ at }) => at),
  );
  expect(refused).toEqual(
    expect.arrayContaining(['settings.rules.minDistance', 'settings.rules.avoid', 'settings.weights.area']),
  );
});
