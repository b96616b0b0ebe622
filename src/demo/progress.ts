import { setTimeout as wait } from 'node:timers/promises';

type Readiness = { ready: boolean; directory: { phase: string; people: number; pages: number } | null };

/**
 * Tells how the product is getting on until everybody is in its chart. Progress is told when it has changed, at most
 * once in two seconds.
 */
export async function followProgress(
  productUrl: string,
  tell: (line: string) => void,
  stopped: AbortSignal,
): Promise<void> {
  let told = '';
  while (!stopped.aborted) {
    const readiness = await ask<Readiness>(`${productUrl}/readyz`, stopped);
    const line = describe(readiness);
    if (line !== null && line !== told) tell((told = line));
    if (readiness?.directory?.phase === 'ready') return;
    await wait(told === '' ? 250 : 2000, undefined, { signal: stopped }).catch(() => undefined);
  }
}

/** Resolves when something answers at the address, or when it is not awaited any more. */
export async function answers(url: string, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted && (await ask(url, stopped)) === null) {
    await wait(250, undefined, { signal: stopped }).catch(() => undefined);
  }
}

function describe(readiness: Readiness | null): string | null {
  if (!readiness?.ready || !readiness.directory) return null;
  const { phase, people, pages } = readiness.directory;
  const count = people.toLocaleString('en-GB');
  if (phase === 'ready') return `The org chart is read: ${count} people.`;
  return pages === 0
    ? 'The product is up; it begins to read the org chart.'
    : `Reading the org chart: ${count} people.`;
}

async function ask<Answer>(url: string, stopped: AbortSignal): Promise<Answer | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([stopped, AbortSignal.timeout(5000)]) });
    return (await answer.json()) as Answer;
  } catch {
    return null; // not up yet
  }
}
