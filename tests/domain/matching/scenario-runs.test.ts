import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cancelRun } from '../../../src/domain/matching/cancel-run.ts';
import { createScenario } from '../../../src/domain/matching/create-scenario.ts';
import { editScenario } from '../../../src/domain/matching/edit-scenario.ts';
import { lockPair } from '../../../src/domain/matching/lock-pair.ts';
import type { Matcher } from '../../../src/domain/matching/ports.ts';
import { publishScenario } from '../../../src/domain/matching/publish-scenario.ts';
import { requestRun } from '../../../src/domain/matching/request-run.ts';
import { runScenario } from '../../../src/domain/matching/run-scenario.ts';
import type { Scenario } from '../../../src/domain/matching/scenario.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import { CalendarUnavailable } from '../../../src/domain/meetings/ports.ts';
import { openProgramme } from '../../../src/domain/programme/move-programme.ts';
import { matcherHere, thinLine, value } from '../../support/thin-line.ts';
import { until } from '../../support/until.ts';
import { audited, faultOf, readyWith, seen, type Line } from './scenario-line.ts';

let line: Line;
beforeEach(async () => (line = await thinLine()));
afterEach(() => line.close());

/** A scenario whose run is queued. */
async function queued() {
  const [mentee = ''] = line.organisation.seniors;
  const [mentor = ''] = line.organisation.juniors.slice(-1);
  const programmeId = await readyWith(line, [mentor], [mentee]);
  const scenario = value(await createScenario(line.deps)({ programmeId, by: line.coordinator }));
  return { programmeId, mentor, mentee, scenario: await request(scenario) };
}

const request = async (scenario: Scenario) => value(await requestRun(line.deps)(seen(line, scenario)));
const runOf = ({ id, programmeId, runId }: Scenario) => ({ programmeId, scenarioId: id, runId: runId ?? '' });
const now = ({ id, programmeId }: Scenario) =>
  line.transact(systemScope, async ({ scenarios }) => (await scenarios.get(programmeId, id))!);
const cancel = (scenario: Scenario) => cancelRun(line.deps)(runOf(scenario));

/** Never has an answer: it says that it is halfway until it is told to stop. */
const endless: Matcher = {
  ...matcherHere,
  match: (_input, { signal, onProgress }) =>
    new Promise((resolve) => {
      const clock = setInterval(() => onProgress('assignment', 0.5), 20);
      const stop = (): void => {
        clearInterval(clock);
        resolve({ ok: false, fault: { code: 'stopped' } });
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
    }),
};

test('a run is queued with its job, once; while it waits or runs nothing can be changed', async () => {
  const { scenario, mentor, mentee } = await queued();
  expect(scenario).toMatchObject({
    state: 'queued',
    progress: { phase: 'waiting', share: 0 },
    ranBy: line.coordinator,
  });
  const jobs = (await line.waitingJobs()).filter((job) => job.name === 'run-scenario');
  expect(jobs).toEqual([{ name: 'run-scenario', data: runOf(scenario) }]);
  const pair = { mentorId: mentor, menteeId: mentee, reason: null };
  expect(faultOf(await requestRun(line.deps)(seen(line, scenario)))).toBe('running');
  expect(faultOf(await editScenario(line.deps)({ ...seen(line, scenario), name: 'Other' }))).toBe('running');
  expect(faultOf(await lockPair(line.deps)({ ...seen(line, scenario), ...pair }))).toBe('running');
  expect(faultOf(await publishScenario(line.deps)(seen(line, scenario)))).toBe('running');
});

test('before enrolment is closed there is nothing to run', async () => {
  const { id: programmeId } = await line.programme();
  const scenario = value(await createScenario(line.deps)({ programmeId, by: line.coordinator }));
  expect(faultOf(await requestRun(line.deps)(seen(line, scenario)))).toBe('not-matching');
});

test('a run that was cancelled before it began is not begun, and can be asked for again', async () => {
  const { scenario } = await queued();
  expect(value(await cancel(scenario))).toMatchObject({ state: 'cancelled', progress: null });
  expect(value(await runScenario(line.deps)(runOf(scenario)))).toBe('let go');
  const again = await request(await now(scenario));
  // The first run's job may still come.
  expect(value(await runScenario(line.deps)(runOf(scenario)))).toBe('let go');
  expect(value(await runScenario(line.deps)(runOf(again)))).toBe('done');
});

test('a run under way shows how far it is, and ends when it is cancelled; an earlier result stays', async () => {
  const { programmeId, scenario } = await queued();
  value(await runScenario(line.deps)(runOf(scenario)));
  const again = await request(await now(scenario));
  const running = runScenario({ ...line.deps, matcher: endless })(runOf(again));
  await until('it is halfway', async () => (await now(scenario)).progress?.share === 0.55);
  expect(await now(scenario)).toMatchObject({ state: 'running', progress: { phase: 'matching' } });
  value(await cancel(scenario));
  expect(value(await running)).toBe('let go');
  const after = await now(scenario);
  expect(after).toMatchObject({ state: 'cancelled', stale: false, figures: { pairs: 1 } });
  // Nothing has changed since that result, so it may be published.
  value(await publishScenario(line.deps)(seen(line, after)));
  expect((await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId))).length).toBe(1);
});

