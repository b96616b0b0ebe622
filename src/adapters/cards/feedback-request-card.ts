import { z } from 'zod';
import { ok, type Result } from '../../domain/kernel/result.ts';
import type { LetterFacts } from '../../domain/letters/letters.ts';
import { badAnswer } from './bad-answer.ts';
import {
  card,
  chooseOne,
  plainButton,
  says,
  seenBy,
  sendButton,
  write,
  type AdaptiveCard,
  type Choice,
} from './card-elements.ts';
import { clockTime, weekdayAndDay } from './card-times.ts';

type Facts = Extract<LetterFacts, { kind: 'feedback-request' }>;

const SCALE: Choice[] = [
  { title: '1 · not at all', value: '1' },
  { title: '2', value: '2' },
  { title: '3', value: '3' },
  { title: '4', value: '4' },
  { title: '5 · very much', value: '5' },
];

/** Asks how one meeting went, a tap for each answer; says at each field who sees it. */
export function buildFeedbackRequestCard(it: Facts): AdaptiveCard {
  const when = `${weekdayAndDay(it.startsAt, it.timeZone)}, ${clockTime(it.startsAt, it.timeZone)}`;
  return card(
    `How was your hour with ${it.partnerName}?`,
    [
      says(`Meeting ${it.position} of ${it.of} in ${it.programmeName}: ${when}.`),
      chooseOne(
        'held',
        'Did the meeting happen?',
        [
          { title: 'Yes', value: 'yes' },
          { title: 'No', value: 'no' },
          { title: 'My partner could not come', value: 'partner-away' },
        ],
        { expanded: true, required: 'Please say whether the meeting happened.' },
      ),
      chooseOne('worth', 'Was it worth the hour?', SCALE, { expanded: true }),
      chooseOne('spokeFreely', 'Could you speak freely?', SCALE, { expanded: true }),
      seenBy('Nobody sees your ratings: only averages of five people or more are ever shown.'),
      chooseOne(
        'taught',
        'Who did most of the teaching?',
        [
          { title: 'I did', value: 'me' },
          { title: 'My partner did', value: 'partner' },
          { title: 'Both of us', value: 'both' },
        ],
        { expanded: true },
      ),
      write('commitment', 'One thing that I will do before next time', 500, 'one'),
      seenBy(`${it.partnerName} sees this, so that you can ask each other about it.`),
      write('note', 'A note', 2000, 'several'),
      chooseOne(
        'noteFor',
        'Who is the note for?',
        [
          { title: 'Only me', value: 'private' },
          { title: 'My partner', value: 'partner' },
          { title: 'My coordinator', value: 'coordinator' },
        ],
        { value: 'private' },
      ),
      seenBy('Your note is seen by whom you choose here, with your name on it, and by nobody else.'),
    ],
    [
      sendButton('Send', { action: 'feedback', occurrenceId: it.occurrenceId }),
      plainButton('I need help', { action: 'help', occurrenceId: it.occurrenceId }),
    ],
  );
}

const rating = z
  .enum(['', '1', '2', '3', '4', '5'])
  .default('')
  .transform((value) => (value === '' ? null : Number(value)));
const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Please keep it under ${max} characters.` })
    .default('')
    .transform((value) => (value === '' ? null : value));

const answer = z.object({
  action: z.literal('feedback'),
  occurrenceId: z.uuid(),
  held: z.enum(['yes', 'no', 'partner-away'], { error: 'Please say whether the meeting happened.' }),
  worth: rating,
  spokeFreely: rating,
  taught: z
    .enum(['', 'me', 'partner', 'both'])
    .default('')
    .transform((value) => (value === '' ? null : value)),
  commitment: words(500),
  note: words(2000),
  // Whoever does not choose has not said that anybody else may read it.
  noteFor: z
    .enum(['private', 'partner', 'coordinator'])
    .or(z.literal('').transform(() => 'private' as const))
    .default('private'),
});

export type FeedbackCardAnswer = {
  action: 'feedback';
  occurrenceId: string;
  answer: Omit<z.output<typeof answer>, 'action' | 'occurrenceId'>;
};

/** Reads what the card sent back; who answered is not in it, and not looked for in it. */
export function readFeedbackAnswer(data: unknown): Result<FeedbackCardAnswer> {
  const read = answer.safeParse(data);
  if (!read.success) return badAnswer(read.error);
  const { action, occurrenceId, ...rest } = read.data;
  return ok({ action, occurrenceId, answer: rest });
}
