import { sql } from 'kysely';
import type { FeedbackStore } from '../../domain/feedback/ports.ts';
import type { Database } from './schema.ts';

export function createFeedbackStore(tx: Database): FeedbackStore {
  return {
    async addOnce(feedback) {
      const added = await tx
        .insertInto('feedback')
        .values(feedback)
        .onConflict((conflict) => conflict.columns(['occurrenceId', 'personId']).doNothing())
        .returning('personId')
        .executeTakeFirst();
      return added !== undefined;
    },

    ofPerson: (personId) =>
      tx
        .selectFrom('feedback')
        .selectAll()
        .where('personId', '=', personId)
        .orderBy('givenAt')
        .orderBy('occurrenceId')
        .execute(),

    // Ratings are for nobody's eyes, the partner's included, and a note only for whom its author chose: they are left
    // out here, so that no page can show them by accident.
    async forPartner(occurrenceIds, reader) {
      const rows = await tx
        .selectFrom('feedback')
        .innerJoin('occurrences', 'occurrences.id', 'feedback.occurrenceId')
        .innerJoin('series', 'series.id', 'occurrences.seriesId')
        .innerJoin('pairs', 'pairs.id', 'series.pairId')
        .selectAll('feedback')
        .where(sql<boolean>`feedback.occurrence_id = any (${occurrenceIds}::uuid[])`)
        .where('feedback.personId', '<>', reader)
        .where((one) => one.or([one('pairs.mentorId', '=', reader), one('pairs.menteeId', '=', reader)]))
        .orderBy('occurrences.startsAt')
        .execute();
      return rows.map((row) => ({
        ...row,
        worth: null,
        spokeFreely: null,
        taught: null,
        note: row.noteFor === 'partner' ? row.note : null,
      }));
    },

    notesForCoordinator: (programmeId) =>
      tx
        .selectFrom('feedback')
        .select(['occurrenceId', 'personId', 'note', 'givenAt'])
        .where('programmeId', '=', programmeId)
        .where('noteFor', '=', 'coordinator')
        .where('note', 'is not', null)
        .orderBy('givenAt')
        .$narrowType<{ note: string }>()
        .execute(),

    ratings: (programmeId) =>
      tx
        .selectFrom('feedback')
        .select(['personId as respondent', 'worth', 'spokeFreely', 'held'])
        .where('programmeId', '=', programmeId)
        .orderBy('personId')
        .orderBy('occurrenceId')
        .execute(),
  };
}
