import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Tables } from './schema.ts';

export type DatabaseOptions = {
  url: string;
  /** Connections at most; default 10. */
  max?: number;
  /** Milliseconds after which a statement without an answer is given up, with its connection; default 20,000. */
  answerWithinMs?: number;
  /** Told of faults of idle connections, for the log. The pool replaces such a connection by itself. */
  onIdleFault?: (fault: Error) => void;
};

/**
 * Opens a pool. The answer's `destroy()` closes it. No connection is made before the first statement, which then throws
 * when none is to be had within 10 seconds.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const answerWithinMs = options.answerWithinMs ?? 20_000;
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
    idle_in_transaction_session_timeout: 60_000,
    Client: ClientThatHangsUp,
    types: { getTypeParser },
  });
  pool.on('error', (fault) => options.onIdleFault?.(fault));
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

/**
 * pg reports a statement without an answer and then waits on with the same connection, which the pool would hand out
 * again. This one hangs up, so that the pool opens another.
 */
class ClientThatHangsUp extends pg.Client {
  override query = ((...args: unknown[]): unknown => {
    const answer = (super.query as (...args: unknown[]) => unknown).apply(this, args);
    if (answer instanceof Promise) {
      answer.catch((fault: unknown) => {
        if (fault instanceof Error && fault.message === 'Query read timeout') hangUp(this);
      });
    }
    return answer;
  }) as pg.Client['query'];
}

function hangUp(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

const DATE = 1082;

/** A date stays the text YYYY-MM-DD: as a JavaScript Date it would depend on this machine's zone. */
function getTypeParser(type: number, format?: 'text' | 'binary'): unknown {
  return type === DATE ? (text: string) => text : pg.types.getTypeParser(type, format);
}
