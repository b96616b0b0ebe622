import type { Clock } from '../../kernel/clock.ts';
import type { NewId, SeriesId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import { bookSeries, type BookDeps, type BookStores } from './book-series.ts';
import { mailingOf, type SendStore, type SeriesToSend } from './booking.ts';
import type { MailLimits } from './mail-budget.ts';
import { beginSend, waitUntil, type Wait } from './spend-budget.ts';

type Stores = BookStores & { sends: SendStore };
type Deps = Omit<BookDeps, 'transact'> & {
  transact: Transact<Stores>;
  clock: Clock;
  newId: NewId;
  limits: MailLimits;
  wait: Wait;
};

/** A run ends after so long and orders the next, so that whoever stops the process need not wait. */
const RUN_MS = 10_000;
/** A mailbox that fails so often in a run is left alone until the job comes again. */
const MOST_FAILURES = 3;
const KEPT_MS = 2 * 24 * 3600_000;

/**
 * Sends what is chosen, each mailbox at the pace that Exchange allows it and all of them side by side. Only one run at a
 * time, so what an earlier one was at when it was killed is taken up again. Throws what went wrong with a series, after
 * the others have had their turn: the job comes again.
 */
export const sendSeries =
  (deps: Deps) =>
  async (_: Record<string, never> = {}): Promise<Result<{ sent: number }>> => {
    const began = deps.clock.now();
    const mailboxes = await deps.transact(systemScope, async ({ sends }) => {
      await sends.settleAbandoned(began);
      await sends.prune(new Date(began.getTime() - KEPT_MS));
      return sends.mailboxesInUse();
    });
    const runs = await Promise.all(mailboxes.map((mailbox) => serve(deps, mailbox, began.getTime() + RUN_MS)));
    const next = runs.flatMap((run) => run.next ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
    if (next) {
      await deps.transact(systemScope, ({ jobs }) =>
        jobs.enqueue({ name: 'send-series', data: {} }, { notBefore: next }),
      );
    }
    const failures = runs.flatMap((run) => run.failures);
    if (failures.length > 0) throw failures[0];
    return ok({ sent: runs.reduce((sum, run) => sum + run.sent, 0) });
  };

/** `next`: when there is more to do; null when nothing waits. */
type Run = { sent: number; failures: unknown[]; next: Date | null };

async function serve(deps: Deps, mailbox: string, end: number): Promise<Run> {
  const run: Run = { sent: 0, failures: [], next: null };
  const failed = new Set<SeriesId>();
  const underWay = new Set<Promise<void>>();
  const fail = (error: unknown): void => void run.failures.push(error);
  while (run.failures.length < MOST_FAILURES) {
    // What fails here is not thrown yet: whatever is under way must be settled before this run ends.
    const claim = await deps
      .transact(systemScope, (stores) => claimNext(deps, stores, mailbox, [...failed], end))
      .catch(fail);
    if (claim === undefined) continue;
    if (claim === null) break;
    if ('notBefore' in claim) {
      if (claim.notBefore.getTime() >= end) {
        run.next = claim.notBefore;
        break;
      }
      await waitUntil(claim.notBefore, deps);
      continue;
    }
    const work = send(deps, claim, run, failed)
      .catch(fail)
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }
  await Promise.all(underWay);
  return run;
}

type Claim = SeriesToSend & { sendId: string };

/** Null: nothing waits. */
async function claimNext(
  { clock, newId, limits }: Deps,
  { sends, bookings }: Stores,
  mailbox: string,
  failed: SeriesId[],
  end: number,
): Promise<Claim | { notBefore: Date } | null> {
  const now = clock.now();
  await sends.lockMailbox(mailbox);
  const next = await sends.nextSeries(mailbox, failed);
  if (!next) return null;
  if (now.getTime() >= end) return { notBefore: now };
  // Read again under its lock: once a coordinator has been told that it is paused, nothing begins.
  const state = (await bookings.hold(next.programmeId))?.state ?? 'running';
  if (state === 'paused' || (state === 'stopped' && !next.wasTried)) return { notBefore: now };
  const sendId = newId();
  const send = { id: sendId, mailbox, seriesId: next.id, ...mailingOf(next.moves) };
  const begun = await beginSend(sends, send, limits, now);
  return begun === 'begun' ? { ...next, sendId } : begun;
}

async function send(deps: Deps, claim: Claim, run: Run, failed: Set<SeriesId>): Promise<void> {
  const { transact, clock } = deps;
  try {
    const booked = await bookSeries(deps)({ seriesId: claim.id, wasTried: claim.wasTried });
    const isSent = booked.ok && booked.value.isNew;
    await transact(systemScope, ({ sends }) =>
      isSent ? sends.settle(claim.sendId, clock.now()) : sends.forget(claim.sendId),
    );
    if (isSent) run.sent += 1;
  } catch (error) {
    failed.add(claim.id);
    run.failures.push(error);
    // Nobody knows whether it left, so it counts.
    await transact(systemScope, ({ sends }) => sends.settle(claim.sendId, clock.now()));
  }
}
