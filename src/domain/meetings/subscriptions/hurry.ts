import type { JobQueue } from '../../kernel/jobs.ts';

const TOGETHER_MS = 3_000;

/** Orders a mailbox to be read in at most three seconds; however often that is asked for until then, it is read once. */
export function hurryReading(jobs: JobQueue, mailbox: string, now: Date): Promise<void> {
  const { notBefore, slot } = soon(now);
  return jobs.enqueue(
    { name: 'read-mailbox', data: { mailbox, whole: false } },
    { notBefore, once: `${mailbox} ${slot}` },
  );
}

/** Orders subscriptions to be looked after in at most three seconds. */
export function hurrySubscriptions(jobs: JobQueue, now: Date): Promise<void> {
  const { notBefore, slot } = soon(now);
  return jobs.enqueue({ name: 'keep-subscriptions', data: {} }, { notBefore, once: `soon ${slot}` });
}

/** The end of the few seconds that `now` is in: whatever is done then sees what was told of in them. */
function soon(now: Date): { notBefore: Date; slot: number } {
  const slot = Math.floor(now.getTime() / TOGETHER_MS) + 1;
  return { notBefore: new Date(slot * TOGETHER_MS), slot };
}
