import { z } from 'zod';
import { endpoint, nothing, person } from './endpoint.ts';

export const me = z.object({
  person,
  /** App roles of the token in hand. */
  roles: z.array(z.enum(['Coordinator', 'Sponsor'])),
  /** False for someone with a mailbox outside the chart, for example a guest. */
  inChart: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const getMe = endpoint({ method: 'GET', path: '/api/me', params: nothing, body: nothing, answer: me });
