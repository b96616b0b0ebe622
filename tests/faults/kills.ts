import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { calendarOf } from '../../src/sandbox/calendar/calendar.ts';
import { seededRandom } from '../../src/sandbox/random.ts';
import { pairOf, participantOf, programmeOf } from '../adapters/postgres/filled-programme.ts';
import { comesTrue } from './comes-true.ts';
import { subscribedProduct, type SubscribedProduct } from './subscribed-product.ts';

export type Kills = { pairs: number; kills: number; restarts: number; seed: number };

/** What the worker is in the middle of when it is killed, as the database and Outlook show it. */
const MOMENTS = [
  'a send is open',
  'Outlook has one more than we know',
  'a send was just settled',
  'at any time',
] as const;
const LATENCY_MS = 120;
/** A moment that does not come is not waited for any longer. */
const MOMENT_WITHIN_MS = 3000;

/**
 * R1: the worker is a process of its own and is killed again and again while it invites two people for each pair, at
 * moments drawn by lot from what the database says is under way, and the database is restarted in between. Throws when
 * somebody has no invitation, or two, or Outlook holds a series that nobody ordered.
 */
export async function killsScene({ pairs, kills, restarts, seed }: Kills): Promise<string> {
  const product = await subscribedProduct({ people: 2 * pairs + 300, worker: false });
  const random = seededRandom(`kills ${seed}`);
  const { world } = product;
  let worker: ChildProcess | undefined;
  try {
    const programmeId = await orderedPairs(product, pairs);
    world.faults.change({ latencyMs: LATENCY_MS });
    const clock = setInterval(() => world.clock.advance(500), 100);
    try {
      const startNext = (): ChildProcess =>
        spawn(process.execPath, [join(import.meta.dirname, '../../src/server/main.ts')], {
          env: { ...product.env, PATH: process.env['PATH'], RUN: 'worker', LOG_LEVEL: 'fatal' },
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      const at: Record<string, number> = {};
      let restarted = 0;
      worker = startNext();
      await comesTrue('the first is booked', async () => (await state(product, programmeId)).booked > 0);
      for (let kill = 1; kill <= kills; kill += 1) {
        const before = await state(product, programmeId);
        const moment = random.pick([...MOMENTS]);
        const isThere = await reached(product, programmeId, moment, before);
        await wait(LATENCY_MS * random.next());
        worker.kill('SIGKILL');
        await once(worker, 'exit');
        at[isThere ? moment : 'nothing was under way'] = (at[isThere ? moment : 'nothing was under way'] ?? 0) + 1;
        worker = startNext();
        if (kill % Math.ceil(kills / restarts) === 0 && restarted < restarts) {
          await restartDatabase();
          restarted += 1;
        }
        // It has taken the work up again, unless all is done.
        const { booked } = await state(product, programmeId);
        await comesTrue('the next goes on', async () => {
          const now = await state(product, programmeId);
          return now.booked > booked || now.left === 0;
        });
      }
      await comesTrue('all are sent', async () => (await state(product, programmeId)).left === 0);
      return judge(product, await state(product, programmeId), { pairs, kills, restarts: restarted, seed }, at);
    } finally {
      clearInterval(clock);
    }
  } finally {
    worker?.kill('SIGTERM');
    if (worker && worker.exitCode === null) await once(worker, 'exit');
    await product.close();
  }
}

async function orderedPairs(product: SubscribedProduct, count: number): Promise<string> {
  const people = product
    .people()
    .filter(({ mail, accountEnabled }) => accountEnabled && !product.mailboxes.includes(mail.toLowerCase()))
    .slice(-2 * count);
  if (people.length < 2 * count) throw new Error(`only ${people.length} people for ${count} pairs`);
  const programme = { ...programmeOf(people[0]!.id), organizerMailbox: product.mailboxes[0]! };
  await product.database.transact(systemScope, async ({ programmes, participants, pairs, jobs }) => {
    await programmes.add(programme);
    await participants.save(people.map(({ id, mail, displayName }) => ({ ...participantOf(id), mail, displayName })));
    await pairs.add(
      Array.from({ length: count }, (_, at) => ({
        ...pairOf(programme.id, people[2 * at]!.id, people[2 * at + 1]!.id),
        id: randomUUID(),
      })),
    );
    await jobs.enqueue({ name: 'plan-series', data: { programmeId: programme.id } });
  });
  return programme.id;
}

type State = { booked: number; left: number; open: number; settled: number; inOutlook: number };

/** Again and again while the database is being restarted. */
async function state(product: SubscribedProduct, programmeId: string): Promise<State> {
  for (;;) {
    const rows = await product
      .query<Omit<State, 'inOutlook'>>(
        `select (select count(*)::int from series where programme_id = $1 and state = 'booked') as booked,
           (select count(*)::int from pairs p where p.programme_id = $1 and not exists
             (select from series s where s.pair_id = p.id and s.state in ('booked', 'no-common-hour'))) as left,
           (select count(*)::int from mailbox_sends where settled_at is null) as open,
           (select count(*)::int from mailbox_sends where settled_at is not null) as settled`,
        [programmeId],
      )
      .catch(() => null);
    const { store } = calendarOf(product.world);
    if (rows) return { ...rows[0]!, inOutlook: store.copiesIn(product.mailboxes[0]!).length };
    await wait(100);
  }
}

async function reached(
  product: SubscribedProduct,
  programmeId: string,
  moment: (typeof MOMENTS)[number],
  before: State,
): Promise<boolean> {
  const deadline = performance.now() + MOMENT_WITHIN_MS;
  while (performance.now() < deadline) {
    const now = await state(product, programmeId);
    if (moment === 'at any time') return now.left > 0;
    if (moment === 'a send is open' && now.open > 0) return true;
    if (moment === 'Outlook has one more than we know' && now.inOutlook > now.booked) return true;
    if (moment === 'a send was just settled' && now.settled > before.settled) return true;
    await wait(5);
  }
  return false;
}

/** Stops the server, without a word to its clients' work; whoever started it starts it again. */
async function restartDatabase(): Promise<void> {
  const note = join(process.env['TEST_CLUSTER']!, 'cluster', 'postmaster.pid');
  const [pid] = readFileSync(note, 'utf8').split('\n');
  process.kill(Number(pid), 'SIGINT');
  await comesTrue('the database server is another', async () => {
    try {
      return readFileSync(note, 'utf8').split('\n')[0] !== pid;
    } catch {
      return false;
    }
  });
}

function judge(product: SubscribedProduct, last: State, size: Kills, at: Record<string, number>): string {
  const { store, mails } = calendarOf(product.world);
  const invited = mails.counts(null).filter(({ recipient }) => !product.mailboxes.includes(recipient));
  const duplicate = invited.filter(({ invitation }) => invitation > 1).length;
  const series = store.copiesIn(product.mailboxes[0]!).filter(({ state }) => state === 'active').length;
  const lost = 2 * last.booked - new Set(invited.map(({ recipient }) => recipient)).size;
  const ghost = series - last.booked;
  const moments = Object.entries(at).map(([what, count]) => `${count} ${what}`);
  const figures = [
    `R1 (seed ${size.seed}): ${size.pairs} pairs, ${last.booked} booked, ${2 * last.booked} invitations; ${size.kills} kills (${moments.join(', ')}), ${size.restarts} restarts of the database`,
    `lost ${lost}, duplicate ${duplicate}, ghost ${ghost}`,
  ].join('\n');
  if (lost !== 0 || duplicate !== 0 || ghost !== 0 || last.booked === 0) throw new Error(figures);
  return figures;
}
