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
  let worker = options.worker === false ? null : await product.startWorker();

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
    const now = product.world.clock.now().getTime();
    const due = { 'keep-subscriptions': 60 * minute, 'read-calendars': 5 * minute };
    const isSeen = async (): Promise<boolean> => {
      const ticks = await query<{ name: string; due: Date }>('select name, due from scheduling.ticks');
      return Object.entries(due).every(([name, every]) => {
        const seen = ticks.find((tick) => tick.name === name)?.due.getTime() ?? 0;
        return seen >= Math.floor(now / every) * every;
      });
    };
    let left: string[] = [];
    for (let tries = 0; tries < PATIENCE_MS / 20; tries += 1) {
      if ((await isSeen()) && (left = await dueJobs()).length === 0) return;
      // What Exchange lets a mailbox send is waited for by the clock.
      if (tries > 10 && tries % 10 === 0) product.world.clock.advance(1000);
      await wait(20);
    }
    throw new Error(`what is due was not done in two minutes: ${left.join(', ') || 'the schedule'}`);
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
    async close() {
      await worker?.stop();
      await owner.end();
      await product.close();
    },
  };
}

export type SubscribedProduct = Awaited<ReturnType<typeof subscribedProduct>>;
export { day, minute };
