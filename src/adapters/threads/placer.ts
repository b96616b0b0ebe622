import { Worker } from 'node:worker_threads';
import type { Placement, PlacementQuestion } from '../../domain/meetings/search/placement.ts';
import type { SeriesPlacer } from '../../domain/meetings/booking/plan-series.ts';

/**
 * The search for series in a thread for each question, so that nobody waits for it who did not ask. `close` ends those
 * at work, whose askers then get an error.
 */
export function createPlacer(): SeriesPlacer & { close(): Promise<void> } {
  const running = new Set<Worker>();
  return {
    async place(question: PlacementQuestion) {
      const thread = new Worker(new URL('./place-thread.ts', import.meta.url), { workerData: question });
      running.add(thread);
      try {
        return await answerOf(thread);
      } finally {
        running.delete(thread);
        await thread.terminate();
      }
    },
    async close() {
      await Promise.all([...running].map((thread) => thread.terminate()));
    },
  };
}

const answerOf = (thread: Worker): Promise<Placement[]> =>
  new Promise((resolve, reject) => {
    thread.on('message', resolve);
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('the search for series ended without an answer')));
  });
