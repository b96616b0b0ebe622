import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { useCluster } from '../../support/test-cluster.ts';

/** Passes bytes on until `goSilent`: from then on the connections it has stay open and carry nothing. */
async function startProxy(to: URL) {
  const [port, host] = [Number(to.port), to.hostname];
  const sockets: Socket[] = [];
  const server = createServer((inside) => {
    const outside = connect(port, host);
    sockets.push(inside, outside);
    for (const [from, to] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      let passes = true;
      from.on('data', (bytes) => passes && to.write(bytes));
      from.on('close', () => to.destroy());
      from.on('error', () => undefined);
      from.once('silence', () => (passes = false));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    goSilent: () => sockets.forEach((socket) => socket.emit('silence')),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('connections whose other end has vanished are given up, and the next statements work', async () => {
  const url = new URL((await useCluster()).appUrl);
  const proxy = await startProxy(url);
  url.port = String(proxy.port);
  const db = openDatabase({ url: url.href, max: 2, answerWithinMs: 300 });
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(db);
  await Promise.all([ask(), ask()]);
  proxy.goSilent();
  const both = await Promise.allSettled([db.transaction().execute((tx) => sql`select 1`.execute(tx)), ask()]);
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
  expect((await ask()).rows).toEqual([{ one: 1 }]);
  expect((await db.transaction().execute((tx) => sql`select 1 as one`.execute(tx))).rows).toEqual([{ one: 1 }]);
  await db.destroy();
  proxy.close();
});

test('dates stay dates and instants stay instants', async () => {
  const db = openDatabase({ url: (await useCluster()).appUrl, max: 1 });
  const { rows } =
    await sql`select '2027-03-28'::date as some_day, '2027-03-28T01:30:00+01'::timestamptz as some_time`.execute(db);
  expect(rows).toEqual([{ someDay: '2027-03-28', someTime: new Date('2027-03-28T00:30:00Z') }]);
  await db.destroy();
});
