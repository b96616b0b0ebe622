import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { installJobs } from '../../../src/adapters/jobs/install.ts';
import { roleOf } from '../../../src/adapters/postgres/application-role.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { until } from '../../support/until.ts';
import { useCluster } from '../../support/test-cluster.ts';

const name = `migrated_${process.pid}`;
let admin: pg.Client;
let ownerUrl: string;
let appUrl: string;
beforeAll(async () => {
  const cluster = await useCluster();
  admin = new pg.Client({ connectionString: cluster.adminUrl });
  await admin.connect();
  [ownerUrl, appUrl] = [cluster.ownerUrl, cluster.appUrl].map((url) => {
    const moved = new URL(url);
    moved.pathname = `/${name}`;
    return moved.href;
  }) as [string, string];
});
beforeEach(() => admin.query(`create database ${name} owner counterpart_owner`));
afterEach(() => admin.query(`drop database ${name} with (force)`));
afterAll(() => admin.end());

const tables = async (): Promise<string[]> => {
  const db = openDatabase({ url: ownerUrl, max: 1 });
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(
    db,
  );
  await db.destroy();
  return rows.map((row) => row.name);
};

test('instances that start together wait for each other, and a second start changes nothing', async () => {
  const start = async () => {
    await migrate({ ownerUrl, applicationRole: roleOf(appUrl) });
    await installJobs({ ownerUrl, applicationRole: roleOf(appUrl), movableClock: false });
  };
  await Promise.all([start(), start(), start()]);
  const once = await tables();
  await start();
  expect(await tables()).toEqual(once);
  expect(once).toContain('enrolments');
});

test('a process killed in the middle of a migration leaves nothing of it, and the next one does it all', async () => {
  const script = join(import.meta.dirname, 'migrate-process.ts');
  const child = spawn(process.execPath, [script, ownerUrl, roleOf(appUrl)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const halfway = async () => {
    const { rows } = await admin.query(
      `select from pg_stat_activity where datname = $1 and state = 'active' and query like '%pg_sleep%'`,
      [name],
    );
    return rows.length > 0;
  };
  await until('the migration is halfway', halfway);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await tables()).not.toContain('enrolments');
  await migrate({ ownerUrl, applicationRole: roleOf(appUrl) });
  expect(await tables()).toContain('enrolments');
});

test('a migration that fails says why and leaves nothing', async () => {
  const bad = {
    '001-half': {
      up: async (db: Kysely<unknown>) => {
        await sql`create table half (id integer)`.execute(db);
        await sql`create table half (id integer)`.execute(db);
      },
    },
  };
  const failed = migrate({ ownerUrl, applicationRole: roleOf(appUrl), migrations: bad });
  await expect(failed).rejects.toThrow('relation "half" already exists');
  expect(await tables()).not.toContain('half');
});
