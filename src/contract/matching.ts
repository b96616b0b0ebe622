import { z } from 'zod';
import { endpoint, instant, nothing, person, programmeParams } from './endpoint.ts';

export const matchRun = z
  .object({
    objective: z.enum(['balanced', 'total']),
    minDistance: z.number().int().min(0).max(20),
    minLevelGap: z.number().int().min(0).max(20).nullable(),
    sameDepartment: z.boolean(),
    seed: z.number().int().min(0),
  })
  .strict();
export type MatchRun = z.infer<typeof matchRun>;

export const proposedPair = z.object({
  mentor: person,
  mentee: person,
  score: z.number(),
  distance: z.number().nullable(),
  levelGap: z.number().nullable(),
  reasons: z.string(),
});

export const unmatchedPerson = z.object({
  person,
  role: z.enum(['mentor', 'mentee']),
  /** One sentence for a coordinator. */
  why: z.string(),
  candidates: z.number(),
  blockedBy: z.array(z.object({ rule: z.string(), pairs: z.number() })),
  wouldHelp: z.string().nullable(),
});

export const proposal = z.object({
  id: z.uuid(),
  run: matchRun,
  createdAt: instant,
  publishedAt: instant.nullable(),
  pairs: z.array(proposedPair),
  unmatched: z.array(unmatchedPerson),
  /** Mentor–mentee combinations that the rules exclude, of all combinations. */
  excluded: z.object({
    pairs: z.number(),
    of: z.number(),
    byRule: z.array(z.object({ rule: z.string(), pairs: z.number() })),
  }),
  lowestScore: z.number().nullable(),
  totalScore: z.number(),
  proven: z.boolean(),
});
export type ProposalView = z.infer<typeof proposal>;

export const getProposal = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId/match',
  params: programmeParams,
  body: nothing,
  answer: z.object({ proposal: proposal.nullable() }),
});
export const runMatch = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/match',
  params: programmeParams,
  body: matchRun,
  answer: z.object({ proposal }),
});
/** Publishes this proposal, once; pairs get their introduction cards and meetings. Refused when people changed since. */
export const publishMatch = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/match/:proposalId/publish',
  params: programmeParams.extend({ proposalId: z.uuid() }),
  body: nothing,
  answer: z.object({ proposal }),
});
