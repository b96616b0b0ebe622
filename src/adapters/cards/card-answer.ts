import { z } from 'zod';
import { fault, ok, type Result } from '../../domain/kernel/result.ts';
import { readFeedbackAnswer, type FeedbackCardAnswer } from './feedback-request-card.ts';
import { readInvitationAnswer, type InvitationAnswer } from './invitation-card.ts';
import { readNewTimesAnswer, type NewTimesAnswer } from './new-times-card.ts';
import { readKeepTogether, type KeepTogetherAnswer } from './rules-broken-card.ts';

/** What a button of one of our cards asks for. */
export type CardAnswer =
  | InvitationAnswer
  | FeedbackCardAnswer
  | KeepTogetherAnswer
  | NewTimesAnswer
  | { action: 'find-another-time'; occurrenceId: string }
  | { action: 'decline' | 'leave' | 'stay'; programmeId: string }
  | { action: 'ask-to-leave'; pairId: string }
  | { action: 'help'; programmeId?: string; pairId?: string; occurrenceId?: string };

const aboutProgramme = z.object({ action: z.enum(['decline', 'leave', 'stay']), programmeId: z.uuid() });
const aboutPair = z.object({ action: z.literal('ask-to-leave'), pairId: z.uuid() });
const aboutMeeting = z.object({ action: z.literal('find-another-time'), occurrenceId: z.uuid() });
const help = z.object({
  action: z.literal('help'),
  programmeId: z.uuid().optional(),
  pairId: z.uuid().optional(),
  occurrenceId: z.uuid().optional(),
});
const plain = z.union([aboutProgramme, aboutPair, aboutMeeting, help]);

/** Reads the data of a pressed button by its own card's reader. An older card's button is answered kindly. */
export function readCardAnswer(data: unknown): Result<CardAnswer> {
  const action = (data as { action?: unknown } | null)?.action;
  if (action === 'enrol') return readInvitationAnswer(data);
  if (action === 'feedback') return readFeedbackAnswer(data);
  if (action === 'keep-together') return readKeepTogether(data);
  if (action === 'choose-time' || action === 'no-time-suits') return readNewTimesAnswer(data);
  const read = plain.safeParse(data);
  if (read.success) return ok(read.data);
  return fault(
    'unknown-answer',
    'This card is from an earlier time and can’t be answered any more. Home has what is new.',
  );
}
