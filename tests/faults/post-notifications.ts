/**
 * Posts notifications as Graph might in a burst, from a process of its own, so that its work is not taken for the
 * product's. Reads an order as JSON from standard input and prints what came of it as JSON.
 */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';

export type Order = {
  url: string;
  bodies: object[];
  /** How many posts are under way at the same time, each on a connection of its own. */
  connections: number;
  /** The digest of each body that is looked up in the database as soon as its post was answered. */
  looks: { [body: number]: string };
  databaseUrl: string;
};
export type Outcome = { statuses: Record<number, number>; missing: number; times: number[] };

const order = JSON.parse(await text(process.stdin)) as Order;
const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
const database = new pg.Pool({ connectionString: order.databaseUrl, max: 2 });
const outcome: Outcome = { statuses: {}, missing: 0, times: [] };

const post = (body: object): Promise<number> =>
  new Promise((resolve, reject) => {
    const content = JSON.stringify({ value: [body] });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
    request(order.url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end(content);
  });

const waiting = order.bodies.entries();
const sendOn = async (): Promise<void> => {
  for (const [number, body] of waiting) {
    const begun = performance.now();
    const status = await post(body);
    outcome.times.push(performance.now() - begun);
    outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
    const digest = order.looks[number];
    if (digest === undefined) continue;
    const { rowCount } = await database.query('select from notifications where digest = $1', [digest]);
    if (rowCount !== 1) outcome.missing += 1;
  }
};
await Promise.all(Array.from({ length: order.connections }, sendOn));
await database.end();
agent.destroy();
console.log(JSON.stringify(outcome));
