import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something is so, for what takes many rounds of jobs; fails after ten minutes. */
export async function comesTrue(what: string, isSo: () => Promise<boolean>): Promise<void> {
  await comesTrueBy(performance.now() + 600_000)(what, isSo);
}

/** As `comesTrue`, for a scene that has to end at a moment of `performance.now()`, whatever it waits for then. */
export const comesTrueBy =
  (deadline: number, everyMs = 50) =>
  async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
    while (performance.now() < deadline) {
      if (await isSo()) return;
      await wait(everyMs);
    }
    throw new Error(`it never came to this: ${what}`);
  };
