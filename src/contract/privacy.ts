import { z } from 'zod';
import { endpoint, instant, nothing } from './endpoint.ts';

/** Everything that is kept about the reader, in words, by kind. `hasRequests`: they told the matcher something alone. */
export const privacy = z.object({
  kept: z.array(z.object({ what: z.string(), why: z.string(), seenBy: z.string(), since: instant.nullable() })),
  programmes: z.array(z.object({ id: z.uuid(), name: z.string(), canLeave: z.boolean(), hasRequests: z.boolean() })),
});
export type PrivacyView = z.infer<typeof privacy>;

export const getPrivacy = endpoint({
  method: 'GET',
  path: '/api/privacy',
  params: nothing,
  body: nothing,
  answer: privacy,
});
