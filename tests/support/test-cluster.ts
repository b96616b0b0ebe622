import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installJobs } from '../../src/adapters/jobs/install.ts';
import { roleOf } from '../../src/adapters/postgres/application-role.ts';
import { readAccess } from '../../src/adapters/postgres/embedded/access.ts';
import { stopServer } from '../../src/adapters/postgres/embedded/cluster-server.ts';
import { startEmbedded } from '../../src/adapters/postgres/embedded/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';

const artifacts = join(process.cwd(), 'tests', '.artifacts');
const variable = 'TEST_CLUSTER';

/**
 * URLs of the run's template database, which has every table and no row, and of its superuser. No test may connect to the
 * template: meanwhile it can't be copied.
 */
export type TestCluster = { ownerUrl: string; appUrl: string; adminUrl: string };

/** Names the run's cluster and starts nothing: most suites need no database. Clears what killed runs have left. */
export async function reserveCluster(): Promise<void> {
  mkdirSync(artifacts, { recursive: true });
  for (const name of readdirSync(artifacts)) {
    const run = /^(?:postgres|embedded)-(\d+)-/.exec(name)?.[1];
    if (run && !isAlive(Number(run))) await removeCluster(join(artifacts, name));
  }
  process.env[variable] = mkdtempSync(join(artifacts, `postgres-${process.pid}-`));
}

export async function removeReservedCluster(): Promise<void> {
  const directory = process.env[variable];
  if (directory) await removeCluster(directory);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function removeCluster(directory: string): Promise<void> {
  await stopServer(join(directory, 'cluster'));
  rmSync(directory, { recursive: true, force: true });
}

/**
 * The run's cluster; whoever asks first starts it, the others wait. TEST_POSTGRES_BIN names a folder with another
 * PostgreSQL to run the tests on.
 */
export async function useCluster(): Promise<TestCluster> {
  const directory = process.env[variable];
  if (!directory) throw new Error("tests that need a database run under jest with this repository's configuration");
  const note = join(directory, 'ready.json');
  while (!existsSync(note)) {
    try {
      const cluster = await startCluster(directory);
      writeFileSync(`${note}.new`, JSON.stringify(cluster));
      renameSync(`${note}.new`, note);
    } catch (fault) {
      if (!String(fault).includes('is in use by')) throw fault;
      await wait(100);
    }
  }
  return JSON.parse(readFileSync(note, 'utf8')) as TestCluster;
}

async function startCluster(directory: string): Promise<TestCluster> {
  const binaries = process.env['TEST_POSTGRES_BIN'];
  const { ownerUrl, appUrl } = await startEmbedded({
    dataDirectory: directory,
    ...(binaries === undefined ? {} : { binaries }),
    // Nothing here outlives the run, so nothing has to reach the disk.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  const applicationRole = roleOf(appUrl);
  await migrate({ ownerUrl, applicationRole });
  await installJobs({ ownerUrl, applicationRole, movableClock: true });
  const { adminPassword, port } = await readAccess(directory);
  return { ownerUrl, appUrl, adminUrl: `postgresql://postgres:${adminPassword}@127.0.0.1:${port}/postgres` };
}
