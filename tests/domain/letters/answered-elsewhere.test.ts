import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { letterFacts } from '../../../src/domain/letters/letter-facts.ts';
import { declineInvitation } from '../../../src/domain/programme/decline-invitation.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

test('an invitation answered in the tab: its card in the chat becomes a receipt', async () => {
  const [joins, declines] = line.organisation.juniors as [string, string];
  const programmeId = await line.openWith([
    { personId: joins, role: 'mentor' },
    { personId: declines, role: 'mentor' },
  ]);
  await line.join(programmeId, joins, 'mentor');
  value(await declineInvitation(line.deps)({ programmeId, personId: declines }));
  const told = await line.transact(systemScope, async (stores) => {
    const letters = await stores.letters.inProgramme(programmeId);
    return Promise.all(letters.map(async (letter) => ({ letter, facts: await letterFacts(stores, letter) })));
  });
  const said = Object.fromEntries(told.map(({ letter, facts }) => [letter.to, facts]));
  expect(said[joins]).toMatchObject({ kind: 'invitation-answered', joinedAs: 'mentor' });
  expect(said[declines]).toMatchObject({ kind: 'invitation-answered', joinedAs: null });
  const revised = (await line.waitingJobs()).filter((job) => job.name === 'revise-letter');
  expect(revised.map((job) => job.data)).toEqual(
    expect.arrayContaining(told.map(({ letter }) => ({ letterId: letter.id }))),
  );
});
