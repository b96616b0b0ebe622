import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId } from '../kernel/ids.ts';
import type { Outbox } from '../kernel/jobs.ts';
import type { Programme } from '../programme/programme.ts';
import type { Matter } from './alerts.ts';
import type { AlertStore } from './ports.ts';

type Stores = { alerts: AlertStore; outbox: Outbox };

/**
 * Opens an alert and writes each coordinator one card about it. Whoever is concerned is kept from it, as from everything
 * about their own pair, unless there is nobody else to tell.
 */
export async function raiseAlert(
  { alerts, outbox }: Stores,
  { id: programmeId, coordinators }: Pick<Programme, 'id' | 'coordinators'>,
  concerned: PersonId[],
  { clock, newId }: { clock: Clock; newId: NewId },
  matter: Matter,
): Promise<void> {
  const alertId = newId();
  await alerts.add({
    id: alertId,
    programmeId,
    matter,
    state: 'open',
    raisedAt: clock.now(),
    closedAt: null,
    closedBy: null,
  });
  const others = coordinators.filter((id) => !concerned.includes(id));
  for (const to of others.length > 0 ? others : coordinators) {
    await outbox.add({ key: `alert:${alertId}:${to}`, to, programmeId, about: { kind: 'alert', alertId } });
  }
}
