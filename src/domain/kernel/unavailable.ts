/** Something outside could not be asked; `code` says why, `retryAfterMs` when it makes sense to come again. */
export class Unavailable extends Error {
  code: string;
  retryAfterMs: number | null;
  constructor(message: string, code: string, retryAfterMs: number | null = null) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
