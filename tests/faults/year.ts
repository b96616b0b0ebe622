import { seededRandom } from '../../src/sandbox/random.ts';
import { executives, MIXED_ZONES } from './executives.ts';
import { callsTo, publishPairs } from './publish-pairs.ts';
import { day, minute, subscribedProduct, type SubscribedProduct } from './subscribed-product.ts';
import { compareCalendars, trailOf, type Comparison } from './year-end.ts';
import { figuresOf } from './year-figures.ts';
import { explainGaps } from './year-gaps.ts';

const HOUR_MS = 60 * minute;
const WEEK_MS = 7 * day;
/** When nothing is due the clock moves so far at once, more or less, but not past a job that waits. */
const IDLE_MS = 10 * HOUR_MS;
const READ_EVERY_MS = 5 * minute;
const ANSWERS_MS = 12 * HOUR_MS;
const COMPARED_MS = 8 * WEEK_MS;
const ACTS_A_WEEK_AND_PAIR = 0.25;
const GAP_WEEKS = 5;

/** `from`: the clock is moved there first (YYYY-MM-DD), so that a few weeks may hold a change of the clocks. */
export type Year = { pairs: number; weeks: number; seed: number; from?: string };

/**
 * A year of a programme: published over HTTP, booked, then lived by the sandbox's clock while its people, in zones that
 * change to and from daylight saving on different dates, decline, move, cancel, forward, go on leave, leave, and a third
 * of all notifications is lost. Now and then, and at the end, every calendar equals the database, nobody was invited
 * twice, and every gap has its reason on record. Throws otherwise.
 */
export async function yearScene({ pairs, weeks, seed, from }: Year): Promise<string> {
  const begun = performance.now();
  const product = await subscribedProduct({ people: 6 * pairs + 100 });
  try {
    const now = (): number => product.world.clock.now().getTime();
    if (from !== undefined) await product.advance(Date.parse(from) - now());
    const starts = mondayAfter(now() + 14 * day);
    const end = starts + weeks * WEEK_MS;
    const year = await publishPairs(product, {
      pairs,
      startsOn: dateOf(starts),
      endsOn: dateOf(end),
      // Two weeks are left for the search to choose from.
      sessions: Math.min(12, 1 + Math.floor((weeks - 2) / GAP_WEEKS)),
      zones: MIXED_ZONES,
    });
    const booked = performance.now();
    await product.faults({ dropRate: 0.3, duplicateRate: 0.3 });
    const people = executives(product, year.programmeId, callsTo(product), seed);
    const span = { from: new Date(starts - 30 * day), to: new Date(end + 60 * day) };
    let steps = 0;
    const pass = async (milliseconds: number): Promise<void> => {
      await product.advance(milliseconds);
      await product.settle();
      steps += 1;
    };
    const compared: Comparison[] = [];
    const compare = async (): Promise<void> => {
      await pass(READ_EVERY_MS);
      const found = await compareCalendars(product, span, people);
      if (found.differences.length > 0) console.error((await trailOf(product, found.differences)).join('\n'));
      refuse(found.differences);
      compared.push(found);
    };

    const random = seededRandom(`year ${seed}`);
    const untilNextAct = (): number => (-Math.log(1 - random.next()) * WEEK_MS) / (ACTS_A_WEEK_AND_PAIR * pairs);
    let [nextAct, nextAnswers, nextLook, nextWord] = [now() + untilNextAct(), now(), now(), now()];
    while (now() < end + 2 * day) {
      const isTime = now() >= nextAct;
      for (; now() >= nextAct; nextAct += untilNextAct()) await people.act(await year.pairs());
      // What a lost notification would have told is read within five minutes.
      if (isTime) await pass(READ_EVERY_MS);
      if (now() >= nextAnswers) {
        await product.control('POST', '/chats/answer-all', { usual: { held: 'yes' } });
        await product.settle();
        nextAnswers = now() + ANSWERS_MS;
      }
      if (now() >= nextLook) {
        await compare();
        nextLook = now() + COMPARED_MS;
      }
      if (now() >= nextWord) {
        console.error(progress(now(), steps, begun));
        nextWord = now() + WEEK_MS;
      }
      await pass(Math.ceil(Math.min(await untilNextJob(product), (0.4 + 1.2 * random.next()) * IDLE_MS)));
    }
    await compare();
    const gaps = await explainGaps(product);
    const { violations } = product.world.contract.counts();
    const figures = await figuresOf(product, { compared, gaps, done: people.done });
    refuse([...gaps.unexplained, ...figures.wrong, ...violations.map((one) => JSON.stringify(one))]);
    const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);
    const cpu = process.cpuUsage();
    return [
      `at least ${pairs} pairs, ${weeks} weeks from ${dateOf(starts)}, seed ${seed}`,
      ...figures.lines,
      `steps of the clock: ${steps}`,
      `seconds: ${seconds(begun)}, of which ${seconds(begun) - seconds(booked)} until booked; ${Math.round((cpu.user + cpu.system) / 1e6)} of processor time without the database's`,
    ].join('\n');
  } catch (error) {
    console.error(`seed ${seed}, at ${product.world.clock.now().toISOString()}`, ...lastFaults(product));
    throw error;
  } finally {
    await product.close();
  }
}

/** The first Monday, at midnight in UTC, after an instant. */
const mondayAfter = (at: number): number => (Math.floor((at / day - 4) / 7) + 1) * WEEK_MS + 4 * day;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Until the first job that was put off; endless with nothing in the queue but what comes round by itself. */
async function untilNextJob(product: SubscribedProduct): Promise<number> {
  const [row] = await product.query<{ next: Date | null }>(
    `select min(start_after) as next from pgboss.job where state in ('created', 'retry', 'active')`,
  );
  if (row!.next === null) return Infinity;
  return Math.max(READ_EVERY_MS, row!.next.getTime() - product.world.clock.now().getTime());
}

function progress(now: number, steps: number, begun: number): string {
  return `${dateOf(now)}: ${steps} steps, ${Math.round((performance.now() - begun) / 1000)} s`;
}

function refuse(wrong: string[]): void {
  if (wrong.length > 0) throw new Error([`${wrong.length} wrong`, ...wrong.slice(0, 20)].join('\n'));
}

/** The log's last words about what failed. */
const lastFaults = ({ logged }: SubscribedProduct): string[] =>
  logged.filter((line) => line.includes('"level":50') || line.includes('"error"')).slice(-5);
