import { createMatcher } from '../../../src/adapters/threads/matcher.ts';
import { createScenario } from '../../../src/domain/matching/create-scenario.ts';
import { editScenario } from '../../../src/domain/matching/edit-scenario.ts';
import { forbidPair } from '../../../src/domain/matching/forbid-pair.ts';
import { lockPair } from '../../../src/domain/matching/lock-pair.ts';
import type { PairOfIds, Scenario } from '../../../src/domain/matching/scenario.ts';
import { whatIfPair } from '../../../src/domain/matching/what-if-pair.ts';
import { thinLine, value } from '../../support/thin-line.ts';
import { faultOf, readyWith, seen, type Line } from './scenario-line.ts';

let line: Line;
const matcher = createMatcher();
beforeAll(async () => (line = await thinLine()));
afterAll(async () => {
  await matcher.close();
  await line.close();
});

/** Three of each, who want different things, and the run that pairs them. */
async function solved() {
  const mentees = line.organisation.seniors.slice(0, 3);
  const mentors = line.organisation.juniors.slice(-3);
  const programmeId = await readyWith(line, mentors, mentees);
  return line.matched(programmeId);
}

const ask = (scenario: Scenario, pair: PairOfIds, change: 'lock' | 'forbid', by = line.coordinator) =>
  whatIfPair({ ...line.deps, matcher })({ ...seen(line, scenario), ...pair, change, by });

test.each(['lock', 'forbid'] as const)('what %s would do is what it does', async (change) => {
  const { scenario, outcome } = await solved();
  const made = outcome.pairs[0]!;
  const other = outcome.pairs[1]!;
  const pair =
    change === 'forbid'
      ? { mentorId: made.mentorId, menteeId: made.menteeId }
      : { mentorId: made.mentorId, menteeId: other.menteeId };
  const told = value(await ask(scenario, pair, change));
  const decide = change === 'lock' ? lockPair : forbidPair;
  value(await decide(line.deps)({ ...seen(line, scenario), ...pair, reason: null }));
  const after = await line.run(scenario.programmeId, scenario.id);
  const { objective } = after.outcome!.report;
  expect(told.places).toEqual({ before: 6, after: objective.places.value });
  expect(told.total.after).toBe(objective.total.value);
  const partners = (pairs: PairOfIds[], id: string) =>
    pairs.flatMap(({ mentorId, menteeId }) => (mentorId === id ? [menteeId] : menteeId === id ? [mentorId] : []));
  for (const { personId, before } of told.changes) expect(before).toEqual(partners(outcome.pairs, personId));
  expect(told.changes.length).toBeGreaterThan(0);
});

test('a result that is not of today answers nothing', async () => {
  const { scenario, outcome } = await solved();
  const [pair] = outcome.pairs;
  const ids = { mentorId: pair!.mentorId, menteeId: pair!.menteeId };
  const draft = value(
    await createScenario(line.deps)({ programmeId: scenario.programmeId, by: line.coordinator, copyOf: scenario.id }),
  );
  expect(faultOf(await ask(draft, ids, 'forbid'))).toBe('out-of-date');
  const settings = { ...scenario.settings, seed: 9 };
  const edited = value(await editScenario(line.deps)({ ...seen(line, scenario), settings }));
  expect(faultOf(await ask(edited, ids, 'forbid'))).toBe('out-of-date');
  const again = await line.run(scenario.programmeId, scenario.id);
  const locked = value(await lockPair(line.deps)({ ...seen(line, again.scenario), ...ids, reason: null }));
  expect(faultOf(await ask(locked, ids, 'forbid'))).toBe('decided');
});

test('a coordinator who takes part is left out of the answer', async () => {
  const { scenario, outcome } = await solved();
  const [one, other] = outcome.pairs;
  const told = value(
    await ask(scenario, { mentorId: one!.mentorId, menteeId: other!.menteeId }, 'lock', other!.mentorId),
  );
  expect(JSON.stringify(told)).not.toContain(other!.mentorId);
});

test('what is not answered in time is said to be that, and nothing else', async () => {
  const { scenario, outcome } = await solved();
  const { mentorId, menteeId } = outcome.pairs[0]!;
  const impatient = createMatcher({ longestWhatIfMs: 1 });
  const change = { ...seen(line, scenario), mentorId, menteeId, change: 'forbid' as const };
  const asked = await whatIfPair({ ...line.deps, matcher: impatient })(change);
  await impatient.close();
  expect(asked).toMatchObject({
    fault: { code: 'not-in-time', message: expect.stringContaining('not answered in time') },
  });
});
