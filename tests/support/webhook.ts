import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Posted = { value: Record<string, unknown>[] };

const contract = join(import.meta.dirname, '../../src/sandbox/contract/graph-v1.0-subset.openapi.json');
const ajv = new Ajv2020({ strict: false, validateSchema: false });
formats.default(ajv);
for (const name of ['int32', 'int64', 'double', 'byte', 'binary']) ajv.addFormat(name, true);
ajv.addSchema({ $id: 'graph', ...(JSON.parse(readFileSync(contract, 'utf8')) as object) });
const schemaOf = (name: string) => ajv.compile({ $ref: `graph#/components/schemas/${name}` });
const isChanges = schemaOf('contract.changeNotificationCollection');
const isLifecycle = schemaOf('contract.lifecycleNotificationCollection');

/** An address for notifications that keeps what comes; each post is held against Graph's own description. */
export async function startWebhook() {
  const posts: Posted[] = [];
  const wrong: unknown[] = [];
  const webhook = {
    url: '',
    posts,
    /** Posts that are not as Graph describes them. */
    wrong,
    /** What each post is answered with, and after how many milliseconds. */
    answers: { status: 202, afterMs: 0 },
    /** What the handshake is answered with; null: as it should be. */
    handshake: null as { status: number; type: string; body: string } | null,
    all: (): Record<string, unknown>[] => posts.flatMap(({ value }) => value),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://webhook').searchParams.get('validationToken');
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      if (token !== null) {
        const { status, type, body } = webhook.handshake ?? { status: 200, type: 'text/plain', body: token };
        return response.writeHead(status, { 'content-type': type }).end(body);
      }
      const { status, afterMs } = webhook.answers;
      if (status < 300) {
        const post = JSON.parse(text) as Posted;
        posts.push(post);
        const isRight = 'lifecycleEvent' in (post.value[0] ?? {}) ? isLifecycle : isChanges;
        if (!isRight(post)) wrong.push({ post, errors: isRight.errors });
      }
      setTimeout(() => response.writeHead(status).end(), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  webhook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return webhook;
}

export type Webhook = Awaited<ReturnType<typeof startWebhook>>;
