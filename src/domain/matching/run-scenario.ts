import type { Clock } from '../kernel/clock.ts';
import type { ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { Unavailable } from '../kernel/unavailable.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { WorkingHours } from '../people/ports.ts';
import type { ProgrammeState } from '../programme/programme.ts';
import type { ChangeStores } from './change-scenario.ts';
import { inputFault } from './input-fault.ts';
import { judgePairs } from './judge-pair.ts';
import { learnMissingHours } from './learn-missing-hours.ts';
import { canonicalInput } from './match-snapshot.ts';
import type { MatchOutcome } from './match-types.ts';
import type { Matcher, RunAttempt } from './ports.ts';
import { objectionToMatching } from './request-run.ts';
import { watchRun } from './run-watch.ts';
import { freePlaces, scenarioInput, type ScenarioInput } from './scenario-input.ts';
import { isPair, isRunning, pairKey, type Figures, type RunFault, type Scenario } from './scenario.ts';
import { withoutRequests } from './without-requests.ts';

type Deps = {
  transact: Transact<ChangeStores>;
  matcher: Matcher;
  workingHours: WorkingHours;
  clock: Clock;
  digest: (text: string) => string;
};
type Input = { programmeId: ProgrammeId; scenarioId: ScenarioId; runId: string };
type Ended = 'done' | 'failed' | 'let go';

/** A run that ends its worker each time must end itself. */
const mostAttempts = 3;

/**
 * The run itself, as a job. It may be begun again at any point: a later attempt takes over from one that was killed, and
 * an earlier one that still lives hears so with its next word of progress. What the matcher finds, or why it could not,
 * is kept with the scenario; nothing is kept of a run that was cancelled meanwhile.
 */
export const runScenario =
  (deps: Deps) =>
  async (input: Input): Promise<Result<Ended>> => {
    const begun = await begin(deps, input);
    if (!begun) return ok('let go');
    const run: RunAttempt = { ...input, attempt: begun.attempts };
    const fail = (why: RunFault): Promise<Result<Ended>> => end(deps, run, { why });
    if (begun.attempts > mostAttempts) return fail(interrupted);
    // Enrolment may have been opened again since the run was asked for.
    const objection = objectionToMatching(begun.programme);
    if (objection) return fail(objection.fault);
    const watch = watchRun((progress) =>
      deps.transact(scopeOf(input), ({ scenarios }) => scenarios.saveProgress(run, progress)),
    );
    try {
      await watch.phase('hours');
      await learnMissingHours(deps, input.programmeId);
      await watch.phase('reading');
      const loaded = await load(deps, input);
      if (!loaded.ok) return await fail(loaded.fault);
      const { asked, digest } = loaded.value;
      const answer = await deps.matcher.match(asked.input, { signal: watch.signal, onProgress: watch.engine });
      if (answer.ok) return await end(deps, run, { outcome: withoutRequests(answer.value), asked, digest });
      switch (answer.fault.code) {
        case 'bad-input':
          return await fail(inputFault(answer.fault.faults).fault);
        case 'crashed':
          return await fail(crashed);
        case 'stopped':
          // Either the run was taken back, or this process is ending and another goes on with it.
          if (watch.signal.aborted) return ok('let go');
          throw new HandedOn();
      }
    } catch (error) {
      if (error instanceof HandedOn) throw error;
      if (error instanceof Unavailable) return await fail(outOfReach);
      await fail(unexpected);
      throw error;
    } finally {
      await watch.settled();
    }
  };

/** The job is then tried again. */
class HandedOn extends Error {
  override name = 'HandedOn';
}

const scopeOf = ({ programmeId }: Input) => ({ kind: 'programme' as const, programmeId });

/** Takes the run on; null when there is none to take on: it was cancelled, has ended, or another was asked for. */
async function begin(deps: Deps, input: Input): Promise<{ attempts: number; programme: ProgrammeState } | null> {
  return deps.transact(scopeOf(input), async ({ programmes, scenarios }) => {
    const programme = await programmes.get(input.programmeId);
    const scenario = programme && (await scenarios.getForUpdate(programme.id, input.scenarioId));
    if (!programme || scenario?.runId !== input.runId || !isRunning(scenario)) return null;
    const attempts = scenario.attempts + 1;
    await scenarios.save({ ...scenario, state: 'running', attempts });
    return { attempts, programme: programme.state };
  });
}

async function load(
  deps: Deps,
  { programmeId, scenarioId }: Input,
): Promise<Result<{ asked: ScenarioInput; digest: string }, RunFault>> {
  // The whole chart and earlier pairs of any programme are read, hence the system's scope.
  return deps.transact(systemScope, async (stores) => {
    const programme = await stores.programmes.get(programmeId);
    const scenario = programme && (await stores.scenarios.get(programmeId, scenarioId));
    if (!programme || !scenario) throw new Error('a scenario vanished while it was being run');
    const asked = await scenarioInput(stores, programme, scenario);
    const standing = standingLocks(asked, scenario);
    if (!standing.ok) return standing;
    return ok({ asked, digest: deps.digest(canonicalInput(asked.input)) });
  });
}

/** Whether every lock still holds: rules or people may have changed since it was made. */
function standingLocks(asked: ScenarioInput, { locked }: Scenario): Result<null, RunFault> {
  const { input, never } = asked;
  const known = new Set(input.locked.map(pairKey));
  const inForce = locked.filter((lock) => known.has(pairKey(lock)));
  const canBe = inForce.filter((lock) => {
    const isSeated = [lock.mentorId, lock.menteeId].every((id) => freePlaces(asked, inForce, id) >= 0);
    return isSeated && !never.some(isPair(lock)) && areIn(asked, lock);
  });
  const judged = judgePairs(input, canBe);
  if (!judged.ok) return judged;
  const holds = new Set(
    canBe.filter((lock, k) => judged.value[k]!.breaks.every((rule) => lock.overrides.includes(rule))).map(pairKey),
  );
  const broken = inForce.filter((lock) => !holds.has(pairKey(lock)));
  if (broken.length === 0) return ok(null);
  const pairs = broken.map(({ mentorId, menteeId }) => ({ mentorId, menteeId }));
  return { ok: false, fault: { ...locksBroken, pairs } };
}

const areIn = ({ seats }: ScenarioInput, { mentorId, menteeId }: { mentorId: string; menteeId: string }): boolean =>
  (seats.get(mentorId)?.capacity ?? 0) > 0 && (seats.get(menteeId)?.capacity ?? 0) > 0;

type Ending = { why: RunFault } | { outcome: MatchOutcome; asked: ScenarioInput; digest: string };

async function end(deps: Deps, run: RunAttempt, ending: Ending): Promise<Result<Ended>> {
  return deps.transact(systemScope, async (stores) => {
    const { programmeId, scenarioId, runId, attempt } = run;
    // Whoever leaves takes turns with this, so that their words are not brought back.
    await stores.programmes.getForUpdate(programmeId);
    const scenario = await stores.scenarios.getForUpdate(programmeId, scenarioId);
    if (scenario?.state !== 'running' || scenario.runId !== runId || scenario.attempts !== attempt) return ok('let go');
    const ended: Scenario = { ...scenario, progress: null, endedAt: deps.clock.now() };
    if ('why' in ending) {
      await stores.scenarios.save({ ...ended, state: 'failed', fault: ending.why });
      return ok('failed');
    }
    const { outcome, asked, digest } = ending;
    const figures = figuresOf(outcome, asked);
    await stores.scenarios.save({ ...ended, state: 'done', stale: false, inputDigest: digest, figures });
    await stores.scenarios.saveResult(programmeId, scenarioId, { outcome, alreadyMeeting: asked.alreadyMeeting });
    const still = new Set(
      (await stores.enrolments.inProgramme(programmeId))
        .filter((one) => one.state === 'active')
        .map((one) => one.personId),
    );
    for (const { personId } of asked.everybody) {
      if (!still.has(personId)) await stores.scenarios.forgetPerson(programmeId, personId);
    }
    await stores.audit.add({
      actor: scenario.ranBy ?? 'system',
      action: 'match-run',
      programmeId,
      subject: scenarioId,
      detail: { pairs: figures.pairs, unmatched: figures.unmatched },
    });
    return ok('done');
  });
}

function figuresOf({ pairs, unmatched, report }: MatchOutcome, { alreadyMeeting }: ScenarioInput): Figures {
  const meeting = new Set(alreadyMeeting.map(pairKey));
  const free = pairs.filter((pair) => !pair.locked);
  const matched = report.objective.places.value;
  return {
    matched,
    people: matched + unmatched.length,
    pairs: pairs.length,
    newPairs: pairs.filter((pair) => !meeting.has(pairKey(pair))).length,
    unmatched: unmatched.length,
    waiting: report.objective.waiting.value,
    lowest: free.length === 0 ? null : free.reduce((least, { score }) => Math.min(least, score), Infinity),
    total: report.objective.total.value,
    proven: report.proven,
  };
}

const interrupted: RunFault = {
  code: 'interrupted',
  message: 'The run was interrupted several times and has been given up. Please run it again.',
};
const crashed: RunFault = {
  code: 'matcher-stopped',
  message: 'The matcher stopped before it had an answer, probably for want of memory. Please run it again.',
};
const unexpected: RunFault = {
  code: 'unexpected',
  message: 'Something went wrong on our side. Nothing was lost; please run it again.',
};
const outOfReach: RunFault = {
  code: 'unavailable',
  message:
    'Microsoft 365 can’t be reached to ask for the working hours of those who joined. Please run it again shortly.',
};
const locksBroken: RunFault = {
  code: 'locks-broken',
  message:
    'Since these pairs were locked, rules or people have changed, and they can’t be made as they are. Take the locks back, or lock them again.',
};
