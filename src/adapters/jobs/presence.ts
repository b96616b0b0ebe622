import pg from 'pg';

/** As often as this the connection is asked whether it still carries anything. */
const ASKED_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 10_000;

const key = `hashtextextended('counterpart worker', 0)`;

/** That this process works on jobs, said by a lock that the database takes back when the process ends. */
export type Presence = {
  /** Says it again if the connection was lost, by a restart of the database or without a word; asks now and then. */
  renew(): Promise<void>;
  leave(): Promise<void>;
};

/**
 * Announces a worker. When no other is present, whatever is marked as being worked on was left by a kill:
 * `whenAlone` is then run first, while later comers wait.
 */
export async function announce(url: string, whenAlone: () => Promise<void>): Promise<Presence> {
  let client: pg.Client | undefined = await connect();
  let askedAt = performance.now();
  const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${key}) as alone`);
  const alone = rows[0]?.alone === true;
  if (alone) await whenAlone();
  await client.query(`select pg_advisory_lock_shared(${key})`);
  if (alone) await client.query(`select pg_advisory_unlock(${key})`);

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'counterpart worker',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    const forget = (): void => {
      if (client === next) client = undefined;
    };
    next.on('error', forget);
    next.on('end', forget);
    await next.connect();
    return next;
  }

  return {
    async renew() {
      if (client && performance.now() > askedAt + ASKED_EVERY_MS) {
        askedAt = performance.now();
        const asked = client;
        await asked.query({ text: 'select', query_timeout: ANSWER_WITHIN_MS } as pg.QueryConfig).catch(() => {
          if (client === asked) client = undefined;
          // Not waited for: the other end may never answer.
          void asked.end();
        });
      }
      if (client) return;
      const next = await connect();
      await next.query(`select pg_advisory_lock_shared(${key})`);
      client = next;
    },
    async leave() {
      await client?.end();
    },
  };
}
