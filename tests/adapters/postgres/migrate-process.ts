import { sql } from 'kysely';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import * as thinLine from '../../../src/adapters/postgres/migrations/001-thin-line.ts';

/** Migrates, and would take a minute over the second half. */
const [, , ownerUrl = '', applicationRole = ''] = process.argv;
const slow: typeof thinLine = {
  async up(db) {
    await thinLine.up(db);
    await sql`select pg_sleep(60)`.execute(db);
  },
};
await migrate({ ownerUrl, applicationRole, migrations: { '001-thin-line': slow } });
