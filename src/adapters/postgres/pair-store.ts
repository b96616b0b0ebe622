import { sql } from 'kysely';
import type { Scope } from '../../domain/kernel/unit-of-work.ts';
import type { PairStore } from '../../domain/matching/ports.ts';
import { assertSeesEveryProgramme } from './every-programme.ts';
import { inBatches } from './in-batches.ts';
import type { Database } from './schema.ts';

export function createPairStore(tx: Database, scope: Scope): PairStore {
  const pairs = () => tx.selectFrom('pairs').selectAll();
  return {
    async add(added) {
      for (const batch of inBatches(added)) await tx.insertInto('pairs').values(batch).execute();
    },

    get: (id) => pairs().where('id', '=', id).executeTakeFirst(),

    getForUpdate: (id) => pairs().where('id', '=', id).forUpdate().executeTakeFirst(),

    inProgramme: (programmeId) =>
      pairs().where('programmeId', '=', programmeId).orderBy('publishedAt').orderBy('id').execute(),

    liveOfPerson: (personId) =>
      pairs()
        .where('state', '=', 'live')
        .where((one) => one.or([one('mentorId', '=', personId), one('menteeId', '=', personId)]))
        .orderBy('publishedAt')
        .orderBy('id')
        .execute(),

    async publishAlone() {
      assertSeesEveryProgramme(scope, 'pairs.publishAlone');
      await sql`select pg_advisory_xact_lock(hashtext('publish pairs'))`.execute(tx);
    },

    async past(personIds) {
      assertSeesEveryProgramme(scope, 'pairs.past');
      return tx
        .selectFrom('pairs')
        .select(['mentorId', 'menteeId'])
        .distinct()
        .where(sql<boolean>`mentor_id = any (${personIds}::uuid[]) and mentee_id = any (${personIds}::uuid[])`)
        .orderBy('mentorId')
        .orderBy('menteeId')
        .execute();
    },

    async end(id, at) {
      await tx
        .updateTable('pairs')
        .set({ state: 'ended', endedAt: at, reasons: '' })
        .where('id', '=', id)
        .where('state', '=', 'live')
        .execute();
    },
  };
}
