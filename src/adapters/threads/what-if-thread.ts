import { parentPort } from 'node:worker_threads';
import { openMatch, type MatchSession } from '../../domain/matching/match.ts';
import type { WhatIfQuestion, WhatIfReply } from './messages.ts';

/** Solved inputs that stay at hand. One of 10,000 pairs takes some hundred megabytes. */
const mostSessions = 3;

/** By digest of the input, the one asked last at the end. */
const sessions = new Map<string, MatchSession>();

const stopped = { ok: false, fault: 'stopped' } as const;

parentPort?.on('message', (question: WhatIfQuestion) => {
  const reply: WhatIfReply = { id: question.id, reply: answerTo(question) };
  parentPort?.postMessage(reply);
});

function answerTo({ digest, change, input, givenUp }: WhatIfQuestion): WhatIfReply['reply'] {
  const mayGoOn = (): boolean => Atomics.load(new Int32Array(givenUp), 0) === 0;
  if (!mayGoOn()) return stopped;
  let session = sessions.get(digest);
  if (!session) {
    if (!input) return 'unknown';
    // Goes on when the asker gives up: whoever asks again finds it solved.
    const opened = openMatch(input);
    if (!opened.ok) return opened;
    session = opened.value;
  }
  sessions.delete(digest);
  sessions.set(digest, session);
  for (const oldest of sessions.keys()) {
    if (sessions.size <= mostSessions) break;
    sessions.delete(oldest);
  }
  return mayGoOn() ? session.whatIf(change, mayGoOn) : stopped;
}
