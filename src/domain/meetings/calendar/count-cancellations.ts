import type { Clock } from '../../kernel/clock.ts';
import type { NewId, OccurrenceId, PairId, PersonId } from '../../kernel/ids.ts';
import type { Outbox } from '../../kernel/jobs.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { Pair, PairStore } from '../../matching/ports.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import { raiseAlert } from '../../pairs/raise-alert.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { CalendarStore, Cancellation } from './calendar-changes.ts';
import type { Occurrence } from '../meetings.ts';
import type { MeetingStore } from '../ports.ts';

export type CancellationStores = {
  programmes: ProgrammeStore;
  meetings: MeetingStore;
  calendar: CalendarStore;
  alerts: AlertStore;
  outbox: Outbox;
};
type Deps = { clock: Clock; newId: NewId };

/**
 * Looks at a pair's cancellations after one was written down where alerts can't be seen. Safe to repeat; answers whether
 * the pair is still one.
 */
export const countCancellations =
  (deps: Deps & { transact: Transact<CancellationStores & { pairs: PairStore }> }) =>
  ({ pairId }: { pairId: PairId }): Promise<Result<boolean>> =>
    deps.transact(systemScope, async (stores) => {
      const pair = await stores.pairs.getForUpdate(pairId);
      if (pair?.state !== 'live') return ok(false);
      await tellOfCancellations(stores, pair, deps);
      return ok(true);
    });

/** The last two meetings that follow each other and that the same person did not keep; null: there are none. */
export function lastTwoInARow(
  meetings: Pick<Occurrence, 'id' | 'position'>[],
  cancellations: Pick<Cancellation, 'occurrenceId' | 'personId'>[],
  personId: PersonId,
): [OccurrenceId, OccurrenceId] | null {
  const missed = new Set(cancellations.flatMap((one) => (one.personId === personId ? one.occurrenceId : [])));
  const inOrder = meetings.toSorted((a, b) => a.position - b.position);
  const at = inOrder.findLastIndex(({ id }, i) => i > 0 && missed.has(id) && missed.has(inOrder[i - 1]!.id));
  return at < 0 ? null : [inOrder[at - 1]!.id, inOrder[at]!.id];
}

/**
 * Looks at a pair after a cancellation was written down or taken back: two in a row by the senior are told to the
 * coordinators once, and what is no longer so is withdrawn. Safe to repeat.
 */
export async function tellOfCancellations(
  { programmes, meetings, calendar, alerts, outbox }: CancellationStores,
  pair: Pick<Pair, 'id' | 'programmeId' | 'mentorId' | 'menteeId'>,
  deps: Deps,
): Promise<void> {
  const programme = await programmes.get(pair.programmeId);
  const series = await meetings.seriesOfPair(pair.id);
  if (!programme || !series) return;
  // The mentee is the senior of the two.
  const personId = pair.menteeId;
  const all = await meetings.occurrencesOfSeries([series.id]);
  const occurrenceIds = lastTwoInARow(all, await calendar.cancellations(pair.id), personId);
  const told = (await alerts.inProgramme(programme.id)).flatMap(({ id, state, matter }) =>
    matter.kind === 'cancelled-in-a-row' && matter.pairId === pair.id ? [{ id, state, matter }] : [],
  );
  const open = told.find(({ state }) => state === 'open');
  if (!occurrenceIds) {
    if (!open) return;
    await alerts.close(open.id, 'mended', deps.clock.now(), null);
    await outbox.revise(open.id);
    return;
  }
  const [, last] = occurrenceIds;
  if (open || told.some(({ state, matter }) => state !== 'mended' && matter.occurrenceIds.includes(last))) return;
  const concerned = [pair.mentorId, pair.menteeId];
  const matter = { kind: 'cancelled-in-a-row', pairId: pair.id, personId, occurrenceIds } as const;
  await raiseAlert({ alerts, outbox }, programme, concerned, deps, { ...matter, occurrenceIds: [...occurrenceIds] });
}
