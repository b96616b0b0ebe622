import { randomUUID } from 'node:crypto';
import { listPairs } from '../../src/contract/meetings.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { enrolmentOf, pairOf, participantOf, programmeOf } from '../adapters/postgres/filled-programme.ts';
import { comesTrue, comesTrueBy } from './comes-true.ts';
import { callsTo } from './publish-pairs.ts';
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

/** R20: the bot blocked, or its chat gone since: one attempt, no other, and the coordinator sees whom it did not reach. */
export async function unreachedScene(): Promise<string> {
  const product = await subscribedProduct({ people: 160 });
  try {
    const people = product.people().filter(({ accountEnabled }) => accountEnabled);
    const coordinator = people[0]!.id;
    const [blocked, uninstalled, left, ...partners] = people.slice(1, 7).map(({ id }) => id);
    const trouble = [blocked!, uninstalled!, left!];
    const programme = programmeOf(coordinator);
    const pairs = trouble.map((one, at) => ({ ...pairOf(programme.id, one, partners[at]!), id: randomUUID() }));
    await product.database.transact(systemScope, async ({ programmes, participants, enrolments, pairs: store }) => {
      await programmes.add(programme);
      await participants.save(people.slice(1, 7).map(({ id, mail }) => ({ ...participantOf(id), mail })));
      for (const { mentorId, menteeId } of pairs) {
        await enrolments.save(enrolmentOf(programme.id, mentorId, 'mentor'));
        await enrolments.save(enrolmentOf(programme.id, menteeId, 'mentee'));
      }
      await store.add(pairs);
    });
    const post = (path: string, body: object) => product.control('POST', path, body);
    for (const personId of [blocked, uninstalled]) await post('/chats/install', { personId });
    await comesTrue(
      'the product knows both chats',
      async () => (await product.query('select from chats')).length === 2,
    );
    await post('/chats/block', { personId: blocked });
    await post('/chats/uninstall', { personId: uninstalled });
    await post('/org/leave', { personId: left });
    await product.database.transact(systemScope, async ({ jobs }) => {
      for (const { id } of pairs) await jobs.enqueue({ name: 'introduce-pair', data: { pairId: id } });
    });
    const letters = () =>
      product.query<{ to_person: string; state: string; reason: string | null }>(
        `select to_person, state, reason from letters where about ->> 'kind' = 'introduction'`,
      );
    await comesTrue('every introduction is settled', async () => {
      const all = await letters();
      return all.length === 6 && all.every(({ state }) => state !== 'waiting' && state !== 'sending');
    });
    await product.advance(60 * 60_000);
    await product.settle();
    const settled = await letters();
    const call = callsTo(product)(coordinator, ['Coordinator']);
    const seen = (await call(listPairs, { params: { programmeId: programme.id } })).pairs.flatMap((one) =>
      one.cardTroubles.map(({ person }) => person.id),
    );
    const outcomes = trouble.map((one) => settled.find(({ to_person }) => to_person === one)!);
    const waiting = (
      await product.query(`select from pgboss.job where name = 'deliver-letter' and state in ('created', 'retry')`)
    ).length;
    const figures = `R20: ${outcomes.map(({ state, reason }) => `${state} (${reason})`).join(', ')}; shown to the coordinator: ${trouble.filter((one) => seen.includes(one)).length} of 3; attempts to come: ${waiting}`;
    const isUninstalledReachable = outcomes[1]!.state === 'sent';
    const expected = trouble.filter((_, at) => !(at === 1 && isUninstalledReachable));
    if (waiting > 0 || !expected.every((one) => seen.includes(one))) throw new Error(figures);
    return figures;
  } finally {
    await product.close();
  }
}
