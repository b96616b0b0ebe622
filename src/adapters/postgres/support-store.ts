import type { SupportStore } from '../../domain/pairs/ports.ts';
import { inBatches } from './in-batches.ts';
import type { Database } from './schema.ts';

export function createSupportStore(tx: Database): SupportStore {
  return {
    contacts: (programmeId) =>
      tx
        .selectFrom('supportContacts')
        .select(['personId', 'awayUntil'])
        .where('programmeId', '=', programmeId)
        .orderBy('position')
        .execute(),

    async setContacts(programmeId, contacts) {
      await tx.deleteFrom('supportContacts').where('programmeId', '=', programmeId).execute();
      const rows = contacts.map((contact, position) => ({ ...contact, programmeId, position }));
      if (rows.length > 0) await tx.insertInto('supportContacts').values(rows).execute();
    },

    async listing(personId) {
      const rows = await tx
        .selectFrom('supportContacts')
        .select('programmeId')
        .where('personId', '=', personId)
        .orderBy('programmeId')
        .execute();
      return rows.map(({ programmeId }) => programmeId);
    },

    async ofPair(pairId) {
      const row = await tx
        .selectFrom('pairSupport')
        .select(['firstContact as first', 'secondContact as second'])
        .where('pairId', '=', pairId)
        .executeTakeFirst();
      return row ?? { first: null, second: null };
    },

    async setChoices(programmeId, choices) {
      await tx.deleteFrom('pairSupport').where('programmeId', '=', programmeId).execute();
      const rows = choices.map(({ pairId, first, second }) => ({
        pairId,
        programmeId,
        firstContact: first,
        secondContact: second,
      }));
      for (const batch of inBatches(rows)) await tx.insertInto('pairSupport').values(batch).execute();
    },
  };
}
