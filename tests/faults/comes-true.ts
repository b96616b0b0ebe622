import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something is so, for what takes many rounds of jobs; fails after ten minutes. */
export async function comesTrue(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 600_000;
  while (performance.now() < deadline) {
    if (await isSo()) return;
    await wait(50);
  }
  throw new Error(`it never came to this: ${what}`);
}
