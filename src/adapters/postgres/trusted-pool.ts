import type { PostgresPool } from 'kysely';
import type pg from 'pg';

/** A connection used as lately as this is taken without a question. */
const TRUSTED_MS = 1_000;

/**
 * A pool that hands out no connection whose other end has vanished: one that has been idle is asked first. When one
 * does not answer, all that were used before are dropped unasked, so that they don't cost everybody their patience one
 * after the other.
 */
export function trustedPool(pool: pg.Pool, answerWithinMs: number): PostgresPool {
  const usedAt = new WeakMap<pg.PoolClient, number>();
  let vanishedAt = -Infinity;
  pool.on('connect', (client) => usedAt.set(client, performance.now()));
  pool.on('release', (_fault, client) => usedAt.set(client, performance.now()));

  const isThere = async (client: pg.PoolClient): Promise<boolean> => {
    const last = usedAt.get(client) ?? -Infinity;
    if (last < vanishedAt) return false;
    if (last > performance.now() - TRUSTED_MS) return true;
    try {
      await client.query({ text: 'select', query_timeout: answerWithinMs } as pg.QueryConfig);
      return true;
    } catch {
      vanishedAt = performance.now();
      return false;
    }
  };
  return {
    async connect(): Promise<pg.PoolClient> {
      for (;;) {
        const client = await pool.connect();
        if (await isThere(client)) return client;
        client.release(true);
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}
