import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { seededRandom } from '../../src/sandbox/random.ts';
import { useCluster } from '../support/test-cluster.ts';
import { comesTrueBy } from './comes-true.ts';
import { invitations, moveClock, orderPairs, peopleFor, progressOf } from './ordered-pairs.ts';
import { prepareProduct, type ProductProcess } from './product-process.ts';
import { subscribedProduct } from './subscribed-product.ts';

const HOUR_MS = 3_600_000;
const STOPS_WITHIN_S = 25;
const SLOW_MS = 40_000;

type Sizes = { pairs: number; stops: number; kills: number; seed: number };

/** R17: asked to stop with work in flight, and killed while it makes its tables. */
export async function shutdownScene(sizes: Sizes): Promise<string> {
  return [await stops(sizes), await killedMigrations(sizes)].join('\n');
}

/**
 * The whole product is asked to stop again and again while it books and answers; the last time while Outlook takes 40
 * seconds for an answer and somebody's request never comes to its end. Throws when it takes longer than 25 seconds, when
 * a request that it took has no answer, or when an invitation is lost or sent twice.
 */
async function stops({ pairs, stops: count, seed }: Sizes): Promise<string> {
  const comesTrue = comesTrueBy(performance.now() + HOUR_MS);
  const random = seededRandom(`stops ${seed}`);
  const product = await subscribedProduct({ people: peopleFor(pairs), worker: false });
  const { world } = product;
  const prepare = (): ProductProcess => prepareProduct({ ...product.env, RUN: 'web,worker' });
  let [whole, next] = [prepare(), prepare()];
  let stopClock = (): void => undefined;
  try {
    const programmeId = await orderPairs(product, pairs);
    const progress = () => progressOf(product, programmeId, comesTrue);
    const token = await product.tokenOf(product.people()[0]!.id, ['Coordinator']);
    world.faults.change({ latencyMs: 120 });
    const times: number[] = [];
    let [answered, notTaken, cutOff] = [0, 0, 0];
    for (let stop = 1; stop <= count + 1; stop += 1) {
      const isSlow = stop > count;
      whole.begin();
      const address = await addressOf(whole, comesTrue);
      const { booked } = await progress();
      await comesTrue('it books', async () => {
        const now = await progress();
        return now.booked > booked || now.left === 0;
      });
      if (isSlow) world.faults.change({ latencyMs: SLOW_MS, method: 'POST', paths: '/events$' });
      const stalled = isSlow ? neverEnding(address, token) : null;
      if (isSlow) {
        await comesTrue('a call is on its way', async () => {
          const now = await progress();
          if (now.left === 0) throw new Error('nothing was left to book at the last stop: too few pairs');
          return now.open > 0;
        });
      }
      await wait(400 * random.next());
      const requests = Array.from({ length: 5 }, () => statusOf(`${address}/api/programmes`, token));
      await wait(20);
      const began = performance.now();
      await whole.end('SIGTERM');
      times.push((performance.now() - began) / 1000);
      for (const status of await Promise.all(requests)) {
        if (status === 200) answered += 1;
        else notTaken += 1;
      }
      // What it took and did not answer to the end it says itself; others were turned away at the door.
      cutOff += [...whole.said().matchAll(/"method":"GET",.*"finished":false/g)].length;
      await stalled;
      if (whole.ended() !== 'code 0') throw new Error(`it ended with ${whole.ended()}`);
      [whole, next] = [next, prepare()];
    }
    world.faults.change({ latencyMs: 0 });
    stopClock = moveClock(product);
    whole.begin();
    await comesTrue('all are sent', async () => (await progress()).left === 0);
    // What was on its way at the last stop arrives in the end, after others have asked for the same.
    await wait(SLOW_MS + 2000);
    const { booked, lost, duplicate, ghost } = await invitations(product);
    const figures = [
      `R17 (seed ${seed}): ${count} stops at work, at most ${Math.max(...times.slice(0, -1)).toFixed(1)} s; one with calls of 40 s and a request without an end: ${times.at(-1)!.toFixed(1)} s`,
      `of requests at that moment ${answered} answered, ${notTaken} turned away, ${cutOff} taken and cut off; ${pairs} pairs, ${booked} booked; lost ${lost}, duplicate ${duplicate}, ghost ${ghost}`,
    ].join('\n');
    if (Math.max(...times) > STOPS_WITHIN_S || cutOff + lost + duplicate + ghost > 0) throw new Error(figures);
    return figures;
  } catch (error) {
    throw new Error(`stops, seed ${seed}: ${String(error)}\n${whole.said().slice(-3000)}`, { cause: error });
  } finally {
    stopClock();
    await Promise.all([whole.end('SIGKILL'), next.end('SIGKILL')]);
    await product.close();
  }
}

