import { z } from 'zod';
import { endpoint, instant, nothing, person, programmeParams } from './endpoint.ts';

/** A coordinator's own lists of two people each, whatever their roles; none of these pairs is ever made by the matcher. */
export const pairListName = z.enum(['works-together', 'never-pair', 'paired-before']);
export type PairListName = z.infer<typeof pairListName>;

const listParams = programmeParams.extend({ list: pairListName });
/** With a header `email,other_email`; every address has to be somebody's in the directory, or nothing is taken. */
const csv = z.string().min(1).max(1_000_000);

export const pairList = z.object({ list: pairListName, pairs: z.number(), changedAt: instant.nullable() });
export type PairListView = z.infer<typeof pairList>;

export const getPairLists = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId/lists',
  params: programmeParams,
  body: nothing,
  answer: z.object({ lists: z.array(pairList) }),
});
/** What saving would do; keeps nothing. `already`: of these pairs, how many are on the list now. `first`: a few to look at. */
export const checkPairList = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/lists/:list/check',
  params: listParams,
  body: z.object({ csv }).strict(),
  answer: z.object({
    pairs: z.number(),
    already: z.number(),
    onList: z.number(),
    first: z.array(z.object({ one: person, other: person })),
  }),
});
/** `replace`: the list is these pairs and no others from now on. */
export const savePairList = endpoint({
  method: 'PUT',
  path: '/api/programmes/:programmeId/lists/:list',
  params: listParams,
  body: z.object({ csv, how: z.enum(['replace', 'append']) }).strict(),
  answer: z.object({ added: z.number(), kept: z.number(), removed: z.number() }),
});
export const deletePairList = endpoint({
  method: 'DELETE',
  path: '/api/programmes/:programmeId/lists/:list',
  params: listParams,
  body: nothing,
  answer: z.object({ removed: z.number() }),
});
/** The list as a file to look at or to change: addresses and names. `leftOut`: pairs with somebody who has gone. */
export const exportPairList = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/lists/:list/export',
  params: listParams,
  body: nothing,
  answer: z.object({ csv: z.string(), leftOut: z.number() }),
});
