import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whose process the server is: null for our own user, since PostgreSQL refuses only root. */
export type Account = { uid: number; gid: number; reachesAll: boolean } | null;

/**
 * Chooses the user that the server runs as; as root it is `postgres`, made if it does not exist.
 * `paths` are what it has to reach: the binaries and the data directory.
 */
export function chooseAccount(paths: string[]): Account {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = findUser() ?? makeUser();
  return { uid, gid, reachesAll: paths.every((path) => mayPass(path, uid)) };
}

/**
 * Starts a program as that user. Where a folder on the way is closed to others (a checkout under /root, or in a folder
 * made by mktemp), the program keeps of root's rights the one to pass through files' permissions.
 */
export function spawnAs(
  account: Account,
  command: string,
  args: string[],
  options: { cwd: string; detached?: boolean; stdio: ('ignore' | 'pipe' | number)[] },
): ChildProcess {
  // None of our own environment: it holds secrets, and PG* variables that would change what the server does.
  const env = { LC_ALL: 'C' };
  if (account === null) return spawn(command, args, { ...options, env });
  const { uid, gid, reachesAll } = account;
  if (reachesAll) return spawn(command, args, { ...options, env, uid, gid });
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (!setpriv) {
    throw new Error(
      `PostgreSQL can't run as root, and the user postgres can't reach ${command} or ${options.cwd}: ` +
        'start as another user, move the files, or set DATABASE_URL and DATABASE_OWNER_URL',
    );
  }
  const right = '+dac_override';
  const become = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${right}`,
    `--ambient-caps=${right}`,
  ];
  return spawn(setpriv, [...become, command, ...args], { ...options, env });
}

function findUser(): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function makeUser(): { uid: number; gid: number } {
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
  } catch (cause) {
    throw new Error(
      "PostgreSQL can't run as root, and a user named postgres could not be made: " +
        'start as another user, or set DATABASE_URL and DATABASE_OWNER_URL',
      { cause },
    );
  }
  const user = findUser();
  if (!user) throw new Error('the user postgres was made and is not there');
  return user;
}

/** Whether that user may pass through every folder above the path. */
function mayPass(path: string, uid: number): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner } = statSync(folder);
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
