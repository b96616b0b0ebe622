import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { openDatabase } from './database.ts';
import { grantRights } from './grants.ts';
import * as thinLine from './migrations/001-thin-line.ts';
import * as scenarios from './migrations/002-scenarios.ts';
import * as watch from './migrations/003-watch.ts';
import * as matchingProfile from './migrations/004-matching-profile.ts';
import * as booking from './migrations/005-booking.ts';
import * as calendar from './migrations/006-calendar.ts';
import * as newTimes from './migrations/007-new-times.ts';
import * as subscriptions from './migrations/008-subscriptions.ts';
import * as invitedAddresses from './migrations/009-invited-addresses.ts';
import * as guests from './migrations/010-guests.ts';
import * as pauses from './migrations/011-pauses.ts';
import * as openQuestions from './migrations/012-open-questions.ts';
import * as goneGuests from './migrations/013-gone-guests.ts';
import * as goneWithSeries from './migrations/014-gone-with-series.ts';

/** In order; one that has been released is never changed. */
const allMigrations: Record<string, Migration> = {
  '001-thin-line': thinLine,
  '002-scenarios': scenarios,
  '003-watch': watch,
  '004-matching-profile': matchingProfile,
  '005-booking': booking,
  '006-calendar': calendar,
  '007-new-times': newTimes,
  '008-subscriptions': subscriptions,
  '009-invited-addresses': invitedAddresses,
  '010-guests': guests,
  '011-pauses': pauses,
  '012-open-questions': openQuestions,
  '013-gone-guests': goneGuests,
  '014-gone-with-series': goneWithSeries,
};

/**
 * Brings the database's tables up to date as their owner and gives the application's role its rights. All of it is one
 * transaction, so a kill leaves the database as it was; of instances that start together one works and the others wait.
 * Throws the database's error when a migration fails.
 */
export async function migrate(options: {
  ownerUrl: string;
  applicationRole: string;
  migrations?: Record<string, Migration>;
}): Promise<void> {
  const db = openDatabase({ url: options.ownerUrl, max: 2, answerWithinMs: 600_000 });
  try {
    await assertVersion(db);
    const bare = db.withoutPlugins() as unknown as Kysely<unknown>;
    const migrator = new Migrator({
      db: bare,
      provider: { getMigrations: async () => options.migrations ?? allMigrations },
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
    await bare.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('counterpart grants'))`.execute(tx);
      await grantRights(tx, options.applicationRole);
    });
  } finally {
    await db.destroy();
  }
}

async function assertVersion(db: ReturnType<typeof openDatabase>): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::int as version`.execute(db);
  const version = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (version < 15) throw new Error(`PostgreSQL 15 or later is needed; this server is version ${version}`);
}
