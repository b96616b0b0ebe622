import { sql, type Selectable } from 'kysely';
import type { Scope } from '../../domain/kernel/unit-of-work.ts';
import type { ProposedHour, TimeProposal, TimeProposalStore } from '../../domain/meetings/new-times/time-proposals.ts';
import { assertSeesEveryProgramme } from './every-programme.ts';
import type { Database, Tables } from './schema.ts';

const UNDER_WAY = ['looking', 'open', 'agreed'] as const;

export function createTimeProposalStore(tx: Database, scope: Scope): TimeProposalStore {
  const proposals = () => tx.selectFrom('timeProposals').selectAll();
  return {
    async add(proposal) {
      const added = await tx
        .insertInto('timeProposals')
        .values(toRow(proposal))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },

    async get(id) {
      const row = await proposals().where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    async getForUpdate(id) {
      const row = await proposals().where('id', '=', id).forUpdate().executeTakeFirst();
      return row && fromRow(row);
    },

    async save(proposal) {
      const { state, round, hours, refused, agreedStart, askedAt, closedAt } = toRow(proposal);
      await tx
        .updateTable('timeProposals')
        .set({ state, round, hours, refused, agreedStart, askedAt, closedAt })
        .where('id', '=', proposal.id)
        .execute();
    },

    async open() {
      assertSeesEveryProgramme(scope, 'timeProposals.open');
      const rows = await proposals().where('state', '=', 'open').orderBy('raisedAt').orderBy('id').execute();
      return rows.map(fromRow);
    },

    async ofOccurrence(id) {
      const rows = await proposals().where('occurrenceId', '=', id).orderBy('raisedAt', 'desc').orderBy('id').execute();
      return rows.map(fromRow);
    },

    async ofSeries(pairId) {
      const rows = await proposals()
        .where('pairId', '=', pairId)
        .where('occurrenceId', 'is', null)
        .orderBy('raisedAt', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    async underWay(pairIds) {
      const rows = await proposals()
        .where(sql<boolean>`pair_id = any (${pairIds}::uuid[])`)
        .where('state', 'in', UNDER_WAY)
        .orderBy('raisedAt')
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    async saveChoice({ proposalId, round, personId, answeredBy, suits, via, at }, programmeId) {
      const said = { answeredBy, suits: JSON.stringify(suits), via, at };
      await tx
        .insertInto('timeChoices')
        .values({ proposalId, programmeId, round, personId, ...said })
        .onConflict((conflict) => conflict.columns(['proposalId', 'round', 'personId']).doUpdateSet(said))
        .execute();
    },

    async choices(id, round) {
      const rows = await tx
        .selectFrom('timeChoices')
        .selectAll()
        .where('proposalId', '=', id)
        .where('round', '=', round)
        .orderBy('personId')
        .execute();
      return rows.map(({ programmeId: _, suits, ...choice }) => ({ ...choice, suits: suits.map(toDate) }));
    },

    async recordMove(id, { startsAt, endsAt, checked }) {
      await tx
        .updateTable('occurrences')
        .set({ startsAt, endsAt, diary: checked ? 'free' : 'unknown' })
        .where('id', '=', id)
        .execute();
    },

    async hoursAgreedTo(personId) {
      assertSeesEveryProgramme(scope, 'timeProposals.hoursAgreedTo');
      const rows = await tx
        .selectFrom('timeProposals')
        .innerJoin('pairs', 'pairs.id', 'timeProposals.pairId')
        .select(['timeProposals.id', 'timeProposals.hours', 'timeProposals.agreedStart'])
        .where('timeProposals.state', '=', 'agreed')
        .where((one) => one.or([one('pairs.mentorId', '=', personId), one('pairs.menteeId', '=', personId)]))
        .execute();
      return rows.flatMap(({ id: proposalId, hours, agreedStart }) =>
        hours
          .map(toHour)
          .filter((hour) => hour.startsAt.getTime() === agreedStart?.getTime())
          .map((hour) => ({ from: hour.startsAt, to: hour.endsAt, proposalId })),
      );
    },
  };
}

type WrittenHour = { startsAt: string; endsAt: string; checked: boolean };

const toDate = (written: string): Date => new Date(written);
const toHour = ({ startsAt, endsAt, checked }: WrittenHour): ProposedHour => ({
  startsAt: toDate(startsAt),
  endsAt: toDate(endsAt),
  checked,
});

const toRow = (proposal: TimeProposal) => ({
  ...proposal,
  hours: JSON.stringify(proposal.hours),
  refused: JSON.stringify(proposal.refused),
});

const fromRow = (row: Selectable<Tables['timeProposals']>): TimeProposal => ({
  ...row,
  hours: row.hours.map(toHour),
  refused: row.refused.map(toDate),
});
