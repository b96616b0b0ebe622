import type { ProposalStore } from '../../domain/matching/ports.ts';
import type { Database } from './schema.ts';

export function createProposalStore(tx: Database): ProposalStore {
  const proposals = () => tx.selectFrom('proposals').selectAll();
  return {
    async add(proposal) {
      const row = {
        ...proposal,
        settings: JSON.stringify(proposal.settings),
        outcome: JSON.stringify(proposal.outcome),
      };
      await tx.insertInto('proposals').values(row).execute();
    },

    get: (programmeId, id) =>
      proposals().where('programmeId', '=', programmeId).where('id', '=', id).executeTakeFirst(),

    latest: (programmeId) =>
      proposals()
        .where('programmeId', '=', programmeId)
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst(),

    async forgetWords(programmeId, personId) {
      const concerned = await proposals().where('programmeId', '=', programmeId).forUpdate().execute();
      for (const { id, outcome } of concerned) {
        const about = (pair: { mentorId: string; menteeId: string }): boolean =>
          pair.mentorId === personId || pair.menteeId === personId;
        if (!outcome.pairs.some(about)) continue;
        const pairs = outcome.pairs.map((pair) => (about(pair) ? { ...pair, reasons: '' } : pair));
        await tx
          .updateTable('proposals')
          .set({ outcome: JSON.stringify({ ...outcome, pairs }) })
          .where('id', '=', id)
          .execute();
      }
    },

    async markPublished(programmeId, id, at) {
      await tx
        .updateTable('proposals')
        .set({ publishedAt: at })
        .where('programmeId', '=', programmeId)
        .where('id', '=', id)
        .execute();
    },
  };
}
