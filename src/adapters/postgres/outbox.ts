import { sql, type Expression } from 'kysely';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { JobQueue, Outbox } from '../../domain/kernel/jobs.ts';
import type { Database } from './schema.ts';

/** The letter and the job that delivers it are one transaction, and the letter's key makes both happen once. */
export function createOutbox(tx: Database, clock: Clock, jobs: JobQueue): Outbox {
  return {
    async add({ key, to, programmeId, about }) {
      const added = await tx
        .insertInto('letters')
        .values({
          key,
          toPerson: to,
          programmeId,
          about: JSON.stringify(about),
          state: 'waiting',
          createdAt: clock.now(),
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added) await jobs.enqueue({ name: 'deliver-letter', data: { letterId: added.id } });
    },

    revise: (alertId) => reviseWhere(sql<boolean>`about ->> 'alertId' = ${alertId}`),
    reviseTimes: (proposalId) => reviseWhere(sql<boolean>`about ->> 'proposalId' = ${proposalId}`),
    reviseLetter: (key) => reviseWhere(sql<boolean>`key = ${key}`),
  };

  async function reviseWhere(isAbout: Expression<boolean>): Promise<void> {
    const told = await tx
      .selectFrom('letters')
      .select('id')
      .where(isAbout)
      .where('state', '<>', 'failed')
      .orderBy('id')
      .execute();
    for (const { id } of told) await jobs.enqueue({ name: 'revise-letter', data: { letterId: id } });
  }
}
