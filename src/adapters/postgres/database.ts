import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { trustedPool } from './trusted-pool.ts';
import type { Database, Tables } from './schema.ts';

export type DatabaseOptions = {
  url: string;
  /** Connections at most; default 10. */
  max?: number;
  /** Milliseconds after which a statement without an answer is given up, with its connection; default 15,000. */
  answerWithinMs?: number;
  /** Told of connections that were lost, for the log; the pool opens others by itself. */
  onLost?: (fault: Error) => void;
};

/** An idle connection is only asked whether it is there. */
const IDLE_ANSWERS_WITHIN_MS = 5_000;

/**
 * Opens a pool. The answer's `destroy()` closes it. No connection is made before the first statement, which then throws
 * when none is to be had within 10 seconds.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const answerWithinMs = options.answerWithinMs ?? 15_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'counterpart',
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // The server gives up first; our own limit is for the connection whose other end has vanished without a word.
    statement_timeout: answerWithinMs,
    query_timeout: answerWithinMs + 1_000,
    // No transaction waits for anything but us. What one held whose other end has vanished is free again by then.
    idle_in_transaction_session_timeout: 20_000,
    Client: ClientThatHangsUp,
    types: { getTypeParser },
  });
  // The pool listens to idle connections only. One that is lost between two statements of a transaction would otherwise
  // end the process.
  pool.on('connect', (client) => client.on('error', (fault) => options.onLost?.(fault)));
  pool.on('error', () => undefined);
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: trustedPool(pool, Math.min(IDLE_ANSWERS_WITHIN_MS, answerWithinMs)) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

/**
 * pg reports a statement without an answer and then waits on with the same connection, which the pool would hand out
 * again. This one ends it, so that the pool opens another.
 */
class ClientThatHangsUp extends pg.Client {
  override query = ((...args: unknown[]): unknown => {
    const answer = (super.query as (...args: unknown[]) => unknown).apply(this, args);
    if (answer instanceof Promise) {
      answer.catch((fault: unknown) => {
        if (fault instanceof Error && fault.message === 'Query read timeout') void this.end();
      });
    }
    return answer;
  }) as pg.Client['query'];
}

const DATE = 1082;

/** A date stays the text YYYY-MM-DD: as a JavaScript Date it would depend on this machine's zone. */
function getTypeParser(type: number, format?: 'text' | 'binary'): unknown {
  return type === DATE ? (text: string) => text : pg.types.getTypeParser(type, format);
}
