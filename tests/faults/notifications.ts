import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { bookedPairs } from './booked-pairs.ts';
import type { Order, Outcome } from './post-notifications.ts';
import { day, minute, subscribedProduct, type SubscribedProduct } from './subscribed-product.ts';
import { until } from '../support/until.ts';

const path = '/api/graph/notifications';

/** By their JSON: under jest, objects that were parsed outside have other prototypes. */
const same = (actual: unknown, expected: unknown, what?: string): void =>
  assert.equal(JSON.stringify(actual), JSON.stringify(expected), what);

/**
 * R10: so many posts at once, each sent three times more. Every one is kept before its answer, and what comes again
 * changes nothing. Answers times in milliseconds, and the product's processor time for each post; none is asserted.
 */
export async function burst({ posts, connections }: { posts: number; connections: number }) {
  const product = await subscribedProduct({ worker: false });
  try {
    const [mailbox] = product.mailboxes as [string];
    const secret = randomUUID();
    const subscriptionId = await pretendSubscription(product, mailbox, secret);
    const bodies = Array.from({ length: posts }, (_, number) => {
      const resource = `Users/${mailbox}/Events/event-${number}`;
      return { subscriptionId, clientState: secret, changeType: 'updated', resource, id: `n${number}` };
    });
    const everyTenth = bodies.flatMap((body, number) =>
      number % 10 === 0 ? [[number, product.digest(JSON.stringify(body))]] : [],
    );
    const order: Order = {
      url: product.url + path,
      bodies,
      connections,
      looks: Object.fromEntries(everyTenth) as Order['looks'],
      databaseUrl: product.database.ownerUrl,
    };
    const counts = async () => {
      const [row] = await product.query<{ stored: number; readings: number }>(
        `select (select count(*)::int from notifications) as stored,
                (select count(*)::int from pgboss.job where name in ('read-mailbox', 'keep-subscriptions')) as readings`,
      );
      return row!;
    };
    const times: number[] = [];
    let processorMs = 0;
    const sendAll = async (): Promise<void> => {
      const before = process.cpuUsage();
      const outcome = await postNotifications(order);
      const { user, system } = process.cpuUsage(before);
      processorMs += (user + system) / 1000 / (4 * posts);
      same(outcome.statuses, { 202: posts });
      assert.equal(outcome.missing, 0, 'each is kept before its answer');
      times.push(...outcome.times);
    };
    await sendAll();
    const first = await counts();
    assert.equal(first.stored, posts);
    for (let replay = 1; replay <= 3; replay += 1) await sendAll();
    same(await counts(), first, 'what comes again changes nothing');
    return { ...first, processorMs, times: times.sort((one, other) => one - other) };
  } finally {
    await product.close();
  }
}

async function postNotifications(order: Order): Promise<Outcome> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'post-notifications.ts')], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(order));
  return (await json(child.stdout)) as Outcome;
}

/** A subscription that only the database knows: the posts are the test's own. */
async function pretendSubscription(product: SubscribedProduct, mailbox: string, secret: string): Promise<string> {
  const id = randomUUID();
  const now = product.world.clock.now();
  await product.query(
    `insert into subscriptions (mailbox, address, state, id, secret_digest, since, expires_at)
     values ($1, 'https://pretend', 'live', $2, $3, $4, $5)`,
    [mailbox, id, product.digest(secret), now, new Date(now.getTime() + day)],
  );
  return id;
}

/**
 * R12: the clock moves on, at most an hour a step while jobs are due. Answers how many steps there were, and how many
 * subscriptions were made in all; asserts that at no time a mailbox had none.
 */
export async function weeks({ days, mailboxes }: { days: number; mailboxes: string[] }) {
  const product = await subscribedProduct({ mailboxes });
  try {
    const covered = async () => {
      const standing = await product.standing();
      const now = product.world.clock.now().getTime();
      for (const mailbox of product.mailboxes) {
        const own = standing.filter((one) => one.mailbox === mailbox);
        assert.equal(own.length, 1, `${mailbox} has one subscription`);
        // The next step is an hour: it would not run out unseen.
        assert.ok(Date.parse(own[0]!.expiresAt) > now + 60 * minute, `${mailbox} is subscribed for the next hour`);
        made.add(own[0]!.id);
      }
    };
    const made = new Set<string>();
    await until('all are made', async () => (await product.standing()).length === mailboxes.length);
    await product.settle();
    for (let step = 0; step < days * 24; step += 1) {
      await covered();
      await product.advance(60 * minute);
      await product.settle();
    }
    await covered();
    return { steps: days * 24, made: made.size };
  } finally {
    await product.close();
  }
}

/**
 * R11: people answer, and meetings move, while a third of all notifications is lost and a third comes twice; every
 * lifecycle event, and a subscription that ran out. After each, within one cycle of five minutes, what the database
 * holds is what a comparison of everything makes of it.
 */
export async function losses({ pairs, changes, seed }: { pairs: number; changes: number; seed: number }) {
  const product = await subscribedProduct();
  try {
    await until('it stands', async () => (await product.standing()).length === 1);
    const outlook = await bookedPairs(product, pairs, seed);
    await product.faults({ dropRate: 0.3, duplicateRate: 0.3 });
    let compared = 0;
    const equalsComparison = async (what: string): Promise<void> => {
      await product.advance(5 * minute);
      await product.settle();
      const after = await outlook.known();
      await outlook.compareAll();
      await product.settle();
      same(after, await outlook.known(), what);
      same(
        (await product.standing()).map(({ state }) => state),
        ['live'],
        what,
      );
      compared += 1;
    };
    for (const event of ['none', 'missed', 'reauthorizationRequired', 'subscriptionRemoved'] as const) {
      if (event !== 'none') await product.lifecycle(event);
      for (let change = 0; change < changes; change += 1) await outlook.change();
      await equalsComparison(event);
    }
    // Nobody is there for a week and a day.
    await product.stopWorker();
    await product.advance(8 * day);
    assert.equal((await product.standing()).length, 0);
    for (let change = 0; change < changes; change += 1) await outlook.change();
    await product.startAgain();
    await equalsComparison('expired');
    const { sent } = await product.subscriptions();
    return { compared, changed: outlook.changed(), ...sent };
  } finally {
    await product.close();
  }
}

export async function burstScene(): Promise<string> {
  const posts = 1000;
  const lines: string[] = [];
  for (const connections of [100, posts]) {
    const { times, stored, readings, processorMs } = await burst({ posts, connections });
    const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
    const figures = `median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
    lines.push(`R10: ${posts} posts over ${connections} connections, four times: ${figures}; ${stored} kept, `);
    lines.push(`${readings} readings ordered, ${processorMs.toFixed(2)} ms of processor time a post.\n`);
    assert.ok(at(0.99) < 1000, `p99 is below a second: ${lines.join('')}`);
  }
  return lines.join('');
}

export async function weeksScene(): Promise<string> {
  const { steps, made } = await weeks({
    days: 30,
    mailboxes: ['mentoring@contoso.example', 'reverse@contoso.example'],
  });
  return `R12: ${steps} hours, one by one: 0 minutes unsubscribed for two mailboxes; ${made} subscriptions made, and renewed since.`;
}

export async function lossesScene(): Promise<string> {
  const { compared, changed, notifications, dropped } = await losses({ pairs: 12, changes: 20, seed: 20_261_122 });
  return (
    `R11: ${changed} changes in Outlook, ${notifications} notifications sent, ${dropped} lost: ` +
    `${compared} of ${compared} times equal to a full comparison after one cycle.`
  );
}
