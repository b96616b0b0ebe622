import { sql } from 'kysely';
import type { AssistantStore } from '../../domain/meetings/new-times/assistants.ts';
import type { Database } from './schema.ts';

export function createAssistantStore(tx: Database): AssistantStore {
  return {
    get: (programmeId, personId) =>
      tx
        .selectFrom('assistants')
        .selectAll()
        .where('programmeId', '=', programmeId)
        .where('personId', '=', personId)
        .executeTakeFirst(),

    of: (programmeId, personIds) =>
      tx
        .selectFrom('assistants')
        .selectAll()
        .where('programmeId', '=', programmeId)
        .where(sql<boolean>`person_id = any (${personIds}::uuid[])`)
        .orderBy('personId')
        .execute(),

    heldBy: (assistantId) =>
      tx
        .selectFrom('assistants')
        .selectAll()
        .where('assistantId', '=', assistantId)
        .orderBy('programmeId')
        .orderBy('personId')
        .execute(),

    async save(assistant) {
      const { assistantId, namedAt } = assistant;
      await tx
        .insertInto('assistants')
        .values(assistant)
        .onConflict((conflict) => conflict.columns(['programmeId', 'personId']).doUpdateSet({ assistantId, namedAt }))
        .execute();
    },

    async remove(programmeId, personId) {
      await tx
        .deleteFrom('assistants')
        .where('programmeId', '=', programmeId)
        .where('personId', '=', personId)
        .execute();
    },
  };
}
