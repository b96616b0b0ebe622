import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { WorkingHours } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import { canonicalInput, matchSnapshot, type SnapshotStores } from './match-snapshot.ts';
import { defaultMatchSettings } from './match-settings.ts';
import type { MatchSettings } from './match-types.ts';
import { match } from './match.ts';
import type { Proposal, ProposalStore } from './ports.ts';

type Deps = {
  workingHours: WorkingHours;
  transact: Transact<SnapshotStores & { programmes: ProgrammeStore; proposals: ProposalStore; audit: AuditLog }>;
  clock: Clock;
  newId: NewId;
  /** SHA-256 of a text, in hexadecimal. */
  digest: (text: string) => string;
};

/** What a coordinator may set for one run; all else is the default of the rules. */
export type MatchRun = {
  objective: MatchSettings['objective'];
  minDistance: number;
  minLevelGap: number | null;
  sameDepartment: boolean;
  seed: number;
};

/** Runs the matcher on everybody who joined and keeps the proposal with its reasons. Nobody is told anything yet. */
export const runMatch =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; by: PersonId; run: MatchRun }): Promise<Result<Proposal>> => {
    await learnMissingHours(deps, input.programmeId);
    // The whole chart and earlier pairs of any programme are read, hence the system's scope.
    const loaded = await deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.get(input.programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      if (programme.state !== 'matching') {
        return fault('not-matching', 'Close the enrolment first: a match is run on everybody who joined.');
      }
      return ok(await matchSnapshot(stores, programme.id, settingsOf(input.run, programme.startsOn)));
    });
    if (!loaded.ok) return loaded;
    const outcome = match(loaded.value);
    if (!outcome.ok) {
      // Its own words name people by id, which helps nobody here; of what comes from the directory only this can be wrong.
      const circle = outcome.fault.some(({ table, field }) => table === 'people' && field === 'managerId');
      return circle
        ? fault(
            'circle-of-managers',
            'In the directory some people manage each other in a circle, and someone who joined is in it or below it. Ask your IT administrator to correct their managers, then run the match again.',
          )
        : fault('bad-input', 'What the people of this programme said could not be used for a match.');
    }
    const proposal: Proposal = {
      id: deps.newId(),
      programmeId: input.programmeId,
      settings: loaded.value.settings,
      inputDigest: deps.digest(canonicalInput(loaded.value)),
      outcome: outcome.value,
      createdBy: input.by,
      createdAt: deps.clock.now(),
      publishedAt: null,
    };
    return deps.transact({ kind: 'programme', programmeId: input.programmeId }, async ({ proposals, audit }) => {
      await proposals.add(proposal);
      await audit.add({
        actor: input.by,
        action: 'match-run',
        programmeId: input.programmeId,
        subject: proposal.id,
        detail: { pairs: proposal.outcome.pairs.length, unmatched: proposal.outcome.unmatched.length },
      });
      return ok(proposal);
    });
  };

/**
 * Asks for the working hours of those who joined so lately that nobody has yet: a run that guessed them would be out of
 * date as soon as they are known.
 */
async function learnMissingHours(deps: Deps, programmeId: ProgrammeId): Promise<void> {
  const missing = await deps.transact(systemScope, async ({ enrolments, participants }) => {
    const active = (await enrolments.inProgramme(programmeId)).filter((one) => one.state === 'active');
    const known = await participants.list(active.map((one) => one.personId));
    return known.filter((one) => one.timeZone === null && one.mail !== null);
  });
  if (missing.length === 0) return;
  const hours = await deps.workingHours.of(missing.map(({ id, mail }) => ({ id, mail: mail ?? '' })));
  const learned = new Map(hours.map((one) => [one.id, one]));
  await deps.transact(systemScope, async ({ participants }) => {
    // Asked again: who has left meanwhile must not come back.
    const joined = await participants.known([...learned.keys()]);
    const still = await participants.list([...joined]);
    await participants.save(still.map((one) => ({ ...one, ...learned.get(one.id) })));
  });
}

const settingsOf = (run: MatchRun, referenceDate: string): MatchSettings => ({
  ...defaultMatchSettings,
  rules: {
    ...defaultMatchSettings.rules,
    minDistance: run.minDistance,
    minLevelGap: run.minLevelGap,
    sameDepartment: run.sameDepartment,
  },
  objective: run.objective,
  seed: run.seed,
  referenceDate,
});
