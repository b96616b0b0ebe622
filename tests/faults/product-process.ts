import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
/** Ends a process whose parent has gone, killed even. */
const stopWithParent = new URL('../../src/demo/stop-with-parent.ts', import.meta.url).href;

/** The product as a process of its own, which never outlives ours. */
export type ProductProcess = {
  readonly pid: number;
  /** Its code, or the signal that ended it; null while it runs. */
  ended(): string | null;
  /** What it has printed. */
  said(): string;
  /** Begins: until then it has its code in memory, and nothing else. */
  begin(): void;
  /** Sends a signal, which it may have missed because it has ended, and waits until it has. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
};

/** Starts a process that reads the product's code and then waits for `begin`: so the next worker stands ready for a kill. */
export function prepareProduct(env: Record<string, string>): ProductProcess {
  const child = spawn(process.execPath, ['--import', stopWithParent, pathOf('./prepared-product.ts')], {
    env: { ...env, PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-20_000)));
  }
  // A word to a process that has just ended is not worth an error.
  child.on('error', () => undefined);
  // With all that it has said.
  const gone = once(child, 'close');
  return {
    pid: child.pid!,
    ended: () => endOf(child),
    said: () => said,
    begin: () => void child.send('begin', () => undefined),
    async end(signal) {
      if (endOf(child) === null) child.kill(signal);
      await gone;
    },
  };
}

const endOf = ({ exitCode, signalCode }: ChildProcess): string | null =>
  signalCode ?? (exitCode === null ? null : `code ${exitCode}`);
