import type { GraphCall } from './graph-call.ts';

/** What every call on a mailbox has: its lane, and ids that stay the same when an event is changed. */
export const onMailbox = (mailbox: string, operation: string): Pick<GraphCall, 'operation' | 'lane' | 'headers'> => ({
  operation,
  lane: mailbox,
  headers: { Prefer: 'IdType="ImmutableId"' },
});
