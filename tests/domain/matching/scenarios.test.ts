import { compareScenarios } from '../../../src/domain/matching/compare-scenarios.ts';
import { createScenario } from '../../../src/domain/matching/create-scenario.ts';
import { deleteScenario } from '../../../src/domain/matching/delete-scenario.ts';
import { editScenario } from '../../../src/domain/matching/edit-scenario.ts';
import { forbidPair } from '../../../src/domain/matching/forbid-pair.ts';
import { listScenarios } from '../../../src/domain/matching/list-scenarios.ts';
import { lockPair } from '../../../src/domain/matching/lock-pair.ts';
import { publishScenario } from '../../../src/domain/matching/publish-scenario.ts';
import { requestRun } from '../../../src/domain/matching/request-run.ts';
import type { Scenario } from '../../../src/domain/matching/scenario.ts';
import { showScenario } from '../../../src/domain/matching/show-scenario.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { thinLine, value } from '../../support/thin-line.ts';
import { faultOf, readyWith, seen, type Line } from './scenario-line.ts';

let line: Line;
beforeEach(async () => (line = await thinLine()));
afterEach(() => line.close());

/** Two mentees on one side of the house and three mentors on the other: one mentor is left over. */
async function readyToMatch() {
  const mentees = line.organisation.seniors.slice(0, 2);
  const mentors = line.organisation.juniors.slice(-3);
  return readyWith(line, mentors, mentees);
}

const create = async (programmeId: string, more: { copyOf?: string; name?: string } = {}): Promise<Scenario> =>
  value(await createScenario(line.deps)({ programmeId, by: line.coordinator, ...more }));
const publish = (scenario: Scenario) => publishScenario(line.deps)(seen(line, scenario));

test('scenarios are lettered; a copy has the settings and decisions of the original, and no result', async () => {
  const programmeId = await readyToMatch();
  const first = await create(programmeId);
  const [mentorId = '', menteeId = ''] = [line.organisation.juniors.at(-1), line.organisation.seniors[0]];
  const forbidden = value(
    await forbidPair(line.deps)({ ...seen(line, first), mentorId, menteeId, reason: 'They said no' }),
  );
  const settings = { ...first.settings, seed: 7, objective: 'total' as const };
  value(await editScenario(line.deps)({ ...seen(line, forbidden), settings }));
  await line.run(programmeId, first.id);
  const copy = await create(programmeId, { copyOf: first.id });
  expect([first.name, copy.name]).toEqual(['Scenario A', 'Scenario B']);
  expect(copy).toMatchObject({ settings, state: 'draft', figures: null, forbidden: [{ reason: 'They said no' }] });
  const { scenarios, defaults } = value(await listScenarios(line.deps)({ programmeId }));
  expect(scenarios.map(({ name }) => name).sort()).toEqual(['Scenario A', 'Scenario B']);
  expect(defaults).toEqual(first.settings);
  expect(
    faultOf(await createScenario(line.deps)({ programmeId: await readyToMatch(), by: '', copyOf: first.id })),
  ).toBe('no-such-scenario');
});

test('a copy of a published scenario leaves its locks out: they are pairs by now, and the next round can be run', async () => {
  const programmeId = await readyToMatch();
  const { scenario, outcome } = await line.matched(programmeId);
  const { mentorId, menteeId } = outcome.pairs[0]!;
  value(await lockPair(line.deps)({ ...seen(line, scenario), mentorId, menteeId, reason: null }));
  const { scenario: locked } = await line.run(programmeId, scenario.id);
  value(await publish(locked));
  const copy = await create(programmeId, { copyOf: scenario.id });
  expect([locked.locked.length, copy.locked]).toEqual([1, []]);
  const { scenario: next } = await line.run(programmeId, copy.id);
  expect(next).toMatchObject({ state: 'done', figures: { newPairs: 0 } });
});

test('who has not seen the latest version changes nothing, and is told so', async () => {
  const programmeId = await readyToMatch();
  const first = await create(programmeId);
  const settings = { ...first.settings, seed: 2 };
  const both = await Promise.all([
    editScenario(line.deps)({ ...seen(line, first), name: 'Mine' }),
    editScenario(line.deps)({ ...seen(line, first), settings }),
  ]);
  expect(both.map(faultOf).sort()).toEqual(['changed-meanwhile', 'no fault']);
  const { scenario } = value(await showScenario(line.deps)({ programmeId, scenarioId: first.id }));
  expect(scenario).toMatchObject({ version: 2, editedBy: line.coordinator });
  expect(faultOf(await requestRun(line.deps)(seen(line, first)))).toBe('changed-meanwhile');
  expect(faultOf(await deleteScenario(line.deps)(seen(line, first)))).toBe('changed-meanwhile');
});

