import type { Clock } from '../../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { BookingRow, BookingStore } from './booking.ts';

type Stores = { programmes: ProgrammeStore; bookings: BookingStore; jobs: JobQueue; audit: AuditLog };
type Deps = { transact: Transact<Stores>; clock: Clock };
type Input = { programmeId: ProgrammeId; by: PersonId };
type State = BookingRow['state'];

/** Sends nothing more until it is resumed; what is chosen keeps its hours. Faults: `no-such-programme`, `wrong-state`. */
export const pauseBooking = (deps: Deps) => (input: Input) => change(deps, input, ['running'], 'paused');

/**
 * Goes on where it was paused; after a stop the hours are chosen anew. Faults: `no-such-programme`, `wrong-state`.
 */
export const resumeBooking = (deps: Deps) => (input: Input) => change(deps, input, ['paused', 'stopped'], 'running');

/**
 * Sends nothing more and lets go of what was chosen and not sent: those pairs wait again. What is on its way at this
 * moment is seen through. Faults: `no-such-programme`, `wrong-state`.
 */
export const stopBooking = (deps: Deps) => (input: Input) => change(deps, input, ['running', 'paused'], 'stopped');

const words: Record<State, string> = { running: 'resumed', paused: 'paused', stopped: 'stopped' };

/** The programme's lock waits for whatever is being begun or chosen, and makes the next one see what was said here. */
async function change({ transact, clock }: Deps, input: Input, from: State[], to: State): Promise<Result<State>> {
  const { programmeId, by } = input;
  return transact(systemScope, async ({ programmes, bookings, jobs, audit }) => {
    if (!(await programmes.getForUpdate(programmeId))) return fault('no-such-programme', 'There is no such programme.');
    const state = (await bookings.get(programmeId))?.state ?? 'running';
    if (state === to) return ok(to);
    if (!from.includes(state)) {
      return fault('wrong-state', `The invitations are ${state} already, so they can't be ${words[to]}.`);
    }
    await bookings.save({ programmeId, state: to, changedBy: by, changedAt: clock.now() });
    const dropped = to === 'stopped' ? await bookings.dropUnsent(programmeId) : 0;
    await audit.add({ actor: by, action: `booking-${words[to]}`, programmeId, detail: { dropped } });
    if (to === 'running') {
      await jobs.enqueue({ name: 'plan-series', data: { programmeId } });
      await jobs.enqueue({ name: 'send-series', data: {} });
    }
    return ok(to);
  });
}
