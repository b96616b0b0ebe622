import { sql } from 'kysely';
import type { ParticipantStore } from '../../domain/people/ports.ts';
import { inBatches } from './in-batches.ts';
import type { Database } from './schema.ts';

/** All but what the synchronisation alone knows. */
const columns = [
  'id',
  'displayName',
  'mail',
  'jobTitle',
  'department',
  'officeLocation',
  'preferredLanguage',
  'grade',
  'isGuest',
  'timeZone',
  'worksFrom',
  'worksTo',
  'refreshedAt',
] as const;

export function createParticipantStore(tx: Database): ParticipantStore {
  return {
    get: (id) => tx.selectFrom('participants').select(columns).where('id', '=', id).executeTakeFirst(),

    list: (ids) =>
      tx
        .selectFrom('participants')
        .select(columns)
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .orderBy('displayName')
        .orderBy('id')
        .execute(),

    async save(participants) {
      for (const batch of inBatches(participants)) {
        await tx
          .insertInto('participants')
          .values(batch)
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((row) => ({
              displayName: row.ref('excluded.displayName'),
              mail: row.ref('excluded.mail'),
              jobTitle: row.ref('excluded.jobTitle'),
              department: row.ref('excluded.department'),
              officeLocation: row.ref('excluded.officeLocation'),
              preferredLanguage: row.ref('excluded.preferredLanguage'),
              // A change told by a link from before grades were read does not tell them.
              grade: row.fn.coalesce('excluded.grade', 'participants.grade'),
              isGuest: row.ref('excluded.isGuest'),
              timeZone: row.fn.coalesce('excluded.timeZone', 'participants.timeZone'),
              worksFrom: row.fn.coalesce('excluded.worksFrom', 'participants.worksFrom'),
              worksTo: row.fn.coalesce('excluded.worksTo', 'participants.worksTo'),
              refreshedAt: row.ref('excluded.refreshedAt'),
              // Only whoever was seen since is there again: hours that are learned later bring nobody back.
              goneAt: sql<Date | null>`case when excluded.refreshed_at > participants.gone_at then null
                else participants.gone_at end`,
            })),
          )
          .execute();
      }
    },

    async known(ids) {
      const rows = await tx
        .selectFrom('participants')
        .select('id')
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .orderBy('id')
        .forUpdate()
        .execute();
      return new Set(rows.map((row) => row.id));
    },

    async markGone(ids, at) {
      await tx
        .updateTable('participants')
        .set({ goneAt: at })
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .where('isGuest', '=', true)
        .where('goneAt', 'is', null)
        .execute();
    },

    async markUnseen(since, at) {
      await tx
        .updateTable('participants')
        .set({ goneAt: at })
        .where('refreshedAt', '<', since)
        .where('isGuest', '=', true)
        .where('goneAt', 'is', null)
        .execute();
    },

    async remove(id) {
      await tx.deleteFrom('participants').where('id', '=', id).execute();
    },
  };
}
