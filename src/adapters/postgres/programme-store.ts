import { sql } from 'kysely';
import type { Programme } from '../../domain/programme/programme.ts';
import type { ProgrammeStore } from '../../domain/programme/ports.ts';
import type { Database } from './schema.ts';

export function createProgrammeStore(tx: Database): ProgrammeStore {
  const newestFirst = () => tx.selectFrom('programmes').selectAll().orderBy('createdAt', 'desc').orderBy('id');
  return {
    async add(programme) {
      await tx.insertInto('programmes').values(toRow(programme)).execute();
    },

    get: (id) => tx.selectFrom('programmes').selectAll().where('id', '=', id).executeTakeFirst(),

    // Rows that refer to a programme may be added meanwhile: a booking must not wait for somebody who leaves.
    getForUpdate: (id) =>
      tx.selectFrom('programmes').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst(),

    async save(programme) {
      await tx.updateTable('programmes').set(toRow(programme)).where('id', '=', programme.id).execute();
    },

    async setState(id, state) {
      await tx.updateTable('programmes').set({ state }).where('id', '=', id).execute();
    },

    coordinatedBy: (personId) =>
      newestFirst()
        .where(sql<boolean>`coordinators @> array[${personId}::uuid]`)
        .execute(),

    all: () => newestFirst().execute(),
  };
}

const toRow = (programme: Programme) => ({
  ...programme,
  matchSettings: JSON.stringify(programme.matchSettings),
  largestCapacity: JSON.stringify(programme.largestCapacity),
  levels: JSON.stringify(programme.levels),
});
