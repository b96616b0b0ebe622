import { Worker } from 'node:worker_threads';
import type { Result } from '../../domain/kernel/result.ts';
import type { MatchOutcome } from '../../domain/matching/match-types.ts';
import type { Matcher, MatcherFault } from '../../domain/matching/ports.ts';
import type { MatchTask, MatchWord } from './messages.ts';
import { createWhatIfThread } from './what-if.ts';

type Options = {
  /** Milliseconds after which a match ends with the best that it has; default ten minutes. */
  longestMs?: number;
  /** Milliseconds after which a what-if is given up, for somebody waits for it; default ten seconds. */
  longestWhatIfMs?: number;
  /** Told of a thread that ended without an answer, for the log. */
  onCrash?: (error: Error) => void;
};

/**
 * The engine in threads of its own: one for each match, which ends with it, and one that stays for what-ifs and is
 * started when it is first asked. `close` ends them all.
 */
export function createMatcher(options: Options = {}): Matcher & { close(): Promise<void> } {
  const { longestMs = 600_000, longestWhatIfMs = 10_000, onCrash = () => undefined } = options;
  const running = new Set<Worker>();
  const closing = new AbortController();
  const whatIfs = createWhatIfThread({ longestMs: longestWhatIfMs, onCrash });
  return {
    async match(input, { signal, onProgress }) {
      const ending = AbortSignal.any([signal, closing.signal]);
      if (ending.aborted) return stopped;
      const thread = new Worker(new URL('./match-thread.ts', import.meta.url), {
        workerData: { input, longestMs } satisfies MatchTask,
      });
      running.add(thread);
      try {
        return await answerOf(thread, ending, onProgress, onCrash);
      } finally {
        running.delete(thread);
        await thread.terminate();
      }
    },
    whatIf: whatIfs.ask,
    async close() {
      closing.abort();
      await Promise.all([...running].map((thread) => thread.terminate()));
      await whatIfs.close();
    },
  };
}

const stopped = { ok: false, fault: { code: 'stopped' } } as const;
const crashed = { ok: false, fault: { code: 'crashed' } } as const;

function answerOf(
  thread: Worker,
  signal: AbortSignal,
  onProgress: (phase: string, share: number) => void,
  onCrash: (error: Error) => void,
): Promise<Result<MatchOutcome, MatcherFault>> {
  return new Promise((resolve) => {
    let last = { phase: 'checks', share: 0 };
    const clock = setInterval(() => onProgress(last.phase, last.share), 1000);
    const settle = (result: Result<MatchOutcome, MatcherFault>): void => {
      clearInterval(clock);
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const abort = (): void => settle(stopped);
    signal.addEventListener('abort', abort);
    thread.on('message', (word: MatchWord) => {
      if (word.kind === 'progress') {
        const isNews = word.phase !== last.phase;
        last = word;
        if (isNews) onProgress(word.phase, word.share);
      } else if (word.answer.ok) settle(word.answer);
      else settle({ ok: false, fault: { code: 'bad-input', faults: word.answer.fault } });
    });
    thread.on('error', (error) => {
      onCrash(error instanceof Error ? error : new Error(String(error)));
      settle(crashed);
    });
    thread.on('exit', () => settle(crashed));
  });
}
