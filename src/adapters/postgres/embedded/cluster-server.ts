import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawnAs, type Account } from './account.ts';

export type Running = { pid: number; port: number };

/** The server of this cluster, if one is running or on its way up; a killed parent leaves its server behind. */
export function findRunning(cluster: string): (Running & { ready: boolean }) | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isServerOf(pid, cluster)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Starts a server on a cluster that has none, on 127.0.0.1 and no socket, and waits until it takes connections.
 * It is a session of its own, so that an interrupt at the terminal reaches us and not the server under us.
 * Throws with the end of its log when it does not come up within 30 seconds.
 */
export async function startServer(options: {
  postgres: string;
  account: Account;
  cluster: string;
  log: string;
  port: number;
  settings: Record<string, string>;
}): Promise<Running> {
  const { postgres, account, cluster, log, port } = options;
  await clearAway(cluster);
  const settings = { ...always, port: String(port), ...options.settings };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const out = openSync(log, 'a', 0o600);
  const server = spawnAs(account, postgres, args, { cwd: cluster, detached: true, stdio: ['ignore', out, out] });
  closeSync(out);
  const gone = once(server, 'exit').then(() => 'gone' as const);
  for (let tries = 0; tries < 600; tries += 1) {
    const running = findRunning(cluster);
    if (running?.ready) {
      server.unref();
      return { pid: running.pid, port };
    }
    if ((await Promise.race([gone, wait(50)])) === 'gone') break;
  }
  throw new Error(`PostgreSQL did not start. The end of ${log}:\n${readFileSync(log, 'utf8').slice(-1500)}`);
}

/** Waits until a server that was found on its way up (after a crash it recovers first) takes connections. */
export async function waitUntilReady(cluster: string): Promise<Running | undefined> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const running = findRunning(cluster);
    if (!running || running.ready) return running;
    await wait(50);
  }
  throw new Error(`the PostgreSQL of ${cluster} has been starting for a minute`);
}

/** Stops the cluster's server, disconnecting whoever is there; nothing committed is lost. */
export async function stopServer(cluster: string): Promise<void> {
  const server = findRunning(cluster);
  if (!server) return;
  process.kill(server.pid, 'SIGINT');
  for (let tries = 0; tries < 400; tries += 1) {
    if (findRunning(cluster)?.pid !== server.pid) return;
    await wait(50);
  }
  process.kill(server.pid, 'SIGQUIT');
}

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  // Drops what a killed process was in the middle of, a migration for example, with its locks.
  ...(process.platform === 'linux' ? { client_connection_check_interval: '2s' } : {}),
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not repeat what people wrote: no statements, no values of rows.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
};

/**
 * A server that was killed leaves processes that end within moments, and a note with its number, which somebody else
 * may have been given since: PostgreSQL would then refuse to start. The note is its protection against two servers on
 * the same files, so it is taken away only when nobody is at work there. Elsewhere than on Linux it is left alone.
 */
async function clearAway(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (let tries = 0; atWorkIn(cluster); tries += 1) {
    if (tries === 200) throw new Error(`processes of a PostgreSQL that has gone are still at work in ${cluster}`);
    await wait(50);
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function atWorkIn(cluster: string): boolean {
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isServerOf(Number(name), cluster));
}

/** A process number alone may have been given to somebody else since; the server's working directory is its cluster. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}
