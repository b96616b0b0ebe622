import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../src/sandbox/random.ts';
import { comesTrueBy } from './comes-true.ts';
import {
  invitations,
  moveClock,
  orderPairs,
  peopleFor,
  progressOf,
  type ComesTrue,
  type Progress,
} from './ordered-pairs.ts';
import { prepareProduct, type ProductProcess } from './product-process.ts';
import { subscribedProduct, type SubscribedProduct } from './subscribed-product.ts';

export type Kills = {
  pairs: number;
  kills: number;
  restarts: number;
  seed: number;
  /** The scene has failed when it is not over by then. */
  withinMs?: number;
  /** Told of each kill, for whoever watches a long run. */
  onKill?: (what: string) => void;
  onStart?: (pid: number) => void;
};

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
const HOUR_MS = 3_600_000;

/**
 * R1: the worker is a process of its own and is killed again and again while it invites two people for each pair, at
 * moments drawn by lot from what the database says is under way, spread over all of the work, and the database is
 * restarted in between. Throws when somebody has no invitation, or two, or Outlook holds a series that nobody ordered,
 * and when workers end by themselves much more often than the database was away (on a busy machine it may be out of
 * reach for a start's ten seconds).
 */
export async function killsScene(scene: Kills): Promise<string> {
  const { pairs, kills, restarts, seed, withinMs = 2 * HOUR_MS } = scene;
  const comesTrue = comesTrueBy(performance.now() + withinMs);
  const product = await subscribedProduct({ people: peopleFor(pairs), worker: false });
  const random = seededRandom(`kills ${seed}`);
  const workers = startWorkers(product, scene);
  let stopClock = (): void => undefined;
  try {
    const programmeId = await orderPairs(product, pairs);
    const look = (): Promise<Progress> => progressOf(product, programmeId, comesTrue);
    const reaches = (what: string, isSo: (now: Progress) => boolean) =>
      comesTrue(what, async () => {
        workers.keepOne();
        const now = await look();
        return now.left === 0 || isSo(now);
      });
    product.world.faults.change({ latencyMs: LATENCY_MS });
    stopClock = moveClock(product);
    const found = { kills: 0, withOpenSend: 0, withUnknownEvent: 0 };
    for (let kill = 1; kill <= kills; kill += 1) {
      // So that the last ones too are under way when there are kills; some pairs have no hour and are never booked.
      const aim = Math.floor(((kill - 1) * pairs) / kills);
      await reaches(`more than ${aim} are done with`, ({ left }) => pairs - left > aim);
      const before = await look();
      if (before.left === 0) break;
      const moment = random.pick([...MOMENTS]);
      await reached(look, moment, before);
      if (moment !== 'Outlook has one more than we know') await wait(LATENCY_MS * random.next());
      await workers.kill();
      const left = await look();
      found.kills += 1;
      if (left.open > 0) found.withOpenSend += 1;
      if (left.inOutlook > left.booked) found.withUnknownEvent += 1;
      scene.onKill?.(`kill ${kill}: ${JSON.stringify(left)}`);
      const restartsBy = (count: number): number => Math.floor((count * restarts) / kills);
      if (restartsBy(kill) > restartsBy(kill - 1)) await restartDatabase(comesTrue);
      // It has taken the work up again, unless all is done.
      await reaches(`more than ${left.booked} are booked`, ({ booked }) => booked > left.booked);
    }
    await reaches('all are sent', ({ left }) => left === 0);
    return await judge(product, scene, { ...found, failedStarts: workers.failedStarts() });
  } catch (error) {
    throw new Error(`kills, seed ${seed}: ${String(error)}\n${workers.said()}`, { cause: error });
  } finally {
    stopClock();
    await workers.end();
    await product.close();
  }
}

/** One worker at work, and one that stands ready for its death. */
function startWorkers(product: SubscribedProduct, { restarts, onStart }: Kills) {
  const prepareNext = (): ProductProcess => {
    const prepared = prepareProduct({ ...product.env, RUN: 'worker', LOG_LEVEL: 'fatal' });
    onStart?.(prepared.pid);
    return prepared;
  };
  let [worker, next] = [prepareNext(), prepareNext()];
  worker.begin();
  let failedStarts = 0;
  const startNext = (): void => {
    worker = next;
    worker.begin();
    next = prepareNext();
  };
  return {
    /** As whoever runs the product would: one that could not start, for want of the database, is started again. */
    keepOne() {
      const end = worker.ended();
      if (end === null) return;
      failedStarts += 1;
      if (failedStarts > restarts + 3) throw new Error(`a worker ended by itself: ${end}`);
      startNext();
    },
    async kill() {
      await worker.end('SIGKILL');
      startNext();
    },
    end: () => Promise.all([worker.end('SIGKILL'), next.end('SIGKILL')]),
    failedStarts: () => failedStarts,
    said: () => worker.said(),
  };
}

/** Waits for a moment of the worker's; one that does not come soon is done without. */
async function reached(
  look: () => Promise<Progress>,
  moment: (typeof MOMENTS)[number],
  before: Progress,
): Promise<void> {
  const deadline = performance.now() + MOMENT_WITHIN_MS;
  while (moment !== 'at any time' && performance.now() < deadline) {
    const now = await look();
    if (moment === 'a send is open' && now.open > 0) return;
    if (moment === 'Outlook has one more than we know' && now.inOutlook > now.booked) return;
    if (moment === 'a send was just settled' && now.settled > before.settled) return;
    await wait(5);
  }
}

/** Stops the server, without a word to its clients' work; whoever started it starts it again. */
async function restartDatabase(comesTrue: ComesTrue): Promise<void> {
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

async function judge(
  product: SubscribedProduct,
  size: Kills,
  found: { kills: number; withOpenSend: number; withUnknownEvent: number; failedStarts: number },
): Promise<string> {
  const { booked, lost, duplicate, ghost } = await invitations(product);
  const figures = [
    `R1 (seed ${size.seed}): ${size.pairs} pairs, ${booked} booked, ${2 * booked} invitations`,
    `${found.kills} kills, ${found.withOpenSend} of them with a send open, ${found.withUnknownEvent} with a series in Outlook that the database did not know`,
    `${size.restarts} restarts of the database; ${found.failedStarts} times a worker could not start for want of it`,
    `lost ${lost}, duplicate ${duplicate}, ghost ${ghost}`,
  ].join('\n');
  const isWell = lost === 0 && duplicate === 0 && ghost === 0 && booked > 0 && found.kills === size.kills;
  if (!isWell) throw new Error(figures);
  return figures;
}
