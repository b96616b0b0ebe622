import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const letterTo = (person: string, key: string) =>
  ({ key, to: person, programmeId: null, about: { kind: 'welcome' } }) as const;

test('a letter, its job and an ordered job are committed together', async () => {
  const [person, pairId] = [randomUUID(), randomUUID()];
  await database.transact(systemScope, async ({ outbox, jobs }) => {
    await outbox.add(letterTo(person, 'welcome:1'));
    await jobs.enqueue({ name: 'book-series', data: { pairId } });
  });
  const waiting = await database.waitingJobs();
  expect(waiting).toContainEqual({ name: 'book-series', data: { pairId } });
  const [delivery] = waiting.filter((job) => job.name === 'deliver-letter');
  const letter = await database.transact(systemScope, ({ letters }) => letters.get(delivery?.data.letterId ?? ''));
  expect(letter).toMatchObject({ key: 'welcome:1', to: person, state: 'waiting', about: { kind: 'welcome' } });
});

test('after a rollback there is no letter and no job', async () => {
  const before = await database.waitingJobs();
  const order = database.transact(systemScope, async ({ outbox, jobs, audit }) => {
    await outbox.add(letterTo(randomUUID(), 'welcome:2'));
    await jobs.enqueue({ name: 'book-series', data: { pairId: randomUUID() } });
    await audit.add({ actor: 'system', action: 'never-happened' });
    throw new Error('the decision was withdrawn');
  });
  await expect(order).rejects.toThrow('the decision was withdrawn');
  expect(await database.waitingJobs()).toEqual(before);
  const left = await database.transact(systemScope, async ({ outbox }) => {
    await outbox.add(letterTo(randomUUID(), 'welcome:2'));
    return database.db.selectFrom('audit').selectAll().execute();
  });
  expect(left).toEqual([]);
});

test('the same key is one letter and one delivery', async () => {
  const person = randomUUID();
  const before = await database.waitingJobs();
  for (let time = 0; time < 3; time += 1) {
    await database.transact(systemScope, ({ outbox }) => outbox.add(letterTo(person, 'welcome:3')));
  }
  expect((await database.waitingJobs()).length).toBe(before.length + 1);
});
