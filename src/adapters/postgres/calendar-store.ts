import { sql } from 'kysely';
import type { Scope } from '../../domain/kernel/unit-of-work.ts';
import type { CalendarStore } from '../../domain/meetings/calendar/calendar-changes.ts';
import { assertSeesEveryProgramme } from './every-programme.ts';
import type { Database } from './schema.ts';

export function createCalendarStore(tx: Database, scope: Scope): CalendarStore {
  const onesOf = (ids: string[]) => sql<boolean>`occurrence_id = any (${ids}::uuid[])`;
  const mailboxes = (question: string) => assertSeesEveryProgramme(scope, `calendar.${question}`);

  const seriesOf = (mailbox: string) =>
    tx.selectFrom('series').selectAll().where('organizerMailbox', '=', mailbox).orderBy('id');

  return {
    async claim(mailbox, reader, now, staleBefore) {
      mailboxes('claim');
      return tx
        .insertInto('calendarReadings')
        .values({ mailbox, link: null, reader, claimedAt: now, readAt: null, comparedAt: null })
        .onConflict((conflict) =>
          conflict
            .column('mailbox')
            .doUpdateSet({ reader, claimedAt: now })
            .where((one) =>
              one.or([one('calendarReadings.reader', 'is', null), one('calendarReadings.claimedAt', '<', staleBefore)]),
            ),
        )
        .returning(['mailbox', 'link', 'readAt', 'comparedAt'])
        .executeTakeFirst();
    },

    async advance(mailbox, reader, step, now) {
      mailboxes('advance');
      const { numUpdatedRows } = await tx
        .updateTable('calendarReadings')
        .set({ ...step, claimedAt: now })
        .where('mailbox', '=', mailbox)
        .where('reader', '=', reader)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async release(mailbox, reader) {
      mailboxes('release');
      await tx
        .updateTable('calendarReadings')
        .set({ reader: null, claimedAt: null })
        .where('mailbox', '=', mailbox)
        .where('reader', '=', reader)
        .execute();
    },

    readings: () =>
      tx
        .selectFrom('calendarReadings')
        .select(['mailbox', 'link', 'readAt', 'comparedAt'])
        .orderBy('mailbox')
        .execute(),

    async seriesTouched(mailbox, eventIds) {
      mailboxes('seriesTouched');
      return seriesOf(mailbox)
        .where('state', '=', 'booked')
        .where(
          sql<boolean>`(event_id = any (${eventIds}) or id in (
            select series_id from occurrences where event_id = any (${eventIds})))`,
        )
        .execute();
    },

    async seriesInMailbox(mailbox) {
      mailboxes('seriesInMailbox');
      return seriesOf(mailbox).where('state', 'in', ['booked', 'ended']).where('eventId', 'is not', null).execute();
    },

    seriesForUpdate: (id) => tx.selectFrom('series').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

    async seriesMeeting(mailbox, { from, to }) {
      mailboxes('seriesMeeting');
      return seriesOf(mailbox)
        .where('state', '=', 'booked')
        .where(
          sql<boolean>`id in (select series_id from occurrences
            where state = 'planned' and starts_at >= ${from} and starts_at < ${to})`,
        )
        .execute();
    },

    async setTimes(id, times) {
      await tx.updateTable('occurrences').set(times).where('id', '=', id).execute();
    },

    async setDiary(id, diary) {
      await tx.updateTable('occurrences').set({ diary }).where('id', '=', id).execute();
    },

    async cancelOccurrences(ids) {
      await tx
        .updateTable('occurrences')
        .set({ state: 'cancelled' })
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .execute();
    },

    async loseOccurrences(ids) {
      await tx
        .updateTable('occurrences')
        .set({ state: 'cancelled', goneWithSeries: true })
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .execute();
    },

    async restoreOccurrences(ids) {
      await tx
        .updateTable('occurrences')
        .set({ state: 'planned', goneWithSeries: false })
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .execute();
    },

    replies: (ids) =>
      tx
        .selectFrom('replies')
        .select(['occurrenceId', 'personId', 'reply', 'repliedAt', 'proposedStart', 'proposedEnd'])
        .where(onesOf(ids))
        .orderBy('occurrenceId')
        .orderBy('personId')
        .execute(),

    async saveReply(reply) {
      await tx
        .insertInto('replies')
        .values(reply)
        .onConflict((conflict) =>
          conflict.columns(['occurrenceId', 'personId']).doUpdateSet((row) => ({
            reply: row.ref('excluded.reply'),
            repliedAt: row.ref('excluded.repliedAt'),
            proposedStart: row.ref('excluded.proposedStart'),
            proposedEnd: row.ref('excluded.proposedEnd'),
          })),
        )
        .execute();
    },

    conflicts: (ids) =>
      tx
        .selectFrom('conflicts')
        .select(['occurrenceId', 'personId', 'kind'])
        .where(onesOf(ids))
        .orderBy('occurrenceId')
        .orderBy('personId')
        .execute(),

    async setConflicts(ids, conflicts) {
      await tx.deleteFrom('conflicts').where(onesOf(ids)).execute();
      if (conflicts.length > 0) await tx.insertInto('conflicts').values(conflicts).execute();
    },

    async addCancellation(cancellation) {
      await tx
        .insertInto('cancellations')
        .values(cancellation)
        .onConflict((conflict) => conflict.columns(['occurrenceId', 'personId']).doNothing())
        .execute();
    },

    async removeDeclined(occurrenceId, personId) {
      await tx
        .deleteFrom('cancellations')
        .where('occurrenceId', '=', occurrenceId)
        .where('personId', '=', personId)
        .where('because', '=', 'declined')
        .execute();
    },

    async lateMoves(seriesId, personIds, withinMs) {
      const rows = await tx
        .selectFrom('timeProposals')
        .innerJoin('occurrences', 'occurrences.id', 'timeProposals.occurrenceId')
        // Whoever keeps a diary asks at the wish of its owner.
        .leftJoin('assistants', (join) =>
          join
            .onRef('assistants.programmeId', '=', 'timeProposals.programmeId')
            .on(sql<boolean>`assistants.person_id = any (${personIds}::uuid[]) and assistant_id::text = raised_by`)
            .on(sql<boolean>`raised_by <> all (${personIds}::text[])`),
        )
        .select([
          'occurrences.id as occurrenceId',
          sql<string>`coalesce(assistants.person_id::text, raised_by)`.as('personId'),
          'timeProposals.closedAt as at',
        ])
        .where('occurrences.seriesId', '=', seriesId)
        .where('timeProposals.state', '=', 'arranged')
        .where(sql<boolean>`(raised_by = any (${personIds}::text[]) or assistants.person_id is not null)`)
        .where(sql<boolean>`closed_at > moved_from - ${withinMs} * interval '1 millisecond'`)
        .where(
          sql<boolean>`not exists (select from cancellations as counted
            where counted.occurrence_id = occurrences.id and counted.person_id::text = coalesce(assistants.person_id::text, raised_by))`,
        )
        .orderBy('timeProposals.closedAt')
        .execute();
      return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at, because: 'moved-late' as const }]));
    },

    cancellations: (pairId) =>
      tx
        .selectFrom('cancellations')
        .innerJoin('occurrences', 'occurrences.id', 'cancellations.occurrenceId')
        .innerJoin('series', 'series.id', 'occurrences.seriesId')
        .select(['cancellations.occurrenceId', 'cancellations.personId', 'cancellations.because', 'cancellations.at'])
        .where('series.pairId', '=', pairId)
        .orderBy('occurrences.regularStart')
        .orderBy('cancellations.personId')
        .execute(),

    async invited(seriesId) {
      const found = await tx
        .selectFrom('invitedAddresses')
        .select('mail')
        .where('seriesId', '=', seriesId)
        .orderBy('mail')
        .execute();
      return found.map(({ mail }) => mail);
    },

    async addInvited({ id: seriesId, programmeId }, mails) {
      if (mails.length === 0) return;
      await tx
        .insertInto('invitedAddresses')
        .values(mails.map((mail) => ({ seriesId, programmeId, mail: mail.toLowerCase() })))
        .onConflict((conflict) => conflict.columns(['seriesId', 'mail']).doNothing())
        .execute();
    },

    async forgetInvited() {
      await tx
        .deleteFrom('invitedAddresses')
        .where(
          sql<boolean>`not exists (select from series where series.id = series_id and series.state in ('chosen', 'booked'))`,
        )
        .execute();
    },

    addUninvited: ({ id, seriesId, programmeId, mail, name, seenAt }) =>
      tx
        .insertInto('uninvited')
        .values({ id, seriesId, programmeId, mail, name, seenAt })
        .onConflict((conflict) => conflict.columns(['seriesId', 'mail']).doNothing())
        .returning(['id', 'seriesId', 'programmeId', 'name', 'seenAt'])
        .executeTakeFirst(),

    uninvited: (id) =>
      tx
        .selectFrom('uninvited')
        .select(['id', 'seriesId', 'programmeId', 'name', 'seenAt'])
        .where('id', '=', id)
        .executeTakeFirst(),

    async forgetUninvited(before) {
      await tx.deleteFrom('uninvited').where('seenAt', '<', before).execute();
    },
  };
}
