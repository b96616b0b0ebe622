import type { InvitationStore } from '../../domain/programme/ports.ts';
import type { Database } from './schema.ts';

export function createInvitationStore(tx: Database): InvitationStore {
  const invitations = () => tx.selectFrom('invitations').selectAll();
  return {
    async add(added) {
      if (added.length === 0) return [];
      return tx
        .insertInto('invitations')
        .values(added)
        .onConflict((conflict) => conflict.columns(['programmeId', 'personId']).doNothing())
        .returningAll()
        .execute();
    },

    get: (programmeId, personId) =>
      invitations().where('programmeId', '=', programmeId).where('personId', '=', personId).executeTakeFirst(),

    async answer(programmeId, personId, answer) {
      await tx
        .updateTable('invitations')
        .set({ answer })
        .where('programmeId', '=', programmeId)
        .where('personId', '=', personId)
        .execute();
    },

    inProgramme: (programmeId) =>
      invitations().where('programmeId', '=', programmeId).orderBy('invitedAt').orderBy('personId').execute(),

    ofPerson: (personId) =>
      invitations().where('personId', '=', personId).orderBy('invitedAt').orderBy('programmeId').execute(),
  };
}
