import { createHash, randomUUID } from 'node:crypto';
import { createScenario } from '../../src/domain/matching/create-scenario.ts';
import { match } from '../../src/domain/matching/match.ts';
import type { Matcher } from '../../src/domain/matching/ports.ts';
import { publishScenario } from '../../src/domain/matching/publish-scenario.ts';
import { requestRun } from '../../src/domain/matching/request-run.ts';
import { runScenario } from '../../src/domain/matching/run-scenario.ts';
import type { ScenarioSettings } from '../../src/domain/matching/scenario.ts';
import { exchangeLimits } from '../../src/domain/meetings/booking/mail-budget.ts';
import { createProgramme } from '../../src/domain/programme/create-programme.ts';
import { enrol } from '../../src/domain/programme/enrol.ts';
import { invitePeople } from '../../src/domain/programme/invite-people.ts';
import { closeEnrolment, openProgramme } from '../../src/domain/programme/move-programme.ts';
import type { Result } from '../../src/domain/kernel/result.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { createTestDatabase } from './database.ts';
import { smallOrganisation } from './small-organisation.ts';

/** Fails the test with the fault's own words. */
export function value<T>(result: Result<T, { code: string; message: string }>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`);
  return result.value;
}

export const settings = {
  name: 'Inclusion pilot',
  calendarName: 'Counterpart conversation',
  goal: 'Hear what work is like at the other end of the chart.',
  topics: ['Data', 'Inclusion', 'Digital tools'],
  startsOn: '2027-01-11',
  endsOn: '2027-12-17',
  sessions: 6,
  gapWeeks: 5 as const,
  timeZone: 'Europe/London',
  largestCapacity: { mentor: 1, mentee: 1 },
  levels: { from: 'depth' as const },
};

/** The engine itself, in this thread. What-ifs are for those tests that start a thread. */
export const matcherHere: Matcher = {
  match: async (input, { signal }) => {
    if (signal.aborted) return { ok: false, fault: { code: 'stopped' } };
    const answer = match(input);
    return answer.ok ? answer : { ok: false, fault: { code: 'bad-input', faults: answer.fault } };
  },
  whatIf: async () => ({ ok: false, fault: { code: 'crashed' } }),
};

/** The use cases on a real database with a small organisation in its chart, and a clock that the test moves. */
export async function thinLine() {
  const organisation = smallOrganisation();
  let now = new Date('2026-12-01T09:00:00Z');
  const clock = { now: () => now };
  const database = await createTestDatabase();
  const coordinator = organisation.people[1]?.id ?? '';
  const deps = {
    transact: database.transact,
    clock,
    directory: organisation.directory,
    /** Calendars that tell nobody's hours. */
    workingHours: { of: async () => [] },
    matcher: matcherHere,
    newId: randomUUID,
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
    organizerMailboxes: ['mentoring@contoso.example'],
    limits: exchangeLimits,
    /** A mailbox that loses every answer: tests that send mail bring their own. */
    post: { send: async () => ({ outcome: 'unknown' as const }) },
    homePage: 'https://counterpart.example/tab/home',
    gradesAreRead: true,
  };
  await database.transact(systemScope, ({ chart }) =>
    chart.upsert(
      organisation.people.map(({ id, managerId }) => ({ id, managerId })),
      now,
    ),
  );
  const programme = async () => value(await createProgramme(deps)({ by: coordinator, settings }));
  const openWith = async (people: { personId: string; role: 'mentor' | 'mentee' | null }[]) => {
    const { id } = await programme();
    value(await openProgramme(deps)({ programmeId: id, by: coordinator }));
    value(await invitePeople(deps)({ programmeId: id, by: coordinator, people }));
    return id;
  };
  const join = async (programmeId: string, personId: string, role: 'mentor' | 'mentee') =>
    value(
      await enrol(deps)({
        programmeId,
        personId,
        via: 'tab',
        profile: { role, offers: ['Data'], wants: ['Inclusion'], area: null, languages: ['English'] },
      }),
    );
  /** Runs a scenario as the worker would, and says what became of it. */
  const run = async (programmeId: string, scenarioId: string) => {
    const scenario = await database.transact(systemScope, ({ scenarios }) => scenarios.get(programmeId, scenarioId));
    const queued = value(
      await requestRun(deps)({ programmeId, scenarioId, version: scenario?.version ?? 0, by: coordinator }),
    );
    value(await runScenario(deps)({ programmeId, scenarioId, runId: queued.runId ?? '' }));
    const ran = await database.transact(systemScope, async ({ scenarios }) => ({
      scenario: (await scenarios.get(programmeId, scenarioId))!,
      result: await scenarios.result(programmeId, scenarioId),
    }));
    return { ...ran, outcome: ran.result?.outcome };
  };
  /** A new scenario, and what the matcher makes of it. */
  const matched = async (programmeId: string, settings?: ScenarioSettings) => {
    const { id } = value(await createScenario(deps)({ programmeId, by: coordinator, settings }));
    const { scenario, outcome } = await run(programmeId, id);
    if (!outcome) throw new Error(scenario.fault?.message ?? 'the run gave no result');
    return { scenario, outcome };
  };
  let mentorsUsed = 0;
  return {
    ...database,
    organisation,
    coordinator,
    clock,
    deps,
    setNow: (iso: string) => (now = new Date(iso)),
    programme,
    openWith,
    join,
    run,
    matched,
    /** A programme with `count` pairs, published; other mentors each time, since nobody is paired twice. */
    async published(count: number) {
      const mentees = organisation.seniors.slice(0, count);
      const mentors = organisation.juniors.slice(12 + mentorsUsed, 12 + mentorsUsed + count);
      mentorsUsed += count;
      const programmeId = await openWith([
        ...mentors.map((personId) => ({ personId, role: 'mentor' as const })),
        ...mentees.map((personId) => ({ personId, role: 'mentee' as const })),
      ]);
      for (const one of mentors) await join(programmeId, one, 'mentor');
      for (const one of mentees) await join(programmeId, one, 'mentee');
      value(await closeEnrolment(deps)({ programmeId, by: coordinator }));
      const { scenario } = await matched(programmeId);
      const { id: scenarioId, version } = scenario;
      value(await publishScenario(deps)({ programmeId, scenarioId, version, by: coordinator }));
      const pairs = await database.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId));
      return { programmeId, scenarioId, pairs };
    },
  };
}
