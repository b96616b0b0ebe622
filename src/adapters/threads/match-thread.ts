import { parentPort, workerData } from 'node:worker_threads';
import { match } from '../../domain/matching/match.ts';
import type { MatchTask, MatchWord } from './messages.ts';

/** One match, in a thread that ends with it. */
const { input, longestMs } = workerData as MatchTask;
const say = (word: MatchWord): void => parentPort?.postMessage(word);

const quietMs = 200;
const begun = performance.now();
let told = -Infinity;
let phase = '';
let share = 0;
const tell = (): void => {
  told = performance.now();
  say({ kind: 'progress', phase, share });
};

const answer = match(input, {
  onPhase(name) {
    phase = name;
    tell();
  },
  onProgress(done) {
    share = done;
    if (performance.now() - told >= quietMs) tell();
  },
  mayGoOn: () => performance.now() - begun < longestMs,
});
say({ kind: 'answer', answer });