/**
 * The product is killed again and again while it makes the tables of an empty database, at moments drawn by lot from the
 * time that it takes to start. Throws when it does not start afterwards, or when its tables are not those of a database
 * that was made at one go.
 */
export async function killedMigrations({ kills, seed }: Sizes): Promise<string> {
  const comesTrue = comesTrueBy(performance.now() + HOUR_MS);
  const random = seededRandom(`migrations ${seed}`);
  const product = await subscribedProduct({ worker: false });
  const { adminUrl } = await useCluster();
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const [whole, broken] = ['whole', 'broken'].map((kind) => `${kind}_${randomUUID().replaceAll('-', '')}`);
  const inDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const prepare = (name: string): ProductProcess =>
    prepareProduct({
      ...product.env,
      DATABASE_URL: inDatabase(product.database.appUrl, name),
      DATABASE_OWNER_URL: inDatabase(product.database.ownerUrl, name),
    });
  const isThere = async (name: string): Promise<boolean> =>
    (await admin.query('select from pg_stat_activity where datname = $1', [name])).rows.length > 0;
  const tables = async (name: string): Promise<string[]> => {
    const client = new pg.Client({ connectionString: inDatabase(adminUrl, name) });
    await client.connect();
    const { rows } = await client.query<{ text: string }>(
      `select format('%s.%s.%s %s %s', table_schema, table_name, column_name, data_type, is_nullable) as text
         from information_schema.columns where table_schema in ('public', 'pgboss', 'scheduling')
       union all select format('%s %s %s', tablename, policyname, qual) from pg_policies
       union all select format('%s %s', indexdef, schemaname) from pg_indexes
         where schemaname in ('public', 'pgboss', 'scheduling')
       union all select format('%s %s %s %s', grantee, table_schema, table_name, privilege_type)
         from information_schema.role_table_grants where table_schema in ('public', 'pgboss', 'scheduling')
       order by 1`,
    );
    await client.end();
    return rows.map(({ text }) => text);
  };
  const running = new Set<ProductProcess>();
  try {
    for (const name of [whole, broken]) await admin.query(`create database ${name} owner counterpart_owner`);
    const began = await start(whole!);
    await addressOf(began.process, comesTrue);
    const takes = performance.now() - began.at;
    await began.process.end('SIGTERM');
    let unfinished = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      const { process } = await start(broken!);
      await wait(takes * random.next());
      await process.end('SIGKILL');
      if (!process.said().includes('"started"')) unfinished += 1;
    }
    const last = await start(broken!);
    const address = await addressOf(last.process, comesTrue);
    const ready = await statusOf(`${address}/readyz`, '');
    await last.process.end('SIGTERM');
    const [first, second] = [await tables(whole!), await tables(broken!)];
    const different = first.filter((one) => !second.includes(one)).length + Math.abs(first.length - second.length);
    const figures = `${kills} kills while it makes its tables (${(takes / 1000).toFixed(1)} s), ${unfinished} of them before it had started; then ready: ${ready}, ${first.length} columns, indexes, policies and rights, ${different} different`;
    if (ready !== 200 || different > 0) throw new Error(`${figures}\n${last.process.said().slice(-2000)}`);
    return figures;
  } finally {
    await Promise.all([...running].map((one) => one.end('SIGKILL')));
    for (const name of [whole, broken]) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await product.close();
  }

  /** `at`: when it first reached the database. */
  async function start(name: string): Promise<{ process: ProductProcess; at: number }> {
    await comesTrue('whoever was killed is gone', async () => !(await isThere(name)));
    const process = prepare(name);
    running.add(process);
    process.begin();
    await comesTrueBy(performance.now() + HOUR_MS, 5)('it reaches the database', () => isThere(name));
    return { process, at: performance.now() };
  }
}

async function addressOf(whole: ProductProcess, comesTrue: ReturnType<typeof comesTrueBy>): Promise<string> {
  let port: string | undefined;
  await comesTrue('it has started', async () => {
    port = /"port":(\d+),.*"msg":"started"/.exec(whole.said())?.[1];
    if (whole.ended() !== null) throw new Error(`it ended with ${whole.ended()}: ${whole.said()}`);
    return port !== undefined;
  });
  return `http://127.0.0.1:${port}`;
}

/** On a connection of its own, so that one that is refused was not under way. */
async function statusOf(url: string, token: string): Promise<number | string> {
  const asked = request(url, { agent: false, headers: { authorization: `Bearer ${token}` } }).end();
  try {
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    for await (const _ of response);
    return response.statusCode ?? 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'no answer';
  }
}

/** A request of which half has arrived; resolves when it is cut off. */
async function neverEnding(address: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': '100' };
  const asked = request(`${address}/api/programmes`, { method: 'POST', agent: false, headers });
  asked.on('error', () => undefined);
  asked.write('{"name":');
  await once(asked, 'close').catch(() => undefined);
}
