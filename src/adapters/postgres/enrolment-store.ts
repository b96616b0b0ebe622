import { sql } from 'kysely';
import type { EnrolmentStore } from '../../domain/programme/ports.ts';
import type { Database } from './schema.ts';

export function createEnrolmentStore(tx: Database): EnrolmentStore {
  const enrolments = () => tx.selectFrom('enrolments').selectAll();
  return {
    get: (programmeId, personId) =>
      enrolments().where('programmeId', '=', programmeId).where('personId', '=', personId).executeTakeFirst(),

    async save(enrolment) {
      const { programmeId: _programme, personId: _person, ...profile } = enrolment;
      await tx
        .insertInto('enrolments')
        .values(enrolment)
        .onConflict((conflict) => conflict.columns(['programmeId', 'personId']).doUpdateSet(profile))
        .execute();
    },

    inProgramme: (programmeId) =>
      enrolments().where('programmeId', '=', programmeId).orderBy('enrolledAt').orderBy('personId').execute(),

    ofPerson: (personId) =>
      enrolments().where('personId', '=', personId).orderBy('enrolledAt').orderBy('programmeId').execute(),

    async endWaiting(programmeId, personIds) {
      await tx
        .updateTable('enrolments')
        .set({ waitingSince: null })
        .where('programmeId', '=', programmeId)
        .where('waitingSince', 'is not', null)
        .where(sql<boolean>`person_id = any (${personIds}::uuid[])`)
        .execute();
    },

    // Who waits already keeps the earlier date.
    async setWaiting(programmeId, personIds, since) {
      await tx
        .updateTable('enrolments')
        .set({ waitingSince: sql`coalesce(waiting_since, ${since})` })
        .where('programmeId', '=', programmeId)
        .where(sql<boolean>`person_id = any (${personIds}::uuid[])`)
        .execute();
    },
  };
}
