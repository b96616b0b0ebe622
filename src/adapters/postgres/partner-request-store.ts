import type { Scope } from '../../domain/kernel/unit-of-work.ts';
import type { PartnerRequestStore } from '../../domain/programme/ports.ts';
import { assertSeesEveryProgramme } from './every-programme.ts';
import type { Database } from './schema.ts';

export function createPartnerRequestStore(tx: Database, scope: Scope): PartnerRequestStore {
  const remove: PartnerRequestStore['remove'] = async (programmeId, personId) => {
    await tx
      .deleteFrom('partnerRequests')
      .where('programmeId', '=', programmeId)
      .where('personId', '=', personId)
      .execute();
  };
  return {
    get: (programmeId, personId) =>
      tx
        .selectFrom('partnerRequests')
        .selectAll()
        .where('programmeId', '=', programmeId)
        .where('personId', '=', personId)
        .executeTakeFirst(),

    async save(requests) {
      const { programmeId, personId, avoid, wishes, toldAt } = requests;
      if (avoid.length + wishes.length === 0) return remove(programmeId, personId);
      await tx
        .insertInto('partnerRequests')
        .values(requests)
        .onConflict((conflict) => conflict.columns(['programmeId', 'personId']).doUpdateSet({ avoid, wishes, toldAt }))
        .execute();
    },

    remove,

    async inProgramme(programmeId) {
      // In a narrower scope a match would quietly be made without them.
      assertSeesEveryProgramme(scope, 'partnerRequests.inProgramme');
      return tx
        .selectFrom('partnerRequests')
        .selectAll()
        .where('programmeId', '=', programmeId)
        .orderBy('personId')
        .execute();
    },
  };
}
