import type { Clock } from '../kernel/clock.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { LetterState } from './letters.ts';
import type { LetterStore } from './ports.ts';

type Stores = { letters: LetterStore; jobs: JobQueue };
type Outcome = { state: 'sent' | 'unknown' | 'failed'; reason: string | null; activityId?: string };

/** What became of a letter, in the transaction at hand. */
export async function settleLetter(
  { letters }: Pick<Stores, 'letters'>,
  letterId: string,
  { state, reason, activityId }: Outcome,
  { clock }: { clock: Clock },
): Promise<Result<LetterState>> {
  await letters.settle(letterId, { state, reason, activityId: activityId ?? null }, clock.now());
  return ok(state);
}

/** Nothing has left the house: it is tried again after so long. In the transaction at hand. */
export async function postponeLetter(
  { letters, jobs }: Stores,
  letterId: string,
  notBefore: Date,
): Promise<Result<LetterState>> {
  await letters.release(letterId);
  await jobs.enqueue({ name: 'deliver-letter', data: { letterId } }, { notBefore });
  return ok('waiting');
}
