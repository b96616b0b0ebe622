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

const seriesColumns = [
  'series.id',
  'series.pairId',
  'series.programmeId',
  'series.organizerMailbox',
  'series.timeZone',
  'series.everyWeeks',
  'series.sessionMinutes',
  'series.state',
  'series.transactionId',
  'series.eventId',
  'series.joinUrl',
  'series.explanation',
  'series.createdAt',
  'series.bookAgainAt',
] as const;

export function createMeetingStore(tx: Database, scope: Scope): MeetingStore {
  const occurrencesWithPair = () =>
    tx
      .selectFrom('occurrences')
      .innerJoin('series', 'series.id', 'occurrences.seriesId')
      .select(occurrenceColumns)
      .select(['series.pairId', 'series.programmeId']);

  /** Hours that we have promised, whether Outlook has them yet or not. */
  const hoursOfPeople: MeetingStore['hoursOfPeople'] = async (personIds, from) => {
    const { rows } = await sql<{ personId: string; from: Date; to: Date }>`
      select person.id as person_id, starts_at as "from", ends_at as "to"
      from pairs
        join lateral (values (mentor_id), (mentee_id)) as person (id) on person.id = any (${personIds}::uuid[])
        join series on series.pair_id = pairs.id and series.state in ('chosen', 'booked')
        join occurrences on series_id = series.id and occurrences.state = 'planned' and ends_at > ${from}
      where mentor_id = any (${personIds}::uuid[]) or mentee_id = any (${personIds}::uuid[])
      order by 1, 2`.execute(tx);
    return rows;
  };

  return {
    seriesOfPair: (pairId) =>
      tx
        .selectFrom('series')
        .select(seriesColumns)
        .where('pairId', '=', pairId)
        .where('state', '<>', 'dropped')
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst(),

    allOfPair: (pairId) =>
      tx
        .selectFrom('series')
        .select(seriesColumns)
        .where('pairId', '=', pairId)
        .where('state', '<>', 'dropped')
        .orderBy('createdAt')
        .orderBy('id', 'desc')
        .execute(),

    async addSeries({ bookAgainAt: _, ...series }, occurrences) {
      await tx.insertInto('series').values(series).execute();
      if (occurrences.length === 0) return;
      const { programmeId } = series;
      await tx
        .insertInto('occurrences')
        .values(occurrences.map(({ goneWithSeries: _gone, ...occurrence }) => ({ ...occurrence, programmeId })))
        .execute();
    },

    series: (id) => tx.selectFrom('series').select(seriesColumns).where('id', '=', id).executeTakeFirst(),

    async markMade(id, eventId, joinUrl) {
      await tx
        .updateTable('series')
        .set({ eventId, joinUrl })
        .where('id', '=', id)
        .where('state', '=', 'chosen')
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

    async markDropped(id) {
      await tx
        .updateTable('series')
        .set({ state: 'dropped' })
        .where('id', '=', id)
        .where('state', '=', 'chosen')
        .execute();
    },

    async dropUntried(id) {
      const { numUpdatedRows } = await tx
        .updateTable('series')
        .set({ state: 'dropped' })
        .where('id', '=', id)
        .where('state', '=', 'chosen')
        .where('eventId', 'is', null)
        .where('triedAt', 'is', null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async returnToRule(id) {
      await tx
        .updateTable('occurrences')
        .set({ startsAt: sql`regular_start`, endsAt: sql`regular_start + (ends_at - starts_at)` })
        .where('id', '=', id)
        .execute();
    },

    async markEnded(id) {
      await tx.updateTable('series').set({ state: 'ended' }).where('id', '=', id).execute();
    },

    async reopen(id) {
      await tx
        .updateTable('series')
        .set({ state: 'booked' })
        .where('id', '=', id)
        .where('state', '=', 'ended')
        .execute();
    },

    async markToBookAgain(id, at) {
      await tx.updateTable('series').set({ bookAgainAt: at }).where('id', '=', id).execute();
    },

    async occurrencesOfSeries(ids) {
      const rows = await tx
        .selectFrom('occurrences')
        .select(occurrenceColumns)
        .select('occurrences.goneWithSeries')
        .where(sql<boolean>`series_id = any (${ids}::uuid[])`)
        .orderBy('seriesId')
        .orderBy('position')
        .execute();
      return rows.map(({ goneWithSeries, ...row }) => (goneWithSeries ? { ...row, goneWithSeries } : row));
    },

    seriesInProgramme: (programmeId) =>
      tx
        .selectFrom('series')
        .select(seriesColumns)
        .where('programmeId', '=', programmeId)
        .where('state', '<>', 'dropped')
        .orderBy('createdAt')
        .orderBy('id', 'desc')
        .execute(),

    occurrence: (id) => occurrencesWithPair().where('occurrences.id', '=', id).executeTakeFirst(),

    async hoursOfPerson(personId, from) {
      assertSeesEveryProgramme(scope, 'meetings.hoursOfPerson');
      const hours = await hoursOfPeople([personId], from);
      return hours.map(({ from: startsAt, to }) => ({ from: startsAt, to }));
    },

    async hoursOfPeople(personIds, from) {
      assertSeesEveryProgramme(scope, 'meetings.hoursOfPeople');
      return hoursOfPeople(personIds, from);
    },

    async seriesByMailbox() {
      assertSeesEveryProgramme(scope, 'meetings.seriesByMailbox');
      const { rows } = await sql<{ mailbox: string; series: number }>`
        select organizer_mailbox as mailbox, count(*)::int as series
        from series where state in ('chosen', 'booked') group by 1 order by 1`.execute(tx);
      return rows;
    },

    async mailboxesOfPairs(pairIds) {
      const { rows } = await sql<{ pairId: string; mailbox: string }>`
        select distinct on (pair_id) pair_id, organizer_mailbox as mailbox
        from series where pair_id = any (${pairIds}::uuid[]) order by pair_id, created_at desc, id`.execute(tx);
      return rows;
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
