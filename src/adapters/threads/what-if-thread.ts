import { parentPort } from 'node:worker_threads';
import { openMatch, type MatchSession } from '../../domain/matching/match.ts';
import type { WhatIfQuestion, WhatIfReply } from './messages.ts';

/** Solved inputs that stay at hand. One of 10,000 pairs takes some hundred megabytes. */
const mostSessions = 3;

/** A change that moves everybody may take as long as a match; a person who only asks should not wait for that. */
const longestMs = 10_000;

/** By digest of the input, the one asked last at the end. */
const sessions = new Map<string, MatchSession>();

parentPort?.on('message', (question: WhatIfQuestion) => {
  const reply: WhatIfReply = { id: question.id, reply: answerTo(question) };
  parentPort?.postMessage(reply);
});

function answerTo({ digest, change, input }: WhatIfQuestion): WhatIfReply['reply'] {
  let session = sessions.get(digest);
  if (!session) {
    if (!input) return 'unknown';
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
  const end = performance.now() + longestMs;
  return session.whatIf(change, () => performance.now() < end);
}
