/* eslint-disable @typescript-eslint/no-explicit-any -- what travels is asserted, not typed */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HeardActivity = { headers: IncomingHttpHeaders; activity: Record<string, any> };

export type FakeBot = {
  url: string;
  heard: HeardActivity[];
  /** What the bot answers from now on: a status and a JSON body. */
  answer: (activity: Record<string, any>) => { status: number; body?: unknown };
  /** Resolves with the first activity of this type, waiting for it if need be. */
  hears(type: string): Promise<HeardActivity>;
  close(): Promise<void>;
};

export type ServedPage = { contentType: string; body: string };

/** A product that only listens: it keeps each activity and answers as the test says; `serve` gives its pages. */
export async function startFakeBot(serve?: (path: string) => ServedPage | undefined): Promise<FakeBot> {
  const heard: HeardActivity[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((req, res) => {
    const page = req.method === 'GET' ? serve?.(req.url ?? '/') : undefined;
    if (page) return void res.writeHead(200, { 'content-type': page.contentType }).end(page.body);
    let text = '';
    req.on('data', (chunk: Buffer) => (text += chunk.toString()));
    req.on('end', () => {
      const activity = JSON.parse(text) as Record<string, any>;
      heard.push({ headers: req.headers, activity });
      waiting.forEach((wake) => wake());
      const { status, body } = bot.answer(activity);
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bot: FakeBot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answer: () => ({ status: 200 }),
    async hears(type) {
      for (;;) {
        const found = heard.find(({ activity }) => activity['type'] === type);
        if (found) return found;
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bot;
}
