import { setTimeout as wait } from 'node:timers/promises';
import { startSilentProxy } from '../support/silent-proxy.ts';
import { comesTrueBy } from './comes-true.ts';
import { invitations, moveClock, orderPairs, peopleFor, progressOf } from './ordered-pairs.ts';
import { prepareProduct } from './product-process.ts';
import { subscribedProduct } from './subscribed-product.ts';

const MINUTE_MS = 60_000;
const RECOVERS_WITHIN_S = 30;
const ASKED_EVERY_MS = 250;

/** An answer, or none, to a request that began and ended at these moments of `performance.now()`. */
type Answer = { what: string; status: number | 'none'; began: number; ended: number };

/**
 * R16: the network between the whole product and its database falls silent, without closing anything, while it books and
 * is asked, for so many seconds each time. Throws when it answers anything but 503 meanwhile, when it takes more than 30
 * seconds to answer and to book again once new connections are carried, or when an invitation is lost or sent twice.
 */
export async function halfOpenScene({ pairs = 40, silences = [2, 12, 45] } = {}): Promise<string> {
  const comesTrue = comesTrueBy(performance.now() + 60 * MINUTE_MS);
  const product = await subscribedProduct({ people: peopleFor(pairs), worker: false });
  const database = new URL(product.database.appUrl);
  const proxy = await startSilentProxy({ port: Number(database.port), host: database.hostname });
  const through = (url: string): string => Object.assign(new URL(url), { port: String(proxy.port) }).href;
  const whole = prepareProduct({
    ...product.env,
    RUN: 'web,worker',
    DATABASE_URL: through(product.database.appUrl),
    DATABASE_OWNER_URL: through(product.database.ownerUrl),
  });
  let stopClock = (): void => undefined;
  const answers: Answer[] = [];
  let asking = true;
  const asked: Promise<void>[] = [];
  try {
    const programmeId = await orderPairs(product, pairs);
    whole.begin();
    const port = () => /"port":(\d+),.*"msg":"started"/.exec(whole.said())?.[1];
    await comesTrue('it has started', async () => port() !== undefined);
    const address = `http://127.0.0.1:${port()}`;
    const token = await product.tokenOf(product.people()[0]!.id, ['Coordinator']);
    for (const path of ['/readyz', '/api/programmes']) asked.push(keepAsking(address + path, token));
    product.world.faults.change({ latencyMs: 120 });
    const booked = async (): Promise<number> => (await progressOf(product, programmeId, comesTrue)).booked;
    const figures: string[] = [];
    for (const [at, seconds] of silences.entries()) {
      const target = Math.max(1, Math.floor((at * pairs) / (silences.length + 1)));
      await comesTrue(`${target} are booked`, async () => (await booked()) >= target);
      const silent = performance.now();
      proxy.goSilent();
      await wait(seconds * 1000);
      proxy.carryNew();
      const carried = performance.now();
      const before = await booked();
      await comesTrue('it books again', async () => (await booked()) > before);
      const books = (performance.now() - carried) / 1000;
      const goodAgain = () =>
        ['/readyz', '/api/programmes'].every((what) =>
          answers.slice(-8).some((one) => one.what === what && one.status === 200 && one.began > carried),
        );
      await comesTrue('it answers again', async () => goodAgain());
      const later = answers.filter((one) => one.began > silent);
      const lastBad = Math.max(carried, ...later.filter((one) => one.status !== 200).map((one) => one.ended));
      const wrong = later.filter((one) => one.status !== 200 && one.status !== 503);
      const refused = later.filter((one) => one.status === 503).length;
      const answersAfter = (lastBad - carried) / 1000;
      figures.push(
        `silent for ${seconds} s: ${refused} answers of 503, ${wrong.length} of another kind (${wrong.map((one) => one.status).join(' ')}); answers again after ${answersAfter.toFixed(1)} s, books again after ${books.toFixed(1)} s`,
      );
      if (wrong.length > 0 || Math.max(answersAfter, books) > RECOVERS_WITHIN_S) throw new Error(figures.join('\n'));
    }
    // Until now there had to be something left to book.
    stopClock = moveClock(product);
    await comesTrue('all are sent', async () => (await progressOf(product, programmeId, comesTrue)).left === 0);
    const { lost, duplicate, ghost, booked: all } = await invitations(product);
    figures.push(`R16: ${pairs} pairs, ${all} booked; lost ${lost}, duplicate ${duplicate}, ghost ${ghost}`);
    if (lost + duplicate + ghost > 0) throw new Error(figures.join('\n'));
    return figures.join('\n');
  } catch (error) {
    throw new Error(`${String(error)}\n${whole.said().slice(-3000)}`, { cause: error });
  } finally {
    asking = false;
    stopClock();
    proxy.close();
    await whole.end('SIGKILL');
    await Promise.all(asked);
    await product.close();
  }

  async function keepAsking(url: string, token: string): Promise<void> {
    while (asking) {
      const began = performance.now();
      // None: nobody waits longer than this for an answer.
      const signal = AbortSignal.timeout(30_000);
      const status = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal }).then(
        async (response) => (await response.text(), response.status),
        () => 'none' as const,
      );
      if (asking) answers.push({ what: new URL(url).pathname, status, began, ended: performance.now() });
      await wait(ASKED_EVERY_MS);
    }
  }
}
