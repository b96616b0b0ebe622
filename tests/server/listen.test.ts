import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createWebApp, listen } from '../../src/server/http.ts';
import { createLog } from '../../src/server/log.ts';

/** Linux keeps no more than this waiting, whatever a process asks for; elsewhere it is seldom more than 128. */
const kernelLimit = '/proc/sys/net/core/somaxconn';
const burst = Math.min(1000, existsSync(kernelLimit) ? Number(readFileSync(kernelLimit, 'utf8')) : 100);

/** Ends well when so many connections to a port stand at the same time. */
const caller = `
  import { connect } from 'node:net';
  const [port, count] = process.argv.slice(1).map(Number);
  let standing = 0;
  for (let at = 0; at < count; at += 1) connect(port, '127.0.0.1', () => ++standing === count && process.exit(0));
`;

test('a burst of connections while the process is busy is kept waiting, not turned away', async () => {
  const log = createLog('fatal', { now: () => new Date() });
  const here = 'http://127.0.0.1:1';
  const app = createWebApp({ baseUrl: here, hostOrigin: null, entraOrigin: here, log }, () => undefined);
  const server = await listen(app, 0, '127.0.0.1');
  // Nothing is accepted here until the other process has ended. Who is turned away comes again after seconds, in vain.
  const { status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', caller, String(server.port), String(burst)],
    { timeout: 20_000, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  await server.stop(0);
  expect(status).toBe(0);
});
