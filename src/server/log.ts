import { pino, type Logger } from 'pino';
import type { Clock } from '../domain/kernel/clock.ts';

export type Log = Logger;

/**
 * Structured logs without personal data: callers pass codes, counts and path templates. The redaction below is the
 * second line of defence, not the first.
 */
export function createLog(level: string, clock: Clock, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${clock.now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'token',
        '*.token',
        'name',
        '*.name',
        'mail',
        '*.mail',
        'body',
        '*.body',
      ],
      censor: '[left out]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What may be told of an unexpected error: its kind, code and where it was thrown. Its message is left out, since
 * database and HTTP libraries quote values in theirs.
 */
export function describeError(error: unknown): { kind: string; code?: string; cause?: string; where: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, where: [] };
  const code = (error as { code?: unknown }).code;
  const cause =
    error.cause instanceof Error ? ((error.cause as { code?: string }).code ?? error.cause.name) : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(cause === undefined ? {} : { cause }),
    where: frames.map((line) => line.trim().replace(/(file:\/\/)?\/[^\s()]*?\/(src|node_modules)\//, '$2/')),
  };
}
