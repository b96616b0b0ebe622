import { setTimeout as wait } from 'node:timers/promises';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

const leave = (programmeId: string, personId: string) => leaveProgramme(line.deps)({ programmeId, personId });

test('both of a pair leave at the same moment: neither stands in the other’s way', async () => {
  const { programmeId, pairs } = await line.published(3);
  const everybody = pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]);
  const left = await Promise.all(everybody.map((personId) => leave(programmeId, personId)));
  expect(left.every((result) => result.ok)).toBe(true);
  const after = await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId));
  expect(after.map((pair) => pair.state)).toEqual(['ended', 'ended', 'ended']);
});

test('who leaves while the match is being published keeps no partner', async () => {
  const mentorId = line.organisation.juniors[0] ?? '';
  const menteeId = line.organisation.seniors[0] ?? '';
  const programmeId = await line.openWith([mentorId, menteeId].map((personId) => ({ personId, role: null })));
  await line.join(programmeId, mentorId, 'mentor');
  await line.join(programmeId, menteeId, 'mentee');
  const locked = Promise.withResolvers<void>();
  const publishing = line.transact(systemScope, async ({ programmes, pairs }) => {
    await programmes.getForUpdate(programmeId);
    locked.resolve();
    await wait(300);
    const pair = { id: crypto.randomUUID(), programmeId, mentorId, menteeId, score: 1, distance: 4, reasons: '' };
    await pairs.add([{ ...pair, state: 'live', publishedAt: line.clock.now(), endedAt: null }]);
  });
  await locked.promise;
  value(await leave(programmeId, mentorId));
  await publishing;
  const after = await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId));
  expect(after.map((pair) => pair.state)).toEqual(['ended']);
});

test('whoever kept the diary of somebody who left does not keep it when they come back', async () => {
  const [personId = '', assistantId = ''] = line.organisation.juniors.slice(2);
  const programmeId = await line.openWith([{ personId, role: 'mentor' }]);
  await line.join(programmeId, personId, 'mentor');
  const named = { programmeId, personId, assistantId, namedAt: line.clock.now() };
  await line.transact(systemScope, ({ assistants }) => assistants.save(named));
  value(await leave(programmeId, personId));
  await line.join(programmeId, personId, 'mentor');
  expect(await line.transact(systemScope, ({ assistants }) => assistants.of(programmeId, [personId]))).toEqual([]);
  expect(await line.transact(systemScope, ({ assistants }) => assistants.heldBy(assistantId))).toEqual([]);
});

test('details that are being refreshed while somebody leaves do not bring them back', async () => {
  const personId = line.organisation.juniors[1] ?? '';
  const programmeId = await line.openWith([{ personId, role: 'mentor' }]);
  await line.join(programmeId, personId, 'mentor');
  const asked = Promise.withResolvers<void>();
  const refreshing = line.transact(systemScope, async ({ participants }) => {
    const known = await participants.known([personId]);
    const before = await participants.list([...known]);
    asked.resolve();
    await wait(300);
    await participants.save(before);
  });
  await asked.promise;
  value(await leave(programmeId, personId));
  await refreshing;
  expect(await line.transact(systemScope, ({ participants }) => participants.get(personId))).toBeUndefined();
});
