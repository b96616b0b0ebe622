import { publishMatch } from '../../../src/domain/matching/publish-match.ts';
import { runMatch } from '../../../src/domain/matching/run-match.ts';
import { closeEnrolment } from '../../../src/domain/programme/move-programme.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { run, thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

/** Two mentees on one side of the house and three mentors on the other: one mentor is left over. */
async function readyToMatch() {
  const mentees = line.organisation.seniors.slice(0, 2);
  const mentors = line.organisation.juniors.slice(-3);
  const programmeId = await line.openWith([
    ...mentors.map((personId) => ({ personId, role: 'mentor' as const })),
    ...mentees.map((personId) => ({ personId, role: 'mentee' as const })),
  ]);
  for (const one of mentors) await line.join(programmeId, one, 'mentor');
  for (const one of mentees) await line.join(programmeId, one, 'mentee');
  value(await closeEnrolment(line.deps)({ programmeId, by: line.coordinator }));
  return programmeId;
}

const publish = (programmeId: string, proposalId: string) =>
  publishMatch(line.deps)({ programmeId, proposalId, by: line.coordinator });

test('nobody is told before publishing; then pairs, state, jobs and letters come at once, and only once', async () => {
  const programmeId = await readyToMatch();
  const proposal = value(await runMatch(line.deps)({ programmeId, by: line.coordinator, run }));
  expect(proposal.outcome.pairs).toHaveLength(2);
  const before = await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  expect(before.filter((letter) => letter.about.kind !== 'invitation')).toEqual([]);

  const both = await Promise.all([publish(programmeId, proposal.id), publish(programmeId, proposal.id)]);
  expect(both.filter((result) => result.ok)).toHaveLength(1);
  expect(both.find((result) => !result.ok)).toMatchObject({ fault: { code: 'already-published' } });

  const after = await line.transact(systemScope, async (stores) => ({
    pairs: await stores.pairs.inProgramme(programmeId),
    programme: await stores.programmes.get(programmeId),
    letters: await stores.letters.inProgramme(programmeId),
    waiting: (await stores.enrolments.inProgramme(programmeId)).filter((one) => one.waitingSince !== null),
  }));
  expect(after.pairs).toHaveLength(2);
  expect(after.programme?.state).toBe('running');
  expect(after.letters.filter((letter) => letter.about.kind === 'unmatched')).toHaveLength(1);
  expect(after.waiting.map((one) => one.personId)).toEqual(proposal.outcome.unmatched.map((one) => one.personId));
});

test('a proposal is refused when the line of someone in it has changed, and only then', async () => {
  const programmeId = await readyToMatch();
  const proposal = value(await runMatch(line.deps)({ programmeId, by: line.coordinator, run }));
  const bystander = line.organisation.juniors[0] ?? '';
  const elsewhere = line.organisation.seniors[3] ?? '';
  await line.transact(systemScope, ({ chart }) =>
    chart.upsert([{ id: bystander, managerId: elsewhere }], line.clock.now()),
  );
  const concerned = proposal.outcome.pairs[0]?.mentorId ?? '';
  const restore = line.organisation.people.find((person) => person.id === concerned)?.managerId ?? null;
  const move = (managerId: string | null) =>
    line.transact(systemScope, ({ chart }) => chart.upsert([{ id: concerned, managerId }], line.clock.now()));
  await move(elsewhere);
  expect(await publish(programmeId, proposal.id)).toMatchObject({ ok: false, fault: { code: 'people-changed' } });
  await move(restore);
  const again = value(await runMatch(line.deps)({ programmeId, by: line.coordinator, run }));
  value(await publish(programmeId, again.id));
});

test('somebody else’s programme does not have this proposal', async () => {
  const [mine, other] = [await readyToMatch(), await readyToMatch()];
  const proposal = value(await runMatch(line.deps)({ programmeId: mine, by: line.coordinator, run }));
  expect(await publish(other, proposal.id)).toMatchObject({ ok: false, fault: { code: 'no-such-proposal' } });
});

test('whoever has left the organisation gets no partner', async () => {
  const programmeId = await readyToMatch();
  const leaver = line.organisation.juniors.slice(-3)[0] ?? '';
  await line.transact(systemScope, ({ chart }) => chart.markLeft([leaver], line.clock.now()));
  const { outcome } = value(
    await runMatch(line.deps)({ programmeId, by: line.coordinator, run: { ...run, minLevelGap: null } }),
  );
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
  const asked = () => runMatch(line.deps)({ programmeId, by: line.coordinator, run });
  value(await asked());

  const [mentee = ''] = line.organisation.seniors;
  const deputy = line.organisation.people[1]?.id ?? '';
  await manage(deputy, mentee);
  const refused = await asked();
  expect(refused).toMatchObject({ ok: false, fault: { code: 'circle-of-managers' } });
  expect(JSON.stringify(refused)).not.toContain(mentee);
});
