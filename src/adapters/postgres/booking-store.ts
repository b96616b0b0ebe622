import { sql } from 'kysely';
import type { BookingStore } from '../../domain/meetings/booking/booking.ts';
import type { Database } from './schema.ts';

export function createBookingStore(tx: Database): BookingStore {
  const get: BookingStore['get'] = async (programmeId) =>
    (await tx.selectFrom('bookings').selectAll().where('programmeId', '=', programmeId).executeTakeFirst()) ?? null;
  return {
    get,

    // Before anything was said there is no row to lock, hence the programme's: whoever changes it waits.
    async hold(programmeId) {
      await sql`select from programmes where id = ${programmeId} for share`.execute(tx);
      return get(programmeId);
    },

    async save(row) {
      const { state, changedBy, changedAt } = row;
      await tx
        .insertInto('bookings')
        .values(row)
        .onConflict((conflict) => conflict.column('programmeId').doUpdateSet({ state, changedBy, changedAt }))
        .execute();
    },

    async dropUnsent(programmeId) {
      const dropped = await tx
        .updateTable('series')
        .set({ state: 'dropped' })
        .where('programmeId', '=', programmeId)
        .where('state', '=', 'chosen')
        .where('eventId', 'is', null)
        .where('triedAt', 'is', null)
        .returning('id')
        .execute();
      return dropped.length;
    },
  };
}
