/**
 * Graph refused, or could not be reached. `status` is null when there was no answer. `operation` says what was asked
 * in our words, so that no message or log carries an address or a name.
 */
export class GraphFault extends Error {
  override name = 'GraphFault';
  operation: string;
  status: number | null;
  code: string;
  /** How long Graph asked us to wait, where it did. */
  retryAfterMs: number | null;
  constructor(operation: string, status: number | null, code: string, retryAfterMs: number | null = null) {
    super(`Graph could not ${operation}: ${status ?? 'no answer'} ${code}`);
    this.operation = operation;
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The thing asked for does not exist (any more). */
export const isGone = (error: unknown): boolean => error instanceof GraphFault && error.status === 404;

/** The meeting is gone. Not just any 404: a mailbox that is gone, or not ready, says nothing about its meetings. */
export const isMeetingGone = (error: unknown): boolean =>
  error instanceof GraphFault && error.status === 404 && error.code === 'ErrorItemNotFound';
