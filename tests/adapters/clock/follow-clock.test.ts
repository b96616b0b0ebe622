import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { followClock, systemClock } from '../../../src/adapters/clock/follow-clock.ts';
import { until } from '../../support/until.ts';

const hour = 3_600_000;

/** A clock that answers at once or, asked for what comes after its offset, when it is moved. */
async function startClock(port = 0) {
  let offsetMs = 0;
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const after = new URL(request.url ?? '', 'http://clock').searchParams.get('after');
    const answer = () => response.end(JSON.stringify({ offsetMs, now: new Date(Date.now() + offsetMs) }));
    if (after === String(offsetMs)) waiting.add(answer);
    else answer();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    move(to: number) {
      offsetMs = to;
      for (const answer of waiting) answer();
      waiting.clear();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const ahead = (clock: { now(): Date }): number => Math.round((clock.now().getTime() - Date.now()) / hour);

test('follows every move, keeps its time while the other side is away, and never goes back', async () => {
  const first = await startClock();
  first.move(2 * hour);
  const clock = await followClock(`http://127.0.0.1:${first.port}/clock`);
  expect(ahead(clock)).toBe(2);
  first.move(30 * hour);
  await until('it has followed', () => ahead(clock) === 30);
  expect(ahead(clock)).toBe(30);

  await first.close();
  await wait(100);
  expect(ahead(clock)).toBe(30);
  const again = await startClock(first.port);
  again.move(31 * hour);
  await until('it has followed', () => ahead(clock) === 31);
  expect(ahead(clock)).toBe(31);
  again.move(hour);
  await wait(200);
  expect(ahead(clock)).toBe(31);
  expect(clock.offsetMs()).toBe(31 * hour);
  clock.close();
  await again.close();
});

test('starts in real time when there is no one to follow', async () => {
  const clock = await followClock('http://127.0.0.1:9/clock', 300);
  expect(ahead(clock)).toBe(0);
  expect(ahead(systemClock)).toBe(0);
  clock.close();
});
