import { z } from 'zod';
import { endpoint, instant, nothing, person, personId, programmeParams } from './endpoint.ts';

const hour = z.object({
  startsAt: instant,
  endsAt: instant,
  /** False: a diary could not be looked into, or something stands there. */
  checked: z.boolean(),
});

/** Hours put to the reader, or to the reader for whose diary they keep. */
export const timesQuestion = z.object({
  id: z.uuid(),
  round: z.number(),
  /** Null: the first hour of a whole series. */
  meetingId: z.uuid().nullable(),
  /** Null for an assistant, who sees times alone, as is the partner's name. */
  pairId: z.uuid().nullable(),
  partnerName: z.string().nullable(),
  /** Whose diary it is when it is not the reader's own. */
  diaryOf: z.string().nullable(),
  calendarName: z.string(),
  state: z.enum(['looking', 'open', 'answered', 'newer', 'agreed', 'arranged', 'no-hour', 'over']),
  because: z.enum(['declined', 'counter-proposal', 'conflict', 'asked', 'left-its-window', 'no-known-hour']),
  askedByMe: z.boolean(),
  movedFrom: instant.nullable(),
  hours: z.array(hour),
  suits: z.array(instant).nullable(),
  agreedStart: instant.nullable(),
  everyWeeks: z.number(),
  sessions: z.number(),
});
export type TimesQuestion = z.infer<typeof timesQuestion>;

/** Somebody whose diary the reader keeps: times, and the neutral name that the calendar shows. */
const diary = z.object({
  programmeId: z.uuid(),
  person: z.string(),
  calendarName: z.string(),
  meetings: z.array(z.object({ id: z.uuid(), startsAt: instant, endsAt: instant })),
});
export type KeptDiary = z.infer<typeof diary>;

/** What waits for the reader's word about times, and whose diaries they keep or let others keep. */
export const getNewTimes = endpoint({
  method: 'GET',
  path: '/api/new-times',
  params: nothing,
  body: nothing,
  answer: z.object({
    questions: z.array(timesQuestion),
    diaries: z.array(diary),
    /** By programme, where the reader has named somebody. */
    assistants: z.array(z.object({ programmeId: z.uuid(), assistant: person })),
  }),
});

/** Which hours suit; none of them is an answer too. A second answer after the matter is settled changes nothing. */
export const answerTimes = endpoint({
  method: 'POST',
  path: '/api/new-times/:proposalId/answer',
  params: z.object({ proposalId: z.uuid() }).strict(),
  body: z.object({ round: z.number().int().positive(), suits: z.array(instant).max(3) }).strict(),
  answer: z.object({ outcome: z.enum(['stored', 'agreed', 'looking', 'no-hour', 'settled']) }),
});

/** 'Find another time', for either of the two and whoever keeps the diary of one of them. */
export const askForTimes = endpoint({
  method: 'POST',
  path: '/api/meetings/:meetingId/new-times',
  params: z.object({ meetingId: z.uuid() }).strict(),
  body: nothing,
  answer: z.object({ outcome: z.enum(['raised', 'under-way', 'told-already']) }),
});

/** Names the colleague who keeps one's diary, in place of another; null: nobody does. */
export const nameAssistant = endpoint({
  method: 'PUT',
  path: '/api/programmes/:programmeId/assistant',
  params: programmeParams,
  body: z.object({ assistantId: personId.nullable() }).strict(),
  answer: z.object({}),
});
