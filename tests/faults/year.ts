import { seededRandom } from '../../src/sandbox/random.ts';
import { executives } from './executives.ts';
import { callsTo, publishPairs } from './publish-pairs.ts';
import { day, minute, subscribedProduct, type SubscribedProduct } from './subscribed-product.ts';
import { compareCalendars, explainGaps, type Comparison } from './year-end.ts';

const HOUR_MS = 60 * minute;
/** With nothing in the queue but what comes round by itself, the clock moves so far at once. */
const IDLE_MS = Number(process.env['IDLE_HOURS'] ?? 4) * HOUR_MS;
const ACTS_A_WEEK_AND_PAIR = 0.25;
const STARTS = '2026-12-07';

export type Year = { pairs: number; weeks: number; seed: number };

/**
 * A year of a programme: published over HTTP, booked, then lived by the sandbox's clock while its people decline, move,
 * cancel, forward, go on leave, leave, and a third of all notifications is lost. Now and then, and at the end, every
 * calendar equals the database, nobody was invited twice, and every gap has its reason on record. Throws otherwise.
 */
export async function yearScene({ pairs, weeks, seed }: Year): Promise<string> {
  const begun = performance.now();
  const product = await subscribedProduct({ people: 6 * pairs + 100 });
  try {
    const sessions = Math.min(10, Math.max(1, Math.floor(weeks / 5)));
    const from = new Date('2026-11-01T00:00:00Z');
    const to = new Date(from.getTime() + 415 * day);
    const endsOn = new Date(Date.parse(STARTS) + weeks * 7 * day).toISOString().slice(0, 10);
    const year = await publishPairs(product, { pairs, startsOn: STARTS, endsOn, sessions });
    const published = performance.now();
    await product.faults({ dropRate: 0.3, duplicateRate: 0.3 });
    const people = executives(product, year.programmeId, callsTo(product), seed);
    const random = seededRandom(`year ${seed}`);
    const end = Date.parse(endsOn) + 2 * day;
    const now = (): number => product.world.clock.now().getTime();
    const compared: Comparison[] = [];
    const compare = async (): Promise<void> => {
      await product.advance(6 * minute);
      await product.settle();
      const found = await compareCalendars(product, { from, to }, people);
      if (found.differences.length > 0) throw new Error(describe(product, seed, found.differences));
      compared.push(found);
    };
    let [steps, nextAct, nextAnswers, nextLook] = [0, now(), now(), now() + 8 * 7 * day];
    while (now() < end) {
      while (now() >= nextAct) {
        await people.act(await year.pairs());
        nextAct += (-Math.log(1 - random.next()) * 7 * day) / (ACTS_A_WEEK_AND_PAIR * pairs);
      }
      if (now() >= nextAnswers) {
        await product.control('POST', '/chats/answer-all', {});
        nextAnswers = now() + 12 * HOUR_MS;
      }
      await product.settle();
      if (now() >= nextLook) {
        await compare();
        nextLook = now() + 8 * 7 * day;
      }
      await product.advance(await nextStep(product));
      await product.settle();
      steps += 1;
      console.error(steps, product.world.clock.now(), (await product.dueJobs()).join());
    }
    await compare();
    const gaps = await explainGaps(product);
    const twice = await invitedTwice(product);
    const { violations } = product.world.contract.counts();
    const bad = [...gaps.unexplained, ...twice, ...violations.map((one) => JSON.stringify(one))];
    if (bad.length > 0) throw new Error(describe(product, seed, bad));
    const { sent } = await product.subscriptions();
    const last = compared.at(-1)!;
    const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;
    const list = (counts: Record<string, number>) =>
      Object.entries(counts)
        .map(([what, count]) => `${count} ${what}`)
        .join(', ');
    return [
      `${pairs} pairs, ${weeks} weeks (seed ${seed}) in ${minutes(performance.now() - begun)}, of which ${minutes(published - begun)} until booked; ${steps} steps of the clock`,
      `done by people: ${list(people.done)}; ${sent.notifications} notifications sent, ${sent.dropped} lost`,
      `${compared.length} comparisons, the last of ${last.calendars} calendars and ${last.meetings} meetings: 0 differences; ${last.backToRule} past meetings put back to the rule by a series that was cut`,
      `invited twice: 0 people; ${gaps.held} meetings held, ${gaps.moved} at another hour than the rule's; not held: ${list(gaps.notHeld) || '0'}; without a reason: 0`,
    ].join('\n');
  } finally {
    await product.close();
  }
}

/**
 * How far the clock may move: to the next job that waits, an hour at least; with nothing in the queue but what comes
 * round by itself, `IDLE_MS`.
 */
async function nextStep(product: SubscribedProduct): Promise<number> {
  const [row] = await product.query<{ next: Date | null }>(
    `select min(start_after) as next from pgboss.job where state in ('created', 'retry', 'active')`,
  );
  const wait = row!.next === null ? IDLE_MS : row!.next.getTime() - product.world.clock.now().getTime();
  return Math.max(HOUR_MS, Math.min(IDLE_MS, wait));
}

type Mails = { uid: string; recipient: string; invitation: number };

/** People who got more than one invitation to one series. */
async function invitedTwice(product: SubscribedProduct): Promise<string[]> {
  const { mails } = await product.control<{ mails: Mails[] }>('GET', '/calendar/mails');
  return mails
    .filter(({ invitation }) => invitation > 1)
    .map((one) => `${one.recipient} has ${one.invitation} invitations to ${one.uid}`);
}

/** What was wrong, with the log's last words about faults. */
function describe(product: SubscribedProduct, seed: number, wrong: string[]): string {
  const faults = product.logged.filter((line) => line.includes('"level":50') || line.includes('"error"')).slice(-5);
  const at = product.world.clock.now().toISOString();
  return [`seed ${seed}, at ${at}: ${wrong.length} wrong`, ...wrong.slice(0, 20), ...faults].join('\n');
}
