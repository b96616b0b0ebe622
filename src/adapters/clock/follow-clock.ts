import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../domain/kernel/clock.ts';

/** Real time. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * Real time plus the offset that a movable clock tells (the sandbox's, at `url`). It follows every move within
 * moments, never goes back, and keeps its last offset while the other side is away. The first answer is waited for,
 * `firstWithinMs` at most (default 10 seconds); `close()` ends the following.
 */
export async function followClock(
  url: string,
  firstWithinMs = 10_000,
): Promise<Clock & { offsetMs(): number; close(): void }> {
  let offset = 0;
  let latest = 0;
  const closing = new AbortController();
  const ask = async (after?: number): Promise<void> => {
    const question = new URL(url);
    if (after !== undefined) question.searchParams.set('after', String(after));
    const answer = await fetch(question, { signal: AbortSignal.any([closing.signal, AbortSignal.timeout(30_000)]) });
    offset = Math.max(offset, readOffset(await answer.json()));
  };

  const deadline = performance.now() + firstWithinMs;
  while (performance.now() < deadline && !(await succeeds(ask()))) await wait(200);

  const follow = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await wait((await succeeds(ask(offset))) ? 50 : 500);
    }
  };
  void follow();

  return {
    now() {
      latest = Math.max(latest, Date.now() + offset);
      return new Date(latest);
    },
    offsetMs: () => offset,
    close: () => closing.abort(),
  };
}

/** Throws when the answer is not a clock's. */
function readOffset(answer: unknown): number {
  const { offsetMs } = answer as { offsetMs?: unknown };
  if (typeof offsetMs !== 'number' || !Number.isFinite(offsetMs)) throw new Error('the answer holds no offsetMs');
  return offsetMs;
}

/** A clock that can't be reached is no fault here: the next question may be answered. */
async function succeeds(attempt: Promise<void>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch {
    return false;
  }
}
