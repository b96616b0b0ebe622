import { z } from 'zod';
import { day, endpoint, nothing, person, personId, programmeParams } from './endpoint.ts';

/** A pair for whom support contacts are too few: none at all, or no second. */
export const supportGap = z.object({
  mentor: person,
  mentee: person,
  contacts: z.union([z.literal(0), z.literal(1)]),
});
export type SupportGapView = z.infer<typeof supportGap>;

/** `awayUntil`: the last day of an absence. */
export const supportContact = z.object({ person, awayUntil: day.nullable() });
export type SupportContactView = z.infer<typeof supportContact>;

/** People to turn to in confidence, in the order in which they are asked; and pairs for whom they are too few. */
const support = z.object({
  contacts: z.array(supportContact),
  gaps: z.array(supportGap),
});
export type SupportView = z.infer<typeof support>;

const path = '/api/programmes/:programmeId/support';

export const getSupport = endpoint({ method: 'GET', path, params: programmeParams, body: nothing, answer: support });

/** Takes the place of the whole list; who is whose contact follows at once. */
export const setSupport = endpoint({
  method: 'PUT',
  path,
  params: programmeParams,
  body: z.object({ contacts: z.array(z.object({ personId, awayUntil: day.nullable() }).strict()).max(20) }).strict(),
  answer: support,
});
