import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Taken } from './run-command.ts';

export type Files = Record<string, string>;

/** Folders that go when the work is done. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value> | Value): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a match's input files to a folder; returns the arguments with which the command reads them. */
export function argumentsFor(files: Files, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).flatMap(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return [`--${name.replace(/\..*/, '')}`, join(folder, name)];
  });
}

const written = ['pairs.csv', 'unmatched.csv', 'report.json', 'certificate.json'];

export const filesIn = (folder: string): Files =>
  Object.fromEntries(written.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const mostSeconds = 600;

/** What `npm run match` tells Node: how large its young generation may grow, which is all garbage here. */
function flagsOfScript(): string[] {
  const manifest = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
  const { scripts } = JSON.parse(manifest) as { scripts: { match: string } };
  return scripts.match.split(' ').filter((word) => word.startsWith('--'));
}

/** The command in a process of its own, as `npm run match` starts it; null when it took longer than `limit` seconds or ran out of memory. */
export async function commandInChild(args: string[], limit = mostSeconds): Promise<Taken | null> {
  const command = join(import.meta.dirname, 'run-command.ts');
  const run = promisify(execFile)(process.execPath, [...flagsOfScript(), command, ...args], {
    timeout: limit * 1000,
    maxBuffer: 1e8,
  });
  const { stdout } = await run.catch(() => ({ stdout: '' }));
  return stdout === '' ? null : (JSON.parse(stdout) as Taken);
}
