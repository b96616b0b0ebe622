import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAccess, withFreePort } from './access.ts';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { startServer, stopServer, waitUntilReady } from './cluster-server.ts';
import { createCluster } from './create-cluster.ts';
import { createRoles } from './create-roles.ts';
import { lockDirectory } from './directory-lock.ts';

export type EmbeddedDatabase = {
  /** Runs migrations; owns the database. */
  ownerUrl: string;
  /** The application's: owns nothing. */
  appUrl: string;
  /** Shuts the server down and gives the directory back. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDirectory: string;
  /** Folder of `initdb` and `postgres`; by default those that npm carries. */
  binaries?: string;
  /** Server settings beside our own, for example `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
};

/**
 * A real PostgreSQL whose files are in `dataDirectory`, for one process at a time, reachable from this machine only.
 * A server that a killed process left behind is taken over as it is. Throws when another process uses the directory
 * (naming it), on a platform without carried binaries, or when the server does not start (with the end of its log).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const directory = resolve(options.dataDirectory);
  mkdirSync(directory, { recursive: true });
  const lock = lockDirectory(directory);
  const cluster = join(directory, 'cluster');
  try {
    const urls = await bringUp(directory, cluster, options);
    return {
      ...urls,
      async stop() {
        await stopServer(cluster);
        lock.release();
      },
    };
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

async function bringUp(directory: string, cluster: string, options: EmbeddedOptions) {
  const { initdb, postgres } = findBinaries(options.binaries);
  const account = chooseAccount([postgres, cluster]);
  let access = await readAccess(directory);
  const settings = options.settings ?? {};
  if (!existsSync(cluster)) {
    const toDisk = settings['fsync'] !== 'off';
    await createCluster({ initdb, account, cluster, password: access.adminPassword, toDisk });
  }
  const leftBehind = await waitUntilReady(cluster);
  if (leftBehind) return createRoles({ ...access, port: leftBehind.port });
  access = await withFreePort(directory, access);
  const log = join(directory, 'postgres.log');
  await startServer({ postgres, account, cluster, log, port: access.port, settings });
  return createRoles(access);
}
