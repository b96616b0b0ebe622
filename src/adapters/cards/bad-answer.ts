import type { z } from 'zod';
import { fault, type Fault } from '../../domain/kernel/result.ts';

/** The first thing wrong with a card's answer, in words for the person who gave it; `at` names the field. */
export function badAnswer(error: z.ZodError): { ok: false; fault: Fault } {
  const issue = error.issues[0];
  // Only our own messages are meant for people, and they all ask politely.
  const message = issue?.message.startsWith('Please')
    ? issue.message
    : 'This card’s answer could not be read. Please open Home and answer there.';
  return fault('bad-answer', message, issue?.path.join('.'));
}
