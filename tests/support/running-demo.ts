import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

export type RunningDemo = {
  /** The one address to open. */
  address: string;
  /** The product's own address. */
  product: string;
  folder: string;
  /** All that it printed so far. */
  output(): string;
  process: ChildProcess;
  /** Ctrl-C, and waits for the end. */
  stop(): Promise<number | null>;
};

/** A folder for one demo's state, and two free ports next to each other. */
export async function demoPlace(): Promise<{ folder: string; port: number; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-demo-'));
  return { folder, port: await twoFreePorts(), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the demo as `npm run demo` does and waits until it says that it is ready. */
export async function startDemo(
  place: { folder: string; port: number },
  options: { env?: Record<string, string>; arguments?: string[]; detached?: boolean } = {},
): Promise<RunningDemo> {
  const child = spawn(
    process.execPath,
    ['src/demo/main.ts', '--port', String(place.port), '--data', place.folder, ...(options.arguments ?? [])],
    {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: options.detached ?? false,
    },
  );
  let printed = '';
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  await new Promise<void>((ready, failed) => {
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (printed.includes('Ready.')) ready();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((code) => failed(new Error(`the demo ended with code ${code}:\n${printed}`)));
  });
  return {
    address: `http://127.0.0.1:${place.port}`,
    product: `http://127.0.0.1:${place.port + 1}`,
    folder: place.folder,
    output: () => printed,
    process: child,
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}

/** Below the range from which the system takes ports for outgoing connections, so that none is taken in between. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    if ((await isFree(first)) && (await isFree(first + 1))) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
