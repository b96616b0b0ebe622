import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { useCluster } from '../support/test-cluster.ts';

const root = resolve(__dirname, '../..');
const ids = {
  TENANT_ID: '11111111-1111-4111-8111-111111111111',
  API_APP_ID: '22222222-2222-4222-8222-222222222222',
  BOT_APP_ID: '33333333-3333-4333-8333-333333333333',
  TEAMS_APP_ID: '44444444-4444-4444-8444-444444444444',
  API_APP_SECRET: 'x',
  BOT_APP_SECRET: 'x',
  ORGANIZER_MAILBOXES: 'mentoring@contoso.example',
};

/** Starts the product as its own process; `whenSaid` is called with all that it has printed so far. */
function start(
  env: Record<string, string>,
  whenSaid: (said: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
) {
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...env },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
      whenSaid(out, (signal) => child.kill(signal));
    });
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    child.on('close', (code) => done({ code, out, err }));
  });
}

let database: TestDatabase;
let folder: string;
let taken: Server;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'counterpart-main-'));
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  taken.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test('a faulty configuration is told whole, with exit code 2', async () => {
  const { code, out, err } = await start({ PORT: 'x', CLOCK_URL: 'https://time.example' });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^Counterpart can't start: 9 settings need attention\.\n {2}PORT: "x" is not usable: /);
  expect(err).toContain('  TENANT_ID: is missing: expected a UUID\n');
});

test('a taken port, and a database role that is too strong, are said plainly', async () => {
  const port = String((taken.address() as AddressInfo).port);
  const urls = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  const first = await start({ ...ids, ...urls, PORT: port });
  expect(first.code).toBe(1);
  expect(first.err).toBe(
    `Counterpart can't start. PORT: port ${port} is taken; choose another or stop what listens there\n`,
  );
  const admin = new URL((await useCluster()).adminUrl);
  admin.pathname = new URL(database.appUrl).pathname;
  const strong = await start({ ...ids, ...urls, DATABASE_URL: admin.href, PORT: '0' });
  expect(strong.code).toBe(1);
  expect(strong.err).toMatch(/^Counterpart can't start\. the database role \w+ of DATABASE_URL is too strong: /);
});

test('it stops when it is asked to, with nothing left to do', async () => {
  const env = { ...ids, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, PORT: '0', RUN: 'web' };
  const { code, out, err } = await start(env, (said, kill) => {
    if (said.includes('"started"')) kill('SIGTERM');
  });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('"stopping"');
});
