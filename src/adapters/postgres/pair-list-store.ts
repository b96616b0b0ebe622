import { sql } from 'kysely';
import type { PairListStore } from '../../domain/programme/ports.ts';
import type { Database } from './schema.ts';

export function createPairListStore(tx: Database): PairListStore {
  const inProgramme = (programmeId: string) =>
    tx
      .selectFrom('listedPairs')
      .select(['list', 'one', 'other'])
      .where('programmeId', '=', programmeId)
      .orderBy('list')
      .orderBy('one')
      .orderBy('other');
  return {
    counts: (programmeId) =>
      tx
        .selectFrom('listedPairs')
        .select((row) => [
          'list',
          sql<number>`count(*)::int`.as('pairs'),
          row.fn.max('addedAt').$notNull().as('changedAt'),
        ])
        .where('programmeId', '=', programmeId)
        .groupBy('list')
        .orderBy('list')
        .execute(),

    async pairs(programmeId, list) {
      const rows = await inProgramme(programmeId).where('list', '=', list).execute();
      return rows.map(({ one, other }) => ({ one, other }));
    },

    inProgramme: (programmeId) => inProgramme(programmeId).execute(),

    async add(programmeId, list, pairs, addedAt) {
      const [ones, others] = [pairs.map(({ one }) => one), pairs.map(({ other }) => other)];
      const { rows } = await sql`
        insert into listed_pairs (programme_id, list, one, other, added_at)
        select ${programmeId}::uuid, ${list}, least(one, other), greatest(one, other), ${addedAt}::timestamptz
        from unnest(${ones}::uuid[], ${others}::uuid[]) as pair (one, other)
        on conflict do nothing
        returning 1`.execute(tx);
      return rows.length;
    },

    async clear(programmeId, list) {
      const { numDeletedRows } = await tx
        .deleteFrom('listedPairs')
        .where('programmeId', '=', programmeId)
        .where('list', '=', list)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async naming(personId) {
      const rows = await tx
        .selectFrom('listedPairs')
        .select('programmeId')
        .distinct()
        .where((pair) => pair.or([pair('one', '=', personId), pair('other', '=', personId)]))
        .orderBy('programmeId')
        .execute();
      return rows.map((row) => row.programmeId);
    },
  };
}
