import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { spawnAs, type Account } from './account.ts';

/**
 * Makes the files of a new cluster. They appear under their name only when complete, so that a kill in the middle is
 * begun again. Throws with initdb's words when it fails.
 */
export async function createCluster(options: {
  initdb: string;
  account: Account;
  cluster: string;
  password: string;
  /** False: its files need not survive a power cut. */
  toDisk: boolean;
}): Promise<void> {
  const { initdb, account, cluster } = options;
  const prefix = `${basename(cluster)}.new-`;
  for (const name of readdirSync(dirname(cluster)).filter((entry) => entry.startsWith(prefix))) {
    await rm(join(dirname(cluster), name), { recursive: true, force: true }).catch(() => undefined);
  }
  // A name of its own: the initdb of a killed process may still be at work under another.
  const unfinished = mkdtempSync(`${cluster}.new-`);
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (account) {
    chownSync(unfinished, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    await run(account, initdb, unfinished, [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      ...(options.toDisk ? [] : ['--no-sync']),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(join(unfinished, 'postgresql.conf'), 0o600);
  renameSync(unfinished, cluster);
}

async function run(account: Account, command: string, cwd: string, args: string[]): Promise<void> {
  const child = spawnAs(account, command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${words.trim().slice(-1500)}`);
}