test('a run whose enrolment was opened again asks nobody’s hours, and says why it is not done', async () => {
  const { programmeId, scenario } = await queued();
  value(await openProgramme(line.deps)({ programmeId, by: line.coordinator }));
  const nobody = {
    of: async () => {
      throw new Error('hours were asked for');
    },
  };
  expect(value(await runScenario({ ...line.deps, workingHours: nobody })(runOf(scenario)))).toBe('failed');
  expect(await now(scenario)).toMatchObject({ state: 'failed', fault: { code: 'not-matching' } });
});

test('a job that is delivered twice gives one result and one entry in the log', async () => {
  const { scenario } = await queued();
  const both = await Promise.all([runScenario(line.deps)(runOf(scenario)), runScenario(line.deps)(runOf(scenario))]);
  expect(both.map(value).sort()).toEqual(['done', 'let go']);
  expect(await audited(line, 'match-run')).toEqual([{ actor: line.coordinator, detail: { pairs: 1, unmatched: 0 } }]);
});

test('a later attempt takes over from an earlier one, which then lets go', async () => {
  const { scenario } = await queued();
  const earlier = runScenario({ ...line.deps, matcher: endless })(runOf(scenario));
  await until('it has begun', async () => (await now(scenario)).state === 'running');
  expect(value(await runScenario(line.deps)(runOf(scenario)))).toBe('done');
  expect(value(await earlier)).toBe('let go');
  expect(await now(scenario)).toMatchObject({ state: 'done', attempts: 2 });
});

test('a process that ends hands the run on; one that ends its process each time is given up in words', async () => {
  const { scenario } = await queued();
  const ending: Matcher = { ...matcherHere, match: async () => ({ ok: false, fault: { code: 'stopped' } }) };
  for (let attempt = 1; attempt <= 3; attempt++) {
    await expect(runScenario({ ...line.deps, matcher: ending })(runOf(scenario))).rejects.toThrow();
    expect(await now(scenario)).toMatchObject({ state: 'running', attempts: attempt });
  }
  expect(value(await runScenario(line.deps)(runOf(scenario)))).toBe('failed');
  expect(await now(scenario)).toMatchObject({ state: 'failed', fault: { code: 'interrupted' }, progress: null });
  const again = await request(await now(scenario));
  expect(value(await runScenario(line.deps)(runOf(again)))).toBe('done');
});

test('what goes wrong is told in words: a thread that died, Microsoft 365 out of reach, a fault of ours', async () => {
  const { scenario } = await queued();
  const failing = async (deps: object, run: Scenario) => {
    await runScenario({ ...line.deps, ...deps })(runOf(run)).catch(() => undefined);
    return now(scenario);
  };
  const crashing = { ...matcherHere, match: async () => ({ ok: false, fault: { code: 'crashed' } }) };
  const dead = await failing({ matcher: crashing }, scenario);
  expect(dead).toMatchObject({ state: 'failed', fault: { code: 'matcher-stopped' } });
  const away = {
    of: async () => {
      throw new CalendarUnavailable('no answer', 'timeout');
    },
  };
  const unreachable = await failing({ workingHours: away }, await request(dead));
  expect(unreachable).toMatchObject({ state: 'failed', fault: { code: 'unavailable' } });
  const broken = {
    ...matcherHere,
    match: async () => {
      throw new Error('secret words');
    },
  };
  const ours = await failing({ matcher: broken }, await request(unreachable));
  expect(ours).toMatchObject({ state: 'failed', fault: { code: 'unexpected' } });
  expect(JSON.stringify(ours)).not.toContain('secret words');
});

test('the words of somebody who leaves while it runs are not brought back by it', async () => {
  const { programmeId, mentor, scenario } = await queued();
  const leaving: Matcher = {
    ...matcherHere,
    async match(input, watch) {
      value(await leaveProgramme(line.deps)({ programmeId, personId: mentor }));
      return matcherHere.match(input, watch);
    },
  };
  expect(value(await runScenario({ ...line.deps, matcher: leaving })(runOf(scenario)))).toBe('done');
  const result = await line.transact(systemScope, ({ scenarios }) => scenarios.result(programmeId, scenario.id));
  expect(result?.outcome.pairs).toMatchObject([{ mentorId: mentor, reasons: '' }]);
  expect(faultOf(await publishScenario(line.deps)(seen(line, await now(scenario))))).toBe('people-changed');
});

test('a worker that is killed in the middle of a run leaves it to the next one', async () => {
  const { scenario } = await queued();
  const start = (...how: string[]) =>
    spawn(process.execPath, [join(import.meta.dirname, 'scenario-worker.ts'), line.appUrl, ...how], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const killed = start('endless');
  await until('it is halfway', async () => (await now(scenario)).progress?.share === 0.55);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect((await now(scenario)).state).toBe('running');
  const next = start();
  await until('it is done', async () => (await now(scenario)).state === 'done');
  expect(await now(scenario)).toMatchObject({ attempts: 2, figures: { pairs: 1 } });
  next.kill('SIGTERM');
  await once(next, 'exit');
});
