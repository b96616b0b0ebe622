import { sql } from 'kysely';
import type { Scope } from '../../domain/kernel/unit-of-work.ts';
import type { SendStore, SeriesToSend } from '../../domain/meetings/booking/booking.ts';
import { assertSeesEveryProgramme } from './every-programme.ts';
import type { Database } from './schema.ts';

/** Meetings that Outlook is yet to move: the ones of a series that is not booked. */
const moves = sql`(select count(*)::int from occurrences
  where series_id = series.id and starts_at <> regular_start and state = 'planned')`;

/** No call takes as long as this: whoever made it is dead. */
const longAgo = (now: Date): Date => new Date(now.getTime() - 15 * 60_000);

export function createSendStore(tx: Database, scope: Scope): SendStore {
  return {
    async lockMailbox(mailbox) {
      assertSeesEveryProgramme(scope, 'sends.lockMailbox');
      await sql`select pg_advisory_xact_lock(hashtextextended('counterpart mailbox ' || ${mailbox}, 0))`.execute(tx);
    },

    sent: (mailbox, since) =>
      tx
        .selectFrom('mailboxSends')
        .select(['messages', 'recipients', 'settledAt'])
        .where('mailbox', '=', mailbox)
        .where((one) => one.or([one('settledAt', 'is', null), one('settledAt', '>', since)]))
        .execute(),

    async begin(send) {
      await tx.insertInto('mailboxSends').values(send).execute();
      if (send.seriesId === null) return;
      await tx.updateTable('series').set({ triedAt: send.begunAt }).where('id', '=', send.seriesId).execute();
    },

    async isUnderWay(seriesId) {
      const { rows } = await sql<{ isOpen: boolean }>`select exists (
        select from mailbox_sends where series_id = ${seriesId} and settled_at is null) as is_open`.execute(tx);
      return rows[0]!.isOpen;
    },

    async settle(id, at) {
      await tx.updateTable('mailboxSends').set({ settledAt: at }).where('id', '=', id).execute();
    },

    async forget(id) {
      await tx.deleteFrom('mailboxSends').where('id', '=', id).execute();
    },

    async settleAbandoned(at) {
      await tx
        .updateTable('mailboxSends')
        .set({ settledAt: at })
        .where('settledAt', 'is', null)
        .where((one) => one.or([one('seriesId', 'is not', null), one('begunAt', '<', longAgo(at))]))
        .execute();
    },

    async settleDead(mailbox, at) {
      await tx
        .updateTable('mailboxSends')
        .set({ settledAt: at })
        .where('mailbox', '=', mailbox)
        .where('settledAt', 'is', null)
        .where('begunAt', '<', longAgo(at))
        .execute();
    },

    async prune(before) {
      await tx
        .deleteFrom('mailboxSends')
        .where((one) => one.or([one('settledAt', '<', before), one('begunAt', '<', before)]))
        .execute();
    },

    async mailboxesInUse() {
      assertSeesEveryProgramme(scope, 'sends.mailboxesInUse');
      const found = await tx
        .selectFrom('series')
        .select('organizerMailbox')
        .distinct()
        .where('state', '=', 'chosen')
        .orderBy('organizerMailbox')
        .execute();
      return found.map((one) => one.organizerMailbox);
    },

    async nextSeries(mailbox, except) {
      assertSeesEveryProgramme(scope, 'sends.nextSeries');
      const { rows } = await sql<SeriesToSend>`
        select series.id, series.programme_id, tried_at is not null as was_tried, ${moves} as moves
        from series
          join pairs on pairs.id = pair_id and pairs.state = 'live'
          left join bookings on bookings.programme_id = series.programme_id
        where series.state = 'chosen' and organizer_mailbox = ${mailbox} and series.id <> all (${except}::uuid[])
          and (coalesce(bookings.state, 'running') = 'running'
            or (bookings.state = 'stopped' and (tried_at is not null or event_id is not null)))
          and not exists (select from mailbox_sends where series_id = series.id and settled_at is null)
        order by tried_at nulls first, series.created_at, series.id
        limit 1`.execute(tx);
      return rows[0];
    },

    async waiting() {
      assertSeesEveryProgramme(scope, 'sends.waiting');
      const { rows } = await sql<{ mailbox: string; messages: number; recipients: number }>`
        select mailbox, sum(messages)::int as messages, 2 * sum(messages)::int as recipients
        from (
          select organizer_mailbox as mailbox, 1 + ${moves} as messages
          from series
            join pairs on pairs.id = pair_id and pairs.state = 'live'
            left join bookings on bookings.programme_id = series.programme_id
          where series.state = 'chosen' and coalesce(bookings.state, 'running') = 'running'
        ) as each
        group by mailbox order by mailbox`.execute(tx);
      return rows;
    },

    async lettersWaiting() {
      assertSeesEveryProgramme(scope, 'sends.lettersWaiting');
      const { rows } = await sql<{ letters: number }>`
        select count(*)::int as letters
        from letters
          left join participants on participants.id = to_person
          left join invitations on invitations.programme_id = letters.programme_id and person_id = to_person
        where letters.state = 'waiting'
          and coalesce(participants.is_guest, invitations.is_guest, false)`.execute(tx);
      return rows[0]!.letters;
    },
  };
}
