import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fromKysely, PgBoss, type ConstructorOptions, type Db, type KyselyTransactionLike } from 'pg-boss';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { Job, JobQueue } from '../../domain/kernel/jobs.ts';
import { moveJobClock } from './job-clock.ts';
import { scheduleKeeper } from './keep-schedules.ts';
import { jobNames, jobs, type JobData, type JobName } from './jobs.ts';
import { announce, type Presence } from './presence.ts';
import { workerWaker } from './wake-workers.ts';

/** What each job does. Throwing makes it be tried again; what it returns is dropped. */
export type JobHandlers = { [Name in JobName]: (data: JobData<Name>) => Promise<unknown> };

/** Something for the log: a job that threw, or a fault of the machinery itself (`job` is then missing). */
export type JobFault = { error: unknown; job?: { name: JobName; id: string; attempt: number; isLast: boolean } };

export type Jobs = {
  /** Adds jobs in a transaction of ours: they exist if and when it is committed. */
  queue(tx: KyselyTransactionLike): JobQueue;
  /** Begins to work on jobs and to keep their schedules. */
  work(handlers: JobHandlers): Promise<void>;
  /** Takes no more jobs, waits up to 20 seconds for those at hand; the rest are tried again by the next worker. */
  rest(): Promise<void>;
  /** Rests, if it doesn't yet, and lets go of the database: no job can be added from then on. */
  stop(): Promise<void>;
};

const ROUND_MS = 500;
/** Workers are woken when there is something for them; left to themselves they look this seldom. */
const OWN_LOOK_SECONDS = 30;

/**
 * Opens the job queue with the application's role; `installJobs` must have run. Throws when the schema is missing or
 * of another version.
 */
export async function createJobs(options: {
  url: string;
  /** `changed`: resolves as soon as the clock is moved, or after so long. What has become due then begins at once. */
  clock: Clock & { changed?(timeoutMs: number): Promise<void> };
  /** As in `installJobs`. */
  movableClock: boolean;
  onFault: (fault: JobFault) => void;
}): Promise<Jobs> {
  const { url, clock, movableClock, onFault } = options;
  const sender = openBoss(options, { max: 1, supervise: false });
  await sender.start();
  const stopping = new AbortController();
  let worker: PgBoss | undefined;
  let presence: Presence | undefined;
  let rounds = Promise.resolve();
  let resting: Promise<void> | undefined;

  const rest = async (): Promise<void> => {
    stopping.abort();
    // Before the round at hand ends: whoever finishes meanwhile takes no other job.
    for (const name of worker ? jobNames : []) await worker?.offWork(name, { wait: false });
    await rounds;
    await worker?.stop({ graceful: true, timeout: 20_000 });
  };

  return {
    queue: (tx) => queueIn(sender, fromKysely(tx)),

    async work(handlers) {
      worker = openBoss(options, {
        max: 6,
        superviseIntervalSeconds: 10,
        monitorIntervalSeconds: 10,
        useListenNotify: true,
      });
      await worker.start();
      const db = worker.getDb();
      const followClock = async (): Promise<void> => {
        if (movableClock) await moveJobClock(db, clock.now());
      };
      presence = await announce(url, () => restoreAbandoned(db));
      await followClock();
      const workers = new Map<JobName, string[]>();
      for (const name of jobNames) {
        const ids: string[] = [];
        while (ids.length < jobs[name].concurrency) ids.push(await takeOn(worker, name, handlers, onFault));
        workers.set(name, ids);
      }
      const keepSchedules = scheduleKeeper(worker);
      const wakeWorkers = workerWaker(worker, workers);
      rounds = goRounds(async () => {
        await presence?.renew();
        await followClock();
        await keepSchedules(clock.now());
        await wakeWorkers();
      });
    },

    rest: () => (resting ??= rest()),

    async stop() {
      await (resting ??= rest());
      await sender.stop({ graceful: false });
      await presence?.leave();
    },
  };

  async function goRounds(round: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      // Listened for from before the round: a move in the middle of it counts.
      const moved = clock.changed ? [clock.changed(ROUND_MS)] : [];
      await round().catch((error: unknown) => onFault({ error }));
      const pause = wait(ROUND_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      await Promise.race([pause, ...moved]);
    }
  }
}

function openBoss(
  { url, clock, onFault }: { url: string; clock: Clock; onFault: (fault: JobFault) => void },
  particular: ConstructorOptions,
): PgBoss {
  // The last two are passed on to pg: a connection whose other end has vanished is given up after this time.
  const connection = { connectionString: url, keepAlive: true, query_timeout: 15_000 };
  const boss = new PgBoss({
    ...connection,
    ...particular,
    migrate: false,
    // We keep our schedules ourselves: pg-boss looks at its own every 30 seconds and sends by way of a second queue.
    schedule: false,
    // These need the tables' owner.
    reindex: false,
    monitorVacuum: false,
    // Its timers bound work and waits of this process, which take real time even when the clock is moved.
    clock: {
      now: () => clock.now().getTime(),
      setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      setInterval: (run, milliseconds) => setInterval(run, milliseconds),
      clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
    },
  });
  boss.on('error', (error) => onFault({ error }));
  return boss;
}

function queueIn(boss: PgBoss, db: Db): JobQueue {
  return {
    async enqueue(job, { notBefore, once } = {}) {
      const id = once === undefined ? {} : { id: idOf(job, once) };
      const startAfter = notBefore ? { startAfter: notBefore } : {};
      await boss.send(job.name, jobs[job.name].data.parse(job.data), { ...id, ...startAfter, db });
    },
  };
}

/** The same key gives the same id, and the table takes each id once. */
function idOf(job: Job, once: string): string {
  const hex = createHash('sha256').update(`${job.name}\n${once}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * One job at a time in each of several workers: a batch would fail as a whole with one of its jobs. Each looks for the
 * next as soon as it is done; left to itself pg-boss would wait between two jobs of one worker. Answers the worker's id.
 */
async function takeOn<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handlers: JobHandlers,
  onFault: (fault: JobFault) => void,
): Promise<string> {
  const options = {
    batchSize: 1,
    pollingIntervalSeconds: OWN_LOOK_SECONDS,
    notifyPollingIntervalSeconds: OWN_LOOK_SECONDS,
    includeMetadata: true,
  } as const;
  const worker = boss.work<JobData<Name>, void, typeof options>(name, options, async ([job]) => {
    boss.notifyWorker(await worker);
    if (!job) return;
    const run = async (): Promise<unknown> => handlers[name](jobs[name].data.parse(job.data));
    const fault = await run().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (!fault) return;
    const isLast = job.retryCount >= job.retryLimit;
    onFault({ ...fault, job: { name, id: job.id, attempt: job.retryCount + 1, isLast } });
    // pg-boss keeps what is thrown with the job: a name, and none of the words that may be about a person.
    throw new Error(fault.error instanceof Error ? fault.error.name : 'failed');
  });
  return worker;
}

/**
 * Puts back what a killed worker was at, at once and without counting it as an attempt. (With another worker present
 * it takes until the heartbeat is missed: 20 seconds and a round of supervision.)
 */
async function restoreAbandoned(db: Db): Promise<void> {
  const replayable = jobNames.filter((name) => jobs[name].replaySafe);
  await db.executeSql(
    `update pgboss.job set state = 'created', started_on = null, heartbeat_on = null
     where state = 'active' and name = any ($1)`,
    [replayable],
  );
}
