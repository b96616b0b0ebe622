import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { runningProduct } from '../server/running-product.ts';

export const publicUrl = 'https://counterpart.contoso.example';
const minute = 60_000;
const day = 24 * 60 * minute;
const PATIENCE_MS = 120_000;

type Standing = { id: string; mailbox: string; state: string; createdAt: string; expiresAt: string };
type Control = { subscriptions: Standing[]; sent: { posts: number; notifications: number; dropped: number } };

/** The product with a public address, a worker beside it, and the sandbox's switches. */
export async function subscribedProduct(options: { mailboxes?: string[]; worker?: boolean; people?: number } = {}) {
  const mailboxes = options.mailboxes ?? ['mentoring@contoso.example'];
  const product = await runningProduct({
    ...(options.people === undefined ? {} : { people: options.people }),
    env: { NOTIFICATION_URL: publicUrl, ORGANIZER_MAILBOXES: mailboxes.join(',') },
    sandboxEnv: { PRODUCT_PUBLIC_URL: publicUrl, ORGANIZER_MAILBOXES: mailboxes.join(',') },
  });
  const address = product.world.address;
  const owner = new pg.Pool({ connectionString: product.database.ownerUrl, max: 2 });
  // A restart of the database ends idle connections.
  owner.on('error', () => undefined);
  let worker: Awaited<ReturnType<typeof product.startWorker>> | null = null;
  const close = async (): Promise<void> => {
    try {
      await worker?.stop();
    } finally {
      await owner.end();
      await product.close();
    }
  };
  try {
    if (options.worker !== false) worker = await product.startWorker();
  } catch (error) {
    await close();
    throw error;
  }

  const control = async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${address}/_sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json() as Promise<Answer>;
  };
  const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query<Row & pg.QueryResultRow>(text, values)).rows;
  const subscriptions = () => control<Control>('GET', '/subscriptions');
  const standing = async (): Promise<Standing[]> => (await subscriptions()).subscriptions;

  /** Jobs that are due now or under way. */
  const dueJobs = async (): Promise<string[]> => {
    const jobs = await query<{ name: string }>(
      `select name from pgboss.job
       where state = 'active' or (state in ('created', 'retry') and start_after <= $1)`,
      [product.world.clock.now()],
    );
    return jobs.map(({ name }) => name);
  };
  /** Waits until every job that is due is done. */
  const jobsDone = async (): Promise<void> => {
    for (let tries = 0; tries < PATIENCE_MS / 20; tries += 1) {
      if ((await dueJobs()).length === 0) return;
      await wait(20);
    }
    throw new Error(`not done in two minutes: ${(await dueJobs()).join(', ')}`);
  };
  /** Waits until what is due by schedule has been seen, and every job that is due is done. */
  const settle = async (): Promise<void> => {
    const due = { 'keep-subscriptions': 60 * minute, 'read-calendars': 5 * minute };
    const now = product.world.clock.now().getTime();
    const left = async (): Promise<string[]> => {
      const rows = await query<{ name: string }>(
        `select name from pgboss.job where state = 'active' or (state in ('created', 'retry') and start_after <= $1)
         union all select name || ' by schedule' from (values ${Object.entries(due)
           .map(([name, every]) => `('${name}', to_timestamp(${(Math.floor(now / every) * every) / 1000}))`)
           .join(', ')}) as tick (name, at)
         where not exists (select from scheduling.ticks where ticks.name = tick.name and ticks.due >= tick.at)`,
        [product.world.clock.now()],
      );
      return rows.map(({ name }) => name);
    };
    const begun = performance.now();
    let moved = begun;
    for (let pause = 10; performance.now() < begun + PATIENCE_MS; pause = Math.min(80, 1.3 * pause)) {
      if ((await left()).length === 0) return;
      await wait(pause);
      // What Exchange lets a mailbox send is waited for by the clock.
      if (performance.now() < moved + 400) continue;
      product.world.clock.advance(1000);
      moved = performance.now();
    }
    throw new Error(`what is due was not done in two minutes: ${(await left()).join(', ')}`);
  };
  return {
    ...product,
    mailboxes,
    control,
    query,
    subscriptions,
    standing,
    dueJobs,
    jobsDone,
    settle,
    advance: (milliseconds: number) => control('POST', '/clock', { advanceMs: milliseconds }),
    faults: (faults: object) => control('POST', '/subscriptions/faults', faults),
    /** Microsoft 365 does something to every subscription. */
    lifecycle: (event: string) => control('POST', '/subscriptions/lifecycle', { event }),
    /** As the product digests secrets and notifications. */
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
    async stopWorker() {
      await worker?.stop();
      worker = null;
    },
    async startAgain() {
      worker = await product.startWorker();
    },
    close,
  };
}

export type SubscribedProduct = Awaited<ReturnType<typeof subscribedProduct>>;
export { day, minute };
