import type { Clock } from '../kernel/clock.ts';
import type { AlertId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { AlertState } from './alerts.ts';
import type { AlertStore } from './ports.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    pairs: PairStore;
    alerts: AlertStore;
    outbox: Outbox;
    audit: AuditLog;
  }>;
  clock: Clock;
};

/**
 * A coordinator lets a pair stay together although it now breaks rules: recorded with who and when, and not brought up
 * again. When somebody decided already, or the chart has healed, that stands and is told.
 * Faults: `no-such-alert`, `own-pair`.
 */
export const keepTogether =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; alertId: AlertId; by: PersonId }): Promise<Result<AlertState>> => {
    const { programmeId, alertId, by } = input;
    return deps.transact({ kind: 'programme', programmeId }, async ({ programmes, pairs, alerts, outbox, audit }) => {
      const programme = await programmes.getForUpdate(programmeId);
      const alert = programme && (await alerts.get(alertId));
      if (!alert || !programme.coordinators.includes(by) || alert.matter.kind !== 'rules-broken') {
        return fault('no-such-alert', 'There is nothing to decide here any more.');
      }
      if (alert.state !== 'open') return ok(alert.state);
      const { pairId, breaches } = alert.matter;
      const pair = await pairs.get(pairId);
      if (pair && [pair.mentorId, pair.menteeId].includes(by)) {
        return fault(
          'own-pair',
          programme.coordinators.some((id) => id !== pair.mentorId && id !== pair.menteeId)
            ? 'This is your own pair, so another coordinator has to decide.'
            : 'This is your own pair, so it is not yours to decide, and the programme has no other coordinator. You two stay a pair.',
        );
      }
      await alerts.close(alertId, 'kept', deps.clock.now(), by);
      await outbox.revise(alertId);
      await audit.add({
        actor: by,
        action: 'pair-kept-together',
        programmeId,
        subject: pairId,
        detail: { overrides: breaches.map(({ rule }) => rule).join(', ') },
      });
      return ok('kept');
    });
  };
