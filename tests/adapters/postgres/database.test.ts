import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { isDatabaseAway } from '../../../src/adapters/postgres/database-away.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startSilentProxy } from '../../support/silent-proxy.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const throughProxy = async () => {
  const url = new URL(database.appUrl);
  const proxy = await startSilentProxy({ port: Number(url.port), host: url.hostname });
  url.port = String(proxy.port);
  return { proxy, url: url.href };
};

test('connections whose other end vanishes in the middle of a statement are given up, and the next statements work', async () => {
  const { proxy, url } = await throughProxy();
  const db = openDatabase({ url, max: 2, answerWithinMs: 300 });
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(db);
  await Promise.all([ask(), ask()]);
  proxy.goSilent();
  const both = await Promise.allSettled([db.transaction().execute((tx) => sql`select 1`.execute(tx)), ask()]);
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
  proxy.carryNew();
  expect((await ask()).rows).toEqual([{ one: 1 }]);
  expect((await db.transaction().execute((tx) => sql`select 1 as one`.execute(tx))).rows).toEqual([{ one: 1 }]);
  await db.destroy();
  proxy.close();
});

test('idle connections that have vanished cost nobody a statement (R16)', async () => {
  const { proxy, url } = await throughProxy();
  const db = openDatabase({ url, max: 5, answerWithinMs: 1_000 });
  const ask = () => sql<{ one: number }>`select 1 as one, pg_sleep(0.05)`.execute(db);
  const askAll = () => Promise.allSettled([ask(), ask(), ask(), ask(), ask()]);
  await askAll();
  proxy.goSilent();
  proxy.carryNew();
  // Longer than a connection is taken unasked after its last use.
  await wait(1_100);
  expect((await ask()).rows).toEqual([expect.objectContaining({ one: 1 })]);
  expect((await askAll()).map((one) => one.status)).toEqual(Array(5).fill('fulfilled'));
  await db.destroy();
  proxy.close();
});

test.each([
  ['a statement without an answer', () => new Error('Query read timeout')],
  ['no connection in time', () => new Error('timeout exceeded when trying to connect')],
  ['a refused connection', () => Object.assign(new Error(), { code: 'ECONNREFUSED' })],
  ['a server that stops', () => Object.assign(new Error(), { code: '57P01' })],
])('%s is known as a database that is away; a violated rule is not', (_what, fault) => {
  expect(isDatabaseAway(fault())).toBe(true);
  expect(isDatabaseAway(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
});

test('dates stay dates and instants stay instants', async () => {
  const db = openDatabase({ url: database.appUrl, max: 1 });
  const { rows } =
    await sql`select '2027-03-28'::date as some_day, '2027-03-28T01:30:00+01'::timestamptz as some_time`.execute(db);
  expect(rows).toEqual([{ someDay: '2027-03-28', someTime: new Date('2027-03-28T00:30:00Z') }]);
  await db.destroy();
});
