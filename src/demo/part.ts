import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** One process of the demo. */
export type Part = {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended: with its last lines, for a message. */
  readonly ended: Promise<{ code: number | null; lastLines: string }>;
  /** Asks it to stop, and ends it after `patienceMs` if it has not. */
  stop(patienceMs: number): Promise<void>;
};

type PartOptions = {
  name: string;
  /** Arguments for Node. */
  command: string[];
  cwd: string;
  env?: Record<string, string | undefined>;
  log: string;
};

const LINES_KEPT = 12;
const stopWithParent = new URL('./stop-with-parent.ts', import.meta.url).href;

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches the demo alone and the parts are stopped in order. The
 * channel to it is how it notices when the demo is killed. What it prints goes to the log.
 */
export function startPart({ name, command, cwd, env, log }: PartOptions): Part {
  const child = spawn(process.execPath, ['--import', stopWithParent, ...command], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  const lastLines = keepOutput(child, log);
  const ended = new Promise<{ code: number | null; lastLines: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, lastLines: error.message }));
    child.once('close', (code) => resolve({ code, lastLines: lastLines() }));
  });
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    async stop(patienceMs) {
      child.kill('SIGTERM');
      const given = new AbortController();
      const late = wait(patienceMs, 'late' as const, { signal: given.signal }).catch(() => undefined);
      if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
      given.abort();
      await ended;
    },
  };
}

function keepOutput(child: ChildProcess, log: string): () => string {
  const file = createWriteStream(log, { flags: 'a', mode: 0o600 });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      file.write(text);
      said = `${said}${text}`.slice(-20_000);
    });
  }
  // Log lines are for the file; what is said in plain words is for people.
  return () =>
    said
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('{'))
      .slice(-LINES_KEPT)
      .join('\n');
}
