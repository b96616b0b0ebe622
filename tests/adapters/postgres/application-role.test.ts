import { sql } from 'kysely';
import { assertApplicationRole, roleOf } from '../../../src/adapters/postgres/application-role.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { useCluster } from '../../support/test-cluster.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test.each([
  `update audit set action = 'nothing'`,
  'delete from audit',
  'truncate audit',
  'alter table audit disable row level security',
  'drop table audit',
  'set role counterpart_owner',
])('the application is refused: %s', async (statement) => {
  await database.transact(systemScope, ({ audit }) => audit.add({ actor: 'system', action: 'kept' }));
  const refused = { code: expect.stringMatching(/^42501$/) as string };
  await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject(refused);
});

test('audit rows can be added and read', async () => {
  await database.transact(systemScope, ({ audit }) =>
    audit.add({ actor: 'system', action: 'looked', subject: 'someone', detail: { rows: 3 } }),
  );
  const rows = await database.db.transaction().execute(async (tx) => {
    await sql`select set_config('counterpart.scope', 'system', true)`.execute(tx);
    return tx.selectFrom('audit').selectAll().where('action', '=', 'looked').execute();
  });
  expect(rows).toMatchObject([{ actor: 'system', action: 'looked', subject: 'someone', detail: { rows: 3 } }]);
});

test("the application's role is accepted; the owner's and a superuser's are not, with the reasons", async () => {
  await expect(assertApplicationRole(database.db)).resolves.toBeUndefined();
  const { adminUrl } = await useCluster();
  const admin = new URL(adminUrl);
  admin.pathname = new URL(database.ownerUrl).pathname;
  for (const [url, reason] of [
    [database.ownerUrl, 'counterpart_owner of DATABASE_URL is too strong: it owns'],
    [database.ownerUrl, 'may delete audit rows'],
    [admin.href, 'is a superuser'],
    [admin.href, 'bypasses row-level security'],
  ] as const) {
    const db = openDatabase({ url, max: 1 });
    await expect(assertApplicationRole(db)).rejects.toThrow(reason);
    await db.destroy();
  }
});

test('a member of the owner role is refused too', async () => {
  const { adminUrl } = await useCluster();
  const admin = openDatabase({ url: adminUrl, max: 1 });
  const member = `member_${process.pid}`;
  await sql.raw(`create role ${member} login password 'test' in role counterpart_owner`).execute(admin);
  const url = new URL(database.appUrl);
  [url.username, url.password] = [member, 'test'];
  const db = openDatabase({ url: url.href, max: 1 });
  await expect(assertApplicationRole(db)).rejects.toThrow(/owns \d+ tables/);
  await db.destroy();
  await sql.raw(`drop role ${member}`).execute(admin);
  await admin.destroy();
});

test('a URL without a user is refused', () => {
  expect(roleOf('postgresql://the%20app:secret@localhost/db')).toBe('the app');
  expect(() => roleOf('postgresql://localhost/db')).toThrow('names no user');
});
