import { randomUUID } from 'node:crypto';
import { listPairs } from '../../src/contract/meetings.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { enrolmentOf, pairOf, participantOf, programmeOf } from '../adapters/postgres/filled-programme.ts';
import { comesTrueBy } from './comes-true.ts';
import { callsTo } from './publish-pairs.ts';
import { subscribedProduct } from './subscribed-product.ts';

/** R20: the bot blocked, or its chat gone since: one attempt, no other, and the coordinator sees whom it did not reach. */
export async function unreachedScene({ withinMs = 600_000 } = {}): Promise<string> {
  const comesTrue = comesTrueBy(performance.now() + withinMs);
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
    // Others' welcome cards may be under way still: their chats were only just made.
    const attempts = await product.query<{ state: string; retry_count: number }>(
      `select job.state, retry_count from pgboss.job join letters on letters.id::text = job.data ->> 'letterId'
       where job.name = 'deliver-letter' and about ->> 'kind' = 'introduction' and to_person = any($1)`,
      [trouble],
    );
    const waiting = attempts.filter(({ state }) => state !== 'completed').length;
    const again = attempts.length - trouble.length + attempts.reduce((sum, one) => sum + one.retry_count, 0);
    const figures = `R20: ${outcomes.map(({ state, reason }) => `${state} (${reason})`).join(', ')}; shown to the coordinator: ${trouble.filter((one) => seen.includes(one)).length} of 3; attempts beyond the first: ${again}, to come: ${waiting}`;
    const isUninstalledReachable = outcomes[1]!.state === 'sent';
    const expected = trouble.filter((_, at) => !(at === 1 && isUninstalledReachable));
    if (waiting > 0 || again !== 0 || !expected.every((one) => seen.includes(one))) throw new Error(figures);
    return figures;
  } finally {
    await product.close();
  }
}
