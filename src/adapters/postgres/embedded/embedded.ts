import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAccess, withFreePort } from './access.ts';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { findRunning, startServer, stopServer, waitUntilReady } from './cluster-server.ts';
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
 * A server that a killed process left behind is taken over as it is; one that is killed is started again. Throws when
 * another process uses the directory (naming it), on a platform without carried binaries, or when the server does not
 * start (with the end of its log).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const directory = resolve(options.dataDirectory);
  mkdirSync(directory, { recursive: true });
  const lock = lockDirectory(directory);
  const cluster = join(directory, 'cluster');
  try {
    const { access, bringUp } = await prepare(directory, cluster, options);
    const urls = await createRoles({ ...access, port: await bringUp() });
    const watch = keepUp(cluster, bringUp);
    return {
      ...urls,
      async stop() {
        await watch.end();
        await stopServer(cluster);
        lock.release();
      },
    };
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

/** `bringUp` starts the server unless it runs already, and answers its port. */
async function prepare(directory: string, cluster: string, options: EmbeddedOptions) {
  const { initdb, postgres } = findBinaries(options.binaries);
  const account = chooseAccount([postgres, cluster]);
  const settings = options.settings ?? {};
  let access = await readAccess(directory);
  if (!existsSync(cluster)) {
    const toDisk = settings['fsync'] !== 'off';
    await createCluster({ initdb, account, cluster, password: access.adminPassword, toDisk });
  }
  if (!findRunning(cluster)) access = await withFreePort(directory, access);
  const { port } = access;
  const log = join(directory, 'postgres.log');
  const bringUp = async (): Promise<number> => {
    const leftBehind = await waitUntilReady(cluster);
    return (leftBehind ?? (await startServer({ postgres, account, cluster, log, port, settings }))).port;
  };
  return { access, bringUp };
}

/** Starts the server again, on the port that everybody knows, if it is gone. */
function keepUp(cluster: string, bringUp: () => Promise<number>): { end(): Promise<void> } {
  let attempt: Promise<unknown> | undefined;
  const look = (): void => {
    if (attempt || findRunning(cluster)) return;
    // What fails now is tried again at the next look, and seen meanwhile by everybody who asks the database.
    attempt = bringUp()
      .catch(() => undefined)
      .finally(() => (attempt = undefined));
  };
  const timer = setInterval(look, 1000).unref();
  return {
    async end() {
      clearInterval(timer);
      await attempt;
    },
  };
}
