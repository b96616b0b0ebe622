import { sql } from 'kysely';
import type { PauseStore } from '../../domain/meetings/pauses.ts';
import type { Database } from './schema.ts';

export function createPauseStore(tx: Database): PauseStore {
  const pauses = () => tx.selectFrom('pauses').selectAll();
  return {
    of: (programmeId, personIds) =>
      pauses()
        .where('programmeId', '=', programmeId)
        .where(sql<boolean>`person_id = any (${personIds}::uuid[])`)
        .orderBy('personId')
        .execute(),

    inProgramme: (programmeId) => pauses().where('programmeId', '=', programmeId).orderBy('personId').execute(),

    ofPerson: (personId) => pauses().where('personId', '=', personId).orderBy('programmeId').execute(),

    async save(pause) {
      const { until, setAt } = pause;
      await tx
        .insertInto('pauses')
        .values(pause)
        .onConflict((conflict) => conflict.columns(['programmeId', 'personId']).doUpdateSet({ until, setAt }))
        .execute();
    },

    async remove(programmeId, personId) {
      await tx.deleteFrom('pauses').where('programmeId', '=', programmeId).where('personId', '=', personId).execute();
    },

    async forgetBefore(day) {
      await tx.deleteFrom('pauses').where('until', '<', day).execute();
    },
  };
}
