import type { StoredLetter } from '../../domain/letters/letters.ts';
import type { LetterStore } from '../../domain/letters/ports.ts';
import type { Database } from './schema.ts';

const columns = [
  'id',
  'key',
  'toPerson as to',
  'programmeId',
  'about',
  'state',
  'reason',
  'activityId',
  'createdAt',
  'settledAt',
] as const;

export function createLetterStore(tx: Database): LetterStore {
  return {
    get: (id): Promise<StoredLetter | undefined> =>
      tx.selectFrom('letters').select(columns).where('id', '=', id).executeTakeFirst(),

    claim: (id, at) =>
      tx
        .updateTable('letters')
        .set({ state: 'sending', sendingSince: at })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returning(columns)
        .executeTakeFirst(),

    // `unknown` may still turn out well: whoever gave a letter up may have been too early. `sent` and `failed` stand.
    async settle(id, { state, reason, activityId }, at) {
      await tx
        .updateTable('letters')
        .set({ state, reason, activityId, settledAt: at, sendingSince: null })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'sending', 'unknown'])
        .execute();
    },

    async release(id) {
      await tx
        .updateTable('letters')
        .set({ state: 'waiting', sendingSince: null })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .execute();
    },

    async withdraw(id, at) {
      const { numUpdatedRows } = await tx
        .updateTable('letters')
        .set({ state: 'failed', reason: 'nothing-to-say', settledAt: at })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async settleAbandoned(before, at) {
      const { numUpdatedRows } = await tx
        .updateTable('letters')
        .set({ state: 'unknown', reason: 'killed', settledAt: at, sendingSince: null })
        .where('state', '=', 'sending')
        .where('sendingSince', '<', before)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },

    inProgramme: (programmeId) =>
      tx
        .selectFrom('letters')
        .select(columns)
        .where('programmeId', '=', programmeId)
        .orderBy('createdAt')
        .orderBy('key')
        .execute(),
  };
}
