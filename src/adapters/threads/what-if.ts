import { Worker } from 'node:worker_threads';
import type { Result } from '../../domain/kernel/result.ts';
import type { InputFaults, MatchInput, WhatIf } from '../../domain/matching/match-types.ts';
import type { Matcher, MatcherFault } from '../../domain/matching/ports.ts';
import type { WhatIfQuestion, WhatIfReply } from './messages.ts';

type Answer = Result<WhatIf, MatcherFault>;
type Waiting = { question: WhatIfQuestion; input: MatchInput; answer: (answer: Answer) => void };

/** A thread that keeps solved matches. One that dies takes its questions with it; the next question starts another. */
export function createWhatIfThread(onCrash: (error: Error) => void): {
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
      waiting.delete(id);
      one.answer(reply.ok ? reply : { ok: false, fault: faultOf(reply.fault) });
    });
    started.on('error', (error) => onCrash(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => {
      if (thread === started) thread = undefined;
      for (const { answer } of waiting.values()) answer({ ok: false, fault: { code: 'crashed' } });
      waiting.clear();
    });
    // Nobody's question: the process may end without it.
    started.unref();
    return started;
  };

  return {
    ask: (input, digest, change) =>
      new Promise((answer) => {
        thread ??= start();
        lastId += 1;
        const question: WhatIfQuestion = { id: lastId, digest, change, input: null };
        waiting.set(lastId, { question, input, answer });
        thread.postMessage(question);
      }),
    async close() {
      await thread?.terminate();
    },
  };
}

const faultOf = (fault: InputFaults | 'stopped'): MatcherFault =>
  fault === 'stopped' ? { code: 'stopped' } : { code: 'bad-input', faults: fault };
