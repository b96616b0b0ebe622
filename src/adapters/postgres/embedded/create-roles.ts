import pg from 'pg';
import type { Access } from './access.ts';

const database = 'counterpart';
const owner = 'counterpart_owner';
const application = 'counterpart_app';

/** Makes the two roles and the database, or leaves them as they are. Answers the URL of each role. */
export async function createRoles(access: Access): Promise<{ ownerUrl: string; appUrl: string }> {
  const url = (user: string, password: string, name: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${access.port}/${name}`;
  const admin = new pg.Client({ connectionString: url('postgres', access.adminPassword, 'postgres') });
  await admin.connect();
  try {
    const weak = 'login nosuperuser nobypassrls nocreaterole nocreatedb noreplication';
    for (const [role, password] of [
      [owner, access.ownerPassword],
      [application, access.appPassword],
    ] as const) {
      const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
      if (!rowCount) await admin.query(`create role ${role}`);
      await admin.query(`alter role ${role} ${weak} password ${pg.escapeLiteral(password)}`);
    }
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) await admin.query(`create database ${database} owner ${owner}`);
  } finally {
    await admin.end();
  }
  return {
    ownerUrl: url(owner, access.ownerPassword, database),
    appUrl: url(application, access.appPassword, database),
  };
}