test('a change of rules makes a result stale, so that it can’t be published; another name does not', async () => {
  const programmeId = await readyToMatch();
  const { scenario } = await line.matched(programmeId);
  const renamed = value(await editScenario(line.deps)({ ...seen(line, scenario), name: 'The likely one' }));
  expect(renamed).toMatchObject({ state: 'done', stale: false });
  const same = value(await editScenario(line.deps)({ ...seen(line, renamed), settings: scenario.settings }));
  expect(same.stale).toBe(false);
  const settings = { ...scenario.settings, weights: { ...scenario.settings.weights, area: 5 } };
  const changed = value(await editScenario(line.deps)({ ...seen(line, same), settings }));
  expect(changed).toMatchObject({ state: 'done', stale: true, figures: { pairs: 2 } });
  expect(faultOf(await publish(changed))).toBe('not-run');
  const again = await line.run(programmeId, scenario.id);
  expect(again.scenario.stale).toBe(false);
  value(await publish(again.scenario));
});

test('nobody is told before publishing; then pairs, state, jobs and letters come at once, and only once', async () => {
  const programmeId = await readyToMatch();
  const { scenario, outcome } = await line.matched(programmeId);
  expect(outcome.pairs).toHaveLength(2);
  expect(scenario.figures).toMatchObject({ matched: 4, people: 5, pairs: 2, newPairs: 2, unmatched: 1, proven: true });
  const before = await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  expect(before.filter((letter) => letter.about.kind !== 'invitation')).toEqual([]);

  const both = await Promise.all([publish(scenario), publish(scenario)]);
  expect(both.map(faultOf).sort()).toEqual(['already-published', 'no fault']);
  const after = await line.transact(systemScope, async (stores) => ({
    pairs: await stores.pairs.inProgramme(programmeId),
    programme: await stores.programmes.get(programmeId),
    scenario: await stores.scenarios.get(programmeId, scenario.id),
    letters: await stores.letters.inProgramme(programmeId),
    waiting: (await stores.enrolments.inProgramme(programmeId)).filter((one) => one.waitingSince !== null),
  }));
  expect(after.pairs).toHaveLength(2);
  expect(after.programme?.state).toBe('running');
  expect(after.scenario).toMatchObject({ state: 'published', publishedBy: line.coordinator });
  expect(after.letters.filter((letter) => letter.about.kind === 'unmatched')).toHaveLength(1);
  expect(after.waiting.map((one) => one.personId)).toEqual(outcome.unmatched.map((one) => one.personId));
  expect(faultOf(await deleteScenario(line.deps)(seen(line, after.scenario!)))).toBe('already-published');
});

test('the other scenarios stay, and are out of date', async () => {
  const programmeId = await readyToMatch();
  const one = await line.matched(programmeId);
  const other = await line.matched(programmeId);
  value(await publish(one.scenario));
  expect(faultOf(await publish(other.scenario))).toBe('people-changed');
  value(await deleteScenario(line.deps)(seen(line, other.scenario)));
  expect(faultOf(await showScenario(line.deps)({ programmeId, scenarioId: other.scenario.id }))).toBe(
    'no-such-scenario',
  );
});

test('publishing is refused when the line of someone in it has changed, and only then', async () => {
  const programmeId = await readyToMatch();
  const { scenario, outcome } = await line.matched(programmeId);
  const bystander = line.organisation.juniors[0] ?? '';
  const elsewhere = line.organisation.seniors[3] ?? '';
  await line.transact(systemScope, ({ chart }) =>
    chart.upsert([{ id: bystander, managerId: elsewhere }], line.clock.now()),
  );
  const concerned = outcome.pairs[0]?.mentorId ?? '';
  const restore = line.organisation.people.find((person) => person.id === concerned)?.managerId ?? null;
  const move = (managerId: string | null) =>
    line.transact(systemScope, ({ chart }) => chart.upsert([{ id: concerned, managerId }], line.clock.now()));
  await move(elsewhere);
  expect(faultOf(await publish(scenario))).toBe('people-changed');
  await move(restore);
  const again = await line.matched(programmeId);
  value(await publish(again.scenario));
});

test('somebody else’s programme does not have this scenario', async () => {
  const [mine, other] = [await readyToMatch(), await readyToMatch()];
  const { scenario } = await line.matched(mine);
  expect(faultOf(await publish({ ...scenario, programmeId: other }))).toBe('no-such-scenario');
  expect(faultOf(await requestRun(line.deps)(seen(line, { ...scenario, programmeId: other })))).toBe(
    'no-such-scenario',
  );
});

test('whoever has left the organisation gets no partner', async () => {
  const programmeId = await readyToMatch();
  const leaver = line.organisation.juniors.slice(-3)[0] ?? '';
  await line.transact(systemScope, ({ chart }) => chart.markLeft([leaver], line.clock.now()));
  const { outcome } = await line.matched(programmeId);
  const named = [
    ...outcome.pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]),
    ...outcome.unmatched.map((one) => one.personId),
  ];
  expect(named).toHaveLength(4);
  expect(named).not.toContain(leaver);
});

