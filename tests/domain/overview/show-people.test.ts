import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { showPeople } from '../../../src/domain/overview/show-people.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

test('an invitation that was answered before it could be sent is no trouble; one that failed is', async () => {
  const [early = '', blocked = ''] = line.organisation.juniors;
  const programmeId = await line.openWith([early, blocked].map((personId) => ({ personId, role: 'mentor' })));
  const at = line.deps.clock.now();
  await line.transact(systemScope, async ({ letters }) => {
    for (const { id, to, about } of await letters.inProgramme(programmeId)) {
      if (about.kind !== 'invitation') continue;
      if (to === early) await letters.withdraw(id, at);
      else await letters.settle(id, { state: 'failed', reason: 'blocked', activityId: null }, at);
    }
  });
  const { invitations } = value(await showPeople(line.deps)({ programmeId }));
  const cards = new Map(invitations.map(({ personId, card }) => [personId, card]));
  expect([cards.get(early), cards.get(blocked)]).toEqual([null, 'failed']);
});
