import { subjectOf } from '../../domain/pairs/alerts.ts';
import type { AlertStore } from '../../domain/pairs/ports.ts';
import type { Database } from './schema.ts';

const columns = ['id', 'programmeId', 'matter', 'state', 'raisedAt', 'closedAt', 'closedBy'] as const;

export function createAlertStore(tx: Database): AlertStore {
  return {
    async add(alert) {
      const { programmeId, matter } = alert;
      const row = { ...alert, subject: subjectOf(programmeId, matter), matter: JSON.stringify(matter) };
      await tx.insertInto('alerts').values(row).execute();
    },

    get: (id) => tx.selectFrom('alerts').select(columns).where('id', '=', id).executeTakeFirst(),

    inProgramme: (programmeId) =>
      tx
        .selectFrom('alerts')
        .select(columns)
        .where('programmeId', '=', programmeId)
        .orderBy('raisedAt', 'desc')
        .orderBy('id')
        .execute(),

    async change(id, matter) {
      await tx
        .updateTable('alerts')
        .set({ matter: JSON.stringify(matter) })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .execute();
    },

    async close(id, state, at, by) {
      await tx
        .updateTable('alerts')
        .set({ state, closedAt: at, closedBy: by })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .execute();
    },
  };
}