test('people who manage each other far away stop nobody; a circle above someone who joined is told in words', async () => {
  const programmeId = await readyToMatch();
  const manage = (personId: string, managerId: string) =>
    line.transact(systemScope, ({ chart }) => chart.upsert([{ id: personId, managerId }], line.clock.now()));
  const [one = '', other = ''] = line.organisation.juniors.slice(0, 2);
  await manage(one, other);
  await manage(other, one);
  const { scenario } = await line.matched(programmeId);

  const [mentee = ''] = line.organisation.seniors;
  const deputy = line.organisation.people[1]?.id ?? '';
  await manage(deputy, mentee);
  const refused = await line.run(programmeId, scenario.id);
  expect(refused.scenario).toMatchObject({ state: 'failed', fault: { code: 'circle-of-managers' } });
  expect(JSON.stringify(refused.scenario.fault)).not.toContain(mentee);
  // What was found before is still there to look at.
  expect(refused.outcome?.pairs).toHaveLength(2);
});

test('two results side by side', async () => {
  const programmeId = await readyToMatch();
  const a = await line.matched(programmeId);
  const [kept, changed] = a.outcome.pairs;
  const draft = await create(programmeId, { copyOf: a.scenario.id });
  const compare = (by = line.coordinator) =>
    compareScenarios(line.deps)({ programmeId, scenarioId: a.scenario.id, otherId: draft.id, by });
  expect(faultOf(await compare())).toBe('no-result');
  const { mentorId, menteeId } = changed!;
  value(await forbidPair(line.deps)({ ...seen(line, draft), mentorId, menteeId, reason: null }));
  const b = await line.run(programmeId, draft.id);
  const compared = value(await compare());
  const key = (pair: { mentorId: string; menteeId: string }) => `${pair.mentorId} ${pair.menteeId}`;
  expect([...compared.onlyInA, ...compared.inBoth].map(key).sort()).toEqual(a.outcome.pairs.map(key).sort());
  expect([...compared.onlyInB, ...compared.inBoth].map(key).sort()).toEqual(b.outcome!.pairs.map(key).sort());
  expect(compared.onlyInA.map(key)).toContain(key(changed!));
  const matched = (pairs: { mentorId: string; menteeId: string }[]) =>
    new Set(pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]));
  const [inA, inB] = [matched(a.outcome.pairs), matched(b.outcome!.pairs)];
  expect(compared.matchedOnlyInA.map((one) => one.personId).sort()).toEqual(
    [...inA].filter((id) => !inB.has(id)).sort(),
  );
  expect(compared.matchedOnlyInB.map((one) => one.personId).sort()).toEqual(
    [...inB].filter((id) => !inA.has(id)).sort(),
  );
  const mine = value(await compare(kept!.mentorId));
  expect(JSON.stringify([mine.onlyInA, mine.onlyInB, mine.inBoth, mine.matchedOnlyInA])).not.toContain(kept!.mentorId);
  // Their partner has somebody in both, and is not to be known by seeming to have nobody in one.
  const own = value(await compare(mentorId));
  expect(inB).toContain(menteeId);
  const named = [...own.matchedOnlyInA, ...own.matchedOnlyInB].map((one) => one.personId);
  expect(named).not.toContain(mentorId);
  expect(named).not.toContain(menteeId);
});

test('grades are read as the programme’s own: trimmed, in NFC, each once', async () => {
  const { id: programmeId } = await line.programme();
  const by = line.coordinator;
  const first = await create(programmeId);
  const graded = (...order: string[]) => ({ ...first.settings, levels: { from: 'grade' as const, order } });
  const settings = graded(' SCS 1 ', 'Cafe\u0301', '  ');
  const edit = (version: number, changed: typeof settings) =>
    editScenario(line.deps)({ ...seen(line, { ...first, version }), settings: changed });
  const levels = { from: 'grade', order: ['SCS 1', 'Caf\u00e9'] };
  expect(value(await createScenario(line.deps)({ programmeId, by, settings })).settings.levels).toEqual(levels);
  const edited = value(await edit(1, settings));
  expect(edited.settings.levels).toEqual(levels);

  const twice = graded('Cafe\u0301', 'SCS 1', 'Caf\u00e9 ');
  const refused = {
    fault: { code: 'grade-twice', message: 'The grade "Caf\u00e9" is listed twice.', at: 'settings.levels.order' },
  };
  expect(await createScenario(line.deps)({ programmeId, by, settings: twice })).toMatchObject(refused);
  expect(await edit(2, twice)).toMatchObject(refused);
  expect(await edit(2, graded(' '))).toMatchObject({ fault: { code: 'no-order', at: 'settings.levels.order' } });
  const unread = await editScenario({ ...line.deps, gradesAreRead: false })({ ...seen(line, edited), settings });
  expect(unread).toMatchObject({ fault: { code: 'no-grades', at: 'settings.levels' } });
});
