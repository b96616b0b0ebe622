import { z } from 'zod';

/** One request that the tab can make: all that both sides must agree on. Paths use `:name` for parameters. */
export type Endpoint<Params extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Path and query parameters together. */
  params: Params;
  body: Body;
  answer: Answer;
};

export const nothing = z.object({}).strict();

export const endpoint = <P extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  e: Endpoint<P, B, A>,
): Endpoint<P, B, A> => e;

/** What every failed request answers: a code for programs, words for people, where it went wrong, a reference to quote. */
export const faultAnswer = z.object({
  code: z.string(),
  message: z.string(),
  at: z.string().optional(),
  reference: z.string().optional(),
  /** One entry per wrong field or row. */
  details: z.array(z.object({ at: z.string(), message: z.string() })).optional(),
});
export type FaultAnswer = z.infer<typeof faultAnswer>;

export const personId = z.uuid();
export const instant = z.iso.datetime();
export const day = z.iso.date();

/** A person as others may see them. */
export const person = z.object({
  id: personId,
  name: z.string(),
  title: z.string().nullable(),
  department: z.string().nullable(),
  /** A guest, who is written to by mail; told to coordinators, and to themselves. */
  byMail: z.literal(true).optional(),
});
export type PersonView = z.infer<typeof person>;

export const programmeParams = z.object({ programmeId: z.uuid() }).strict();
