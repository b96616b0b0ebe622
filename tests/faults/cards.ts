import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { comesTrueBy } from './comes-true.ts';
import { subscribedProduct, type SubscribedProduct } from './subscribed-product.ts';

/** Teams takes so many messages of one bot in a second. */
const CARDS_A_SECOND = 50;
const PATIENCE_MS = 3 * 3600_000;

/**
 * R7: many cards to chats that stand, against the connector's limits. `speed`: of the sandbox's clock, by which limits
 * and waits run, so that a machine that others use too has as much time as it needs.
 */
export async function sendCards({ cards, people: count, speed }: { cards: number; people: number; speed: number }) {
  const product = await subscribedProduct({ people: count + 60 });
  const comesTrue = comesTrueBy(performance.now() + PATIENCE_MS, 500);
  try {
    const people = product.people().filter(({ accountEnabled }) => accountEnabled);
    const to = people.slice(0, count).map(({ id }) => id);
    const send = (keys: [key: string, to: string][]) =>
      product.database.transact(systemScope, async ({ outbox }) => {
        for (const [key, one] of keys)
          await outbox.add({ key, to: one, programmeId: null, about: { kind: 'welcome' } });
      });
    const waits = async (): Promise<boolean> =>
      (await product.query(`select from letters where state in ('waiting', 'sending') limit 1`)).length > 0;
    await send(to.map((one) => [`first:${one}`, one]));
    await comesTrue('everybody has a chat', async () => !(await waits()));

    await slowDown(product, speed);
    const { throttle, clock } = product.world;
    const refused = throttle.refused();
    const used = process.cpuUsage();
    await send(Array.from({ length: cards }, (_, at) => [`many:${at}`, to[at % to.length]!]));
    const begun = clock.now();
    await comesTrue('nothing waits', async () => !(await waits()));
    const { user, system } = process.cpuUsage(used);
    const [counted] = await product.query<{ sent: number; last: Date }>(
      `select count(*)::int as sent, max(settled_at) as last from letters where key like 'many:%' and state = 'sent'`,
    );
    const { sent, last } = counted!;
    return {
      lost: cards - sent,
      seconds: (last.getTime() - begun.getTime()) / 1000,
      refused: throttle.refused() - refused,
      /** Of the product and the sandbox, for one card. */
      processorMs: (user + system) / 1000 / cards,
      outlookAtOnce: throttle.mostAtOnce(),
    };
  } finally {
    await product.close();
  }
}

/**
 * Throws when a card is lost, when Outlook is asked for more than four things of one mailbox at once, or when the cards
 * take more than 1.3 times as long as the limit itself needs.
 */
export async function cardsScene({ cards, speed }: { cards: number; speed: number }): Promise<string> {
  const { lost, seconds, refused, processorMs, outlookAtOnce } = await sendCards({ cards, people: 200, speed });
  const needed = cards / CARDS_A_SECOND;
  const figures = [
    `R7: ${cards} cards, ${lost} lost, in ${seconds.toFixed(1)} s; the limit itself needs ${needed.toFixed(1)} s: ${(seconds / needed).toFixed(2)} times`,
    `${refused} turned away on the way; ${processorMs.toFixed(1)} ms of processor time a card, the sandbox's included; at most ${outlookAtOnce} Outlook calls at once for one mailbox`,
    `the clock at ${speed} of real time`,
  ].join('\n');
  if (lost > 0 || seconds > 1.3 * needed || outlookAtOnce > 4) throw new Error(figures);
  return figures;
}

/** The sandbox's clock, and the database's for jobs, which otherwise is never behind real time. */
async function slowDown({ world, query }: SubscribedProduct, speed: number): Promise<void> {
  if (speed === 1) return;
  world.clock.slow(speed);
  const [now, real] = [world.clock.now().toISOString(), new Date().toISOString()];
  await query(`
    create or replace function pgboss.job_now() returns timestamp with time zone language sql stable as $$
      select timestamptz '${now}' + (pg_catalog.now() - timestamptz '${real}') * ${speed}
    $$`);
}
