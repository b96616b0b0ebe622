import type { Clock } from '../../domain/kernel/clock.ts';
import type { AuditLog } from '../../domain/kernel/jobs.ts';
import type { Database } from './schema.ts';

export function createAuditLog(tx: Database, clock: Clock): AuditLog {
  return {
    async add({ actor, action, programmeId, subject, detail }) {
      const row = {
        at: clock.now(),
        actor,
        action,
        programmeId: programmeId ?? null,
        subject: subject ?? null,
        detail: JSON.stringify(detail ?? {}),
      };
      await tx.insertInto('audit').values(row).execute();
    },
  };
}
