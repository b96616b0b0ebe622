import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something is so; fails after 20 seconds, long past any wait of the product's own. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await wait(50);
  }
  throw new Error(`it never came to this: ${what}`);
}
