import { sql } from 'kysely';
import type { Scope } from '../../domain/kernel/unit-of-work.ts';
import type { MeetingStore } from '../../domain/meetings/ports.ts';
import { assertSeesEveryProgramme } from './every-programme.ts';
import type { Database } from './schema.ts';

const occurrenceColumns = [
  'occurrences.id',
  'occurrences.seriesId',
  'occurrences.position',
  'occurrences.regularStart',
  'occurrences.startsAt',
  'occurrences.endsAt',
  'occurrences.diary',
  'occurrences.eventId',
  'occurrences.state',
  'occurrences.feedbackAskedAt',
] as const;

export function createMeetingStore(tx: Database, scope: Scope): MeetingStore {
  const occurrencesWithPair = () =>
    tx
      .selectFrom('occurrences')
      .innerJoin('series', 'series.id', 'occurrences.seriesId')
      .select(occurrenceColumns)
      .select(['series.pairId', 'series.programmeId']);

  return {
    seriesOfPair: (pairId) =>
      tx
        .selectFrom('series')
        .selectAll()
        .where('pairId', '=', pairId)
        .where('state', '<>', 'dropped')
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst(),

    async addSeries(series, occurrences) {
      await tx.insertInto('series').values(series).execute();
      if (occurrences.length === 0) return;
      const { programmeId } = series;
      await tx
        .insertInto('occurrences')
        .values(occurrences.map((occurrence) => ({ ...occurrence, programmeId })))
        .execute();
    },

    async markBooked(id, eventId, joinUrl) {
      await tx
        .updateTable('series')
        .set({ state: 'booked', eventId, joinUrl })
        .where('id', '=', id)
        .where('state', 'in', ['chosen', 'booked'])
        .execute();
    },

    async markEnded(id) {
      await tx.updateTable('series').set({ state: 'ended' }).where('id', '=', id).execute();
    },

    occurrencesOfSeries: (ids) =>
      tx
        .selectFrom('occurrences')
        .select(occurrenceColumns)
        .where(sql<boolean>`series_id = any (${ids}::uuid[])`)
        .orderBy('seriesId')
        .orderBy('position')
        .execute(),

    seriesInProgramme: (programmeId) =>
      tx
        .selectFrom('series')
        .selectAll()
        .where('programmeId', '=', programmeId)
        .where('state', '<>', 'dropped')
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),

    occurrence: (id) => occurrencesWithPair().where('occurrences.id', '=', id).executeTakeFirst(),

    async hoursOfPerson(personId, from) {
      assertSeesEveryProgramme(scope, 'meetings.hoursOfPerson');
      return tx
        .selectFrom('occurrences')
        .innerJoin('series', 'series.id', 'occurrences.seriesId')
        .innerJoin('pairs', 'pairs.id', 'series.pairId')
        .select(['occurrences.startsAt as from', 'occurrences.endsAt as to'])
        .where('series.state', 'in', ['chosen', 'booked'])
        .where('occurrences.state', '=', 'planned')
        .where('occurrences.endsAt', '>', from)
        .where((one) => one.or([one('pairs.mentorId', '=', personId), one('pairs.menteeId', '=', personId)]))
        .orderBy('occurrences.startsAt')
        .execute();
    },

    dueForFeedback: (before, limit) =>
      occurrencesWithPair()
        .where('series.state', '=', 'booked')
        .where('occurrences.state', '=', 'planned')
        .where('occurrences.feedbackAskedAt', 'is', null)
        .where('occurrences.endsAt', '<', before)
        .orderBy('occurrences.endsAt')
        .orderBy('occurrences.id')
        .limit(limit)
        .forUpdate('occurrences')
        .skipLocked()
        .execute(),

    async markAsked(ids, at) {
      await tx
        .updateTable('occurrences')
        .set({ feedbackAskedAt: at })
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .execute();
    },

    // Always in the same order, so that two bookings can't wait for each other.
    async lockPeople(personIds) {
      const inOrder = [...new Set(personIds)].sort();
      await sql`
        select pg_advisory_xact_lock(hashtextextended('counterpart person ' || id, 0))
        from unnest(${inOrder}::text[]) as id`.execute(tx);
    },
  };
}
