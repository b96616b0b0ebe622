import express, { type RequestHandler } from 'express';

/**
 * Reads a JSON body of at most `limit` (for example `3mb`). U+0000, which nobody can type and PostgreSQL can't store,
 * is left out of every text.
 */
export const jsonBody = (limit: string): RequestHandler =>
  express.json({
    limit,
    reviver: (_key, value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : value),
  });
