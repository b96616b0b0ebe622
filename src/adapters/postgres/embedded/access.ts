import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Port and passwords of an embedded server, made once and kept beside its files for this user's eyes only. */
export type Access = { port: number; adminPassword: string; ownerPassword: string; appPassword: string };

/** Reads a data directory's access, or makes it. */
export async function readAccess(directory: string): Promise<Access> {
  const file = join(directory, 'database.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Access;
  const password = (): string => randomBytes(24).toString('base64url');
  return save(file, {
    port: await freePort(),
    adminPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
  });
}

/** The same access, with another port if somebody else has taken ours since. */
export async function withFreePort(directory: string, access: Access): Promise<Access> {
  if ((await tryListening(access.port)) !== undefined) return access;
  return save(join(directory, 'database.json'), { ...access, port: await freePort() });
}

/** Whole or not at all: after a kill in mid-write nobody could get in any more. */
function save(file: string, access: Access): Access {
  writeFileSync(`${file}.new`, JSON.stringify(access, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return access;
}

async function freePort(): Promise<number> {
  const port = await tryListening(0);
  if (port === undefined) throw new Error('there is no free port on 127.0.0.1');
  return port;
}

/** The port that could be listened on; undefined when it is taken. */
function tryListening(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
