import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId } from '../kernel/ids.ts';
import type { Outbox } from '../kernel/jobs.ts';
import type { Pair } from '../matching/ports.ts';
import type { ChartStore } from '../people/ports.ts';
import type { Programme } from '../programme/programme.ts';
import type { SupportGap } from './alerts.ts';
import type { AlertStore, SupportStore } from './ports.ts';
import { raiseAlert } from './raise-alert.ts';
import { chooseSupport, type SupportCircumstances } from './support-contacts.ts';

export type SupportStores = { chart: ChartStore; alerts: AlertStore; support: SupportStore; outbox: Outbox };
type PairOfPeople = { mentorId: PersonId; menteeId: PersonId };

/** What decides who may be whose contact in a programme, for these pairs. */
export async function supportCircumstances(
  { chart, support }: Pick<SupportStores, 'chart' | 'support'>,
  { id, coordinators, timeZone }: Pick<Programme, 'id' | 'coordinators' | 'timeZone'>,
  pairs: PairOfPeople[],
  clock: Clock,
): Promise<SupportCircumstances> {
  const contacts = await support.contacts(id);
  const listed = contacts.map(({ personId }) => personId);
  const members = pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]);
  return {
    contacts,
    coordinators,
    leavers: await chart.leavers(listed),
    today: Temporal.Instant.fromEpochMilliseconds(clock.now().getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString(),
    seats: await chart.linesOf([...new Set([...members, ...listed])]),
    pairs,
  };
}

/** Chooses the contacts of every live pair, and tells the coordinators, once, when there are too few for somebody. */
export async function renewSupport(
  stores: SupportStores,
  programme: Programme,
  live: Pair[],
  deps: { clock: Clock; newId: NewId },
): Promise<void> {
  const circumstances = await supportCircumstances(stores, programme, live, deps.clock);
  const chosen = chooseSupport(live, circumstances);
  await stores.support.setChoices(
    programme.id,
    chosen.map(({ id: pairId, first, second }) => ({ pairId, first, second })),
  );
  const gaps = chosen
    .filter(({ second }) => second === null)
    .map(({ id: pairId, first }): SupportGap => ({ pairId, contacts: first === null ? 0 : 1 }));
  const alerts = await stores.alerts.inProgramme(programme.id);
  const open = alerts.find(({ state, matter }) => state === 'open' && matter.kind === 'support-gap');
  if (!open) {
    if (gaps.length > 0) await raiseAlert(stores, programme, [], deps, { kind: 'support-gap', gaps });
    return;
  }
  if (gaps.length === 0) await stores.alerts.close(open.id, 'mended', deps.clock.now(), null);
  else if (keyOf(gaps) === keyOf(open.matter.kind === 'support-gap' ? open.matter.gaps : [])) return;
  else await stores.alerts.change(open.id, { kind: 'support-gap', gaps });
  await stores.outbox.revise(open.id);
}

const keyOf = (gaps: SupportGap[]): string =>
  gaps
    .map(({ pairId, contacts }) => `${pairId} ${contacts}`)
    .sort()
    .join(' ');
