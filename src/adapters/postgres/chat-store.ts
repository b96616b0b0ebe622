import type { ChatStore } from '../../domain/letters/ports.ts';
import type { Database } from './schema.ts';

export function createChatStore(tx: Database): ChatStore {
  return {
    get: (personId) => tx.selectFrom('chats').selectAll().where('personId', '=', personId).executeTakeFirst(),

    async save({ personId, conversationId, state }) {
      await tx
        .insertInto('chats')
        .values({ personId, conversationId, state })
        .onConflict((conflict) => conflict.column('personId').doUpdateSet({ conversationId, state }))
        .execute();
    },
  };
}
