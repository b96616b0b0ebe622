import type { NewId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Outbox, JobQueue } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Programme } from '../programme/programme.ts';
import {
  noSuchScenario,
  objectionTo,
  type ChangeDeps,
  type ChangeInput,
  type ChangeStores,
} from './change-scenario.ts';
import { canonicalInput } from './match-snapshot.ts';
import type { MatchedPair } from './match-types.ts';
import type { Pair } from './ports.ts';
import { reasonsForPeople } from './reasons-for-people.ts';
import { objectionToMatching } from './request-run.ts';
import { scenarioInput } from './scenario-input.ts';
import { pairKey, type Scenario, type ScenarioResult } from './scenario.ts';

type Stores = ChangeStores & { outbox: Outbox; jobs: JobQueue };
type Deps = Pick<ChangeDeps, 'clock'> & {
  transact: Transact<Stores>;
  newId: NewId;
  digest: (text: string) => string;
};

/**
 * Makes the new pairs of a result real, once: pairs, the programme's state, and the orders to introduce them and to book
 * their meetings are one transaction. Pairs of earlier rounds stay as they are, and so do the other scenarios. Refused
 * when the result is not of this version, or when anything that the matcher looked at has changed since the run.
 */
export const publishScenario =
  (deps: Deps) =>
  async (input: ChangeInput): Promise<Result<Scenario>> =>
    // The chart and earlier pairs of any programme are compared, hence the system's scope.
    deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.getForUpdate(input.programmeId);
      const scenario = programme && (await stores.scenarios.getForUpdate(programme.id, input.scenarioId));
      if (!programme || !scenario) return noSuchScenario();
      const objection = objectionTo(scenario, input.version) ?? objectionToMatching(programme.state);
      if (objection) return objection;
      const result = await stores.scenarios.result(programme.id, scenario.id);
      if (!result || scenario.stale) {
        return fault('not-run', 'This scenario has not been run as it is now. Run it, and look at what comes out.');
      }
      const meeting = new Set(result.alreadyMeeting.map(pairKey));
      const added = result.outcome.pairs.filter((pair) => !meeting.has(pairKey(pair)));
      if (added.length === 0)
        return fault('no-pairs', 'This scenario has no new pairs, so there is nothing to publish.');
      // Two programmes that publish the same two people at once would each see no earlier pair of theirs.
      await stores.pairs.publishAlone();
      const { input: asked } = await scenarioInput(stores, programme, scenario);
      if (deps.digest(canonicalInput(asked)) !== scenario.inputDigest) {
        return fault(
          'people-changed',
          'People, your lists or the org chart have changed since this run. Run the match again.',
        );
      }
      const now = deps.clock.now();
      await introduce(stores, programme.id, added.map(pairIn(programme, deps.newId, now)));
      // Support contacts are chosen for them, and from now on they are watched.
      await stores.jobs.enqueue({ name: 'watch-pairs', data: { programmeId: programme.id } });
      await stores.programmes.setState(programme.id, 'running');
      await tellTheLeftOver(stores, scenario, result, now);
      const published: Scenario = {
        ...scenario,
        version: scenario.version + 1,
        state: 'published',
        publishedBy: input.by,
        publishedAt: now,
      };
      await stores.scenarios.save(published);
      await stores.audit.add({
        actor: input.by,
        action: 'scenario-published',
        programmeId: programme.id,
        subject: scenario.id,
        detail: { pairs: added.length, meetingAlready: meeting.size },
      });
      return ok(published);
    });

const pairIn =
  (programme: Programme, newId: NewId, now: Date) =>
  (proposed: MatchedPair): Pair => ({
    id: newId(),
    programmeId: programme.id,
    mentorId: proposed.mentorId,
    menteeId: proposed.menteeId,
    score: proposed.score,
    distance: proposed.distance,
    reasons: reasonsForPeople(proposed),
    state: 'live',
    publishedAt: now,
    endedAt: null,
  });

async function introduce(stores: Stores, programmeId: ProgrammeId, pairs: Pair[]): Promise<void> {
  await stores.pairs.add(pairs);
  // Together: whoever has several partners has one diary.
  await stores.jobs.enqueue({ name: 'plan-series', data: { programmeId } });
  for (const pair of pairs) {
    await stores.jobs.enqueue({ name: 'introduce-pair', data: { pairId: pair.id } });
  }
}

/** Whoever has a partner waits no longer; whoever waits goes on waiting since the first time. */
async function tellTheLeftOver(
  stores: Stores,
  { id, programmeId }: Scenario,
  { outcome }: ScenarioResult,
  now: Date,
): Promise<void> {
  const matched = new Set<PersonId>(outcome.pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]));
  const leftOver = outcome.unmatched.map((one) => one.personId).filter((personId) => !matched.has(personId));
  await stores.enrolments.endWaiting(programmeId, [...matched]);
  await stores.enrolments.setWaiting(programmeId, leftOver, now);
  for (const to of leftOver) {
    await stores.outbox.add({
      key: `unmatched:${id}:${to}`,
      to,
      programmeId,
      about: { kind: 'unmatched', programmeId },
    });
  }
}
