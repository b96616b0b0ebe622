import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comesTrueBy } from '../faults/comes-true.ts';
import { killsScene } from '../faults/kills.ts';
import { unreachedScene } from '../faults/unreached.ts';

/** Each scene ends by itself long before Jest would give it up: what it has started is then still ended by it. */
const withinMs = 240_000;

test('a worker killed again and again while it invites: nobody is left out, nobody invited twice (R1)', async () => {
  // Other suites use the same server: its restarts are for the long form.
  const seed = Number(process.env['KILL_SEED'] ?? Date.now());
  // More pairs than a mailbox may invite at one go, so that some are left for the second kill.
  const figures = await killsScene({ pairs: 14, kills: 2, restarts: 0, seed, withinMs });
  expect(figures).toContain('lost 0, duplicate 0, ghost 0');
}, 300_000);

test('a scene that does not come to its end fails, and leaves no worker behind', async () => {
  const workers: number[] = [];
  const scene = killsScene({
    pairs: 6,
    kills: 2,
    restarts: 0,
    seed: 1,
    withinMs: 1,
    onStart: (pid) => workers.push(pid),
  });
  await expect(scene).rejects.toThrow('kills, seed 1: Error: it never came to this');
  expect(workers.filter(isAlive)).toEqual([]);
  expect(workers).toHaveLength(2);
}, 60_000);

test('a worker ends with whoever started it, killed even', async () => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, '../faults/abandoned-product.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const worker = Number(said.toString());
  expect(isAlive(worker)).toBe(true);
  parent.kill('SIGKILL');
  await comesTrueBy(performance.now() + 90_000)('the worker has ended too', async () => !isAlive(worker));
}, 120_000);

test('a blocked bot and people who have gone are tried once, and shown to the coordinator (R20)', async () => {
  expect(await unreachedScene({ withinMs })).toContain('attempts beyond the first: 0, to come: 0');
}, 300_000);

/** A process that has ended and that nobody has asked about yet still has its number. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
