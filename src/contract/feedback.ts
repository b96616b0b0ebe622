import { z } from 'zod';
import { endpoint, instant, nothing, person, programmeParams } from './endpoint.ts';

const rating = z.number().int().min(1).max(5).nullable();

export const feedbackAnswer = z
  .object({
    held: z.enum(['yes', 'no', 'partner-away']),
    worth: rating,
    spokeFreely: rating,
    taught: z.enum(['me', 'partner', 'both']).nullable(),
    commitment: z.string().trim().max(500).nullable(),
    note: z.string().trim().max(2000).nullable(),
    noteFor: z.enum(['private', 'partner', 'coordinator']),
  })
  .strict();
export type FeedbackAnswer = z.infer<typeof feedbackAnswer>;

const meetingParams = z.object({ meetingId: z.uuid() }).strict();

export const giveFeedback = endpoint({
  method: 'POST',
  path: '/api/meetings/:meetingId/feedback',
  params: meetingParams,
  body: feedbackAnswer,
  answer: z.object({ outcome: z.enum(['stored', 'already-given']) }),
});

/** Null until five different people have answered: below that a figure could be traced to someone. */
const figure = z.object({ mean: z.number(), n: z.number() }).nullable();

export const results = z.object({
  asked: z.number(),
  /** Null below five. */
  answered: z.number().nullable(),
  smallestGroup: z.literal(5),
  worth: figure,
  spokeFreely: figure,
  held: z.object({ held: z.number(), of: z.number() }).nullable(),
  /** Only notes that their authors addressed to the coordinator. */
  notes: z.array(z.object({ from: person, note: z.string(), at: instant })),
});
export type ResultsView = z.infer<typeof results>;

export const getResults = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId/results',
  params: programmeParams,
  body: nothing,
  answer: results,
});
