import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Sandbox and product of the demo on this folder, as it wrote them down; none when it has stopped. */
export function partsOf(folder: string): number[] {
  try {
    return (JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as { pids: number[] }).pids;
  } catch {
    return [];
  }
}

/** The demo's database: its server's process, as the server itself wrote it down, and every process at work on its files. */
export function databaseOf(folder: string): { server: number; processes: { pid: number; parent: number }[] } {
  const cluster = realpathSync(join(folder, 'product/postgres/cluster'));
  const server = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return { server, processes: processesIn(cluster) };
}

/** Ends processes, each with its group, at one go and without a warning; resolves when none is left. */
export async function killAtOnce(pids: number[]): Promise<void> {
  for (const pid of pids) kill(-pid);
  while (pids.some(isAlive)) await wait(20);
}

/** Ends whatever still works in a folder. */
export async function endAllIn(folder: string): Promise<void> {
  const left = [...partsOf(folder), ...processesIn(realpathSync(folder)).map(({ pid }) => pid)];
  left.forEach(kill);
  while (left.some(isAlive)) await wait(20);
}

/** Processes whose working directory is the folder, or one below it. */
function processesIn(folder: string): { pid: number; parent: number }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const at = readlinkSync(`/proc/${name}/cwd`);
      if (at !== folder && !at.startsWith(`${folder}/`)) return [];
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      return [{ pid: Number(name), parent: Number(parent) }];
    } catch {
      return []; // not a process, or gone meanwhile
    }
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

/** A process that has ended and that nobody has asked about yet still has its number. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
