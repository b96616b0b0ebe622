import { Worker } from 'node:worker_threads';
import type { Result } from '../../domain/kernel/result.ts';
import type { InputFaults, MatchInput, WhatIf } from '../../domain/matching/match-types.ts';
import type { Matcher, WhatIfFault } from '../../domain/matching/ports.ts';
import type { WhatIfQuestion, WhatIfReply } from './messages.ts';

type Answer = Result<WhatIf, WhatIfFault>;
type Waiting = { question: WhatIfQuestion; input: MatchInput; answer: (answer: Answer) => void };
type Options = { longestMs: number; onCrash: (error: Error) => void };

/**
 * A thread that keeps solved matches. One that dies takes its questions with it; the next question starts another. A
 * question that has no answer after `longestMs`, waiting for others included, is given up, in the thread too.
 */
export function createWhatIfThread({ longestMs, onCrash }: Options): {
  ask: Matcher['whatIf'];
  close(): Promise<void>;
} {
  let thread: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const start = (): Worker => {
    const started = new Worker(new URL('./what-if-thread.ts', import.meta.url));
    started.on('message', ({ id, reply }: WhatIfReply) => {
      const one = waiting.get(id);
      if (!one) return;
      if (reply === 'unknown') return started.postMessage({ ...one.question, input: one.input });
      one.answer(reply.ok ? reply : { ok: false, fault: faultOf(reply.fault) });
    });
    started.on('error', (error) => onCrash(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => {
      if (thread === started) thread = undefined;
      for (const { answer } of waiting.values()) answer({ ok: false, fault: { code: 'crashed' } });
    });
    // Nobody's question: the process may end without it.
    started.unref();
    return started;
  };

  return {
    ask: (input, digest, change) =>
      new Promise((resolve) => {
        thread ??= start();
        const id = (lastId += 1);
        const givenUp = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
        const answer = (one: Answer): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(one);
        };
        const timer = setTimeout(() => {
          Atomics.store(new Int32Array(givenUp), 0, 1);
          answer({ ok: false, fault: { code: 'too-long' } });
        }, longestMs);
        const question: WhatIfQuestion = { id, digest, change, input: null, givenUp };
        waiting.set(id, { question, input, answer });
        thread.postMessage(question);
      }),
    async close() {
      await thread?.terminate();
    },
  };
}

const faultOf = (fault: InputFaults | 'stopped'): WhatIfFault =>
  fault === 'stopped' ? { code: 'too-long' } : { code: 'bad-input', faults: fault };
