import { z } from 'zod';
import { endpoint, instant, nothing, person, personId } from './endpoint.ts';

export const directoryState = z.object({
  phase: z.enum(['never', 'reading', 'catching-up', 'ready']),
  people: z.number(),
  leavers: z.number(),
  pages: z.number(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  fault: z.string().nullable(),
});
export type DirectoryStateView = z.infer<typeof directoryState>;

/** `reports` counts everybody below, at any depth. */
export const chartNode = z.object({ person, reports: z.number() });
export type ChartNode = z.infer<typeof chartNode>;

export const getDirectoryState = endpoint({
  method: 'GET',
  path: '/api/directory',
  params: nothing,
  body: nothing,
  answer: directoryState,
});

/** Coordinators only. Names are read from the directory at this moment and not kept. */
export const getChart = endpoint({
  method: 'GET',
  path: '/api/directory/chart',
  params: z.object({ under: personId.optional() }).strict(),
  body: nothing,
  answer: z.object({ line: z.array(person), nodes: z.array(chartNode), more: z.number() }),
});

export const searchPeople = endpoint({
  method: 'GET',
  path: '/api/directory/people',
  params: z.object({ query: z.string().min(2).max(100) }).strict(),
  body: nothing,
  answer: z.object({ people: z.array(person.extend({ mail: z.string().nullable() })) }),
});

export const startSync = endpoint({
  method: 'POST',
  path: '/api/directory/sync',
  params: nothing,
  body: nothing,
  answer: directoryState,
});
